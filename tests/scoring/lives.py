"""Hypothesis strategies for small lives: the canonical tables as lists of dicts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from openssi.tables import CONNECTION, KINDS, Tables, from_rows

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Strategy = st.SearchStrategy

START = dt.date(2026, 1, 1)
SPAN = 200
AS_OF = START + dt.timedelta(days=SPAN)
LATEST_TO_JOIN = 60
"""Days after the start by which everybody has joined."""
PEOPLE = ("p1", "p2", "p3", "m1")  # m1 may be a member too
THREADS = ("o1", "o2")

days = st.integers(0, SPAN + 10).map(lambda n: START + dt.timedelta(days=n))
times = st.builds(
    lambda day, minute: dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minute),
    days,
    st.integers(0, 1439),
)
people = st.sampled_from(PEOPLE)
seniorities = st.sampled_from((None, "manager", "director", "vp"))
companies = st.sampled_from((None, "Acme", "acme ", "Globex"))


def maybe(strategy: Strategy[Any]) -> Strategy[Any]:
    return st.none() | strategy


def activities(member: str) -> Strategy[Row]:
    return st.fixed_dictionaries(
        {
            "activity_id": st.none(),
            "member_id": st.just(member),
            "kind": st.sampled_from(KINDS) | st.sampled_from(TALKATIVE),
            "occurred_at": times,
            "counterpart_id": maybe(people),
            "object_id": maybe(st.sampled_from(THREADS)),
            "object_at": maybe(times),
            "has_text": st.booleans(),
            "quantity": st.sampled_from((None, None, 1.0, 0.5, 3.0)),
        }
    )


TALKATIVE = ("message_sent", "message_received", "invitation_sent", "comment_made")


def connections(member: str) -> Strategy[list[Row]]:
    return st.lists(
        st.fixed_dictionaries(
            {
                "member_id": st.just(member),
                "connection_id": people,
                "connected_on": maybe(days),
                "ended_on": st.none(),
                "company": companies,
                "industry": maybe(st.just("Retail")),
                "seniority": seniorities,
            }
        ),
        max_size=4,
        unique_by=lambda row: row["connection_id"],
    )


def profiles(member: str) -> Strategy[list[Row]]:
    return st.lists(
        st.fixed_dictionaries(
            {
                "member_id": st.just(member),
                "seen_on": days,
                "joined_on": st.just(None),
                "company": companies,
                "industry": maybe(st.just("Retail")),
                "seniority": seniorities,
                "positions": maybe(st.integers(0, 5)),
                "summary_length": maybe(st.integers(0, 900)),
                "has_photo": maybe(st.booleans()),
                "media_items": maybe(st.integers(0, 12)),
            }
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda row: row["seen_on"],
    )


def spans(member: str) -> Strategy[Row]:
    return st.builds(
        lambda kind, start, length, how: {
            "member_id": member,
            "kind": kind,
            "observed_from": start,
            "observed_to": min(start + dt.timedelta(days=length), AS_OF),
            "status": how,
        },
        st.sampled_from((*KINDS, CONNECTION)),
        st.integers(0, SPAN).map(lambda n: START + dt.timedelta(days=n)),
        st.integers(0, SPAN),
        st.just("measured"),
    )


def everything_seen(member: str | None) -> list[Row]:
    return [
        {
            "member_id": member,
            "kind": kind,
            "observed_from": START - dt.timedelta(days=30),
            "observed_to": AS_OF,
            "status": "measured",
        }
        for kind in (*KINDS, CONNECTION)
    ]


@st.composite
def networks(
    draw: st.DrawFn, members: tuple[str, ...] = ("m0", "m1"), *, seen: bool | None = None
) -> Rows:
    """Rows of the four tables for some members; coverage is whole, or random spans."""
    rows: Rows = {"members": [], "connections": [], "activities": [], "coverage": []}
    for member in members:
        profile = draw(profiles(member))
        if draw(st.booleans()):
            profile[0]["joined_on"] = START + dt.timedelta(
                days=draw(st.integers(0, LATEST_TO_JOIN))
            )
        rows["members"] += profile
        rows["connections"] += [
            row for row in draw(connections(member)) if row["connection_id"] not in members
        ]
        rows["activities"] += draw(st.lists(activities(member), max_size=30))
        whole = draw(st.booleans()) if seen is None else seen
        rows["coverage"] += everything_seen(member)
        if not whole:
            rows["coverage"] = [r for r in rows["coverage"] if r["member_id"] != member]
            rows["coverage"] += draw(st.lists(spans(member), min_size=5, max_size=40))
    for number, row in enumerate(rows["activities"]):
        row["activity_id"] = f"a{number}"
    return rows


def tables(rows: Rows) -> Tables:
    return Tables(**{name: from_rows(name, given) for name, given in rows.items()})
