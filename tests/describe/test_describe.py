"""What is told but not scored: counts are those of the rows, up to the day and no further."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from openssi.describe import describe
from openssi.engines import DuckDB
from openssi.result import Description
from openssi.tables import CONNECTION, Tables, from_rows

AS_OF = dt.date(2026, 6, 30)
NEXT = AS_OF + dt.timedelta(days=1)
SEEN = [{"member_id": "o'hara", "kind": CONNECTION, "observed_from": dt.date(2020, 1, 1),
         "observed_to": AS_OF}]  # fmt: skip


def described(
    *,
    connections: list[dict[str, Any]] | None = None,
    activities: list[dict[str, Any]] | None = None,
    coverage: list[dict[str, Any]] | None = None,
) -> Description:
    mine = {"member_id": "o'hara"}
    tables = Tables(
        members=from_rows("members", []),
        connections=from_rows("connections", [mine | row for row in connections or []]),
        activities=from_rows("activities", [mine | row for row in activities or []]),
        coverage=from_rows("coverage", coverage or []),
    )
    with DuckDB() as engine:
        for name, table in tables:
            engine.load(name, table)
        return describe(engine, "o'hara", AS_OF)


def link(
    person: str, on: dt.date | None, seniority: str | None = None, **more: Any
) -> dict[str, Any]:
    return {"connection_id": person, "connected_on": on, "seniority": seniority, **more}


def deed(kind: str, day: dt.date, number: str | None = None) -> dict[str, Any]:
    at = dt.datetime.combine(day, dt.time(23, 59))
    return {"kind": kind, "occurred_at": at, "activity_id": number}


def test_nothing_seen_is_unknown_and_nothing_there_is_zero() -> None:
    unseen = described()
    assert (unseen.connections, unseen.decision_makers) == (None, None)
    assert (unseen.first_day, unseen.last_active_day, unseen.kinds) == (None, None, {})
    seen = described(coverage=SEEN)
    assert (seen.connections, seen.decision_makers) == (0, 0)


def test_connections_are_people_who_still_stand_on_the_day() -> None:
    found = described(
        connections=[
            link("a", dt.date(2024, 5, 1), "director"),
            link("a", dt.date(2024, 5, 1), "director"),
            link("b", dt.date(2025, 5, 1), "entry"),
            link("c", None, "owner_partner"),
            link("gone", dt.date(2024, 1, 1), "vp", ended_on=dt.date(2025, 1, 1)),
            link("later", NEXT, "vp"),
        ]
    )
    assert found.connections == 3
    assert found.decision_makers == 2
    assert [(y.year, y.gained) for y in found.network_growth] == [(2024, 1), (2025, 1)]
    assert found.first_day == dt.date(2024, 1, 1)


def test_decision_makers_are_unknown_where_no_title_is() -> None:
    found = described(connections=[link("a", AS_OF), link("b", AS_OF)])
    assert (found.connections, found.decision_makers) == (2, None)


def test_kinds_are_counted_up_to_the_day_each_id_once() -> None:
    found = described(
        activities=[
            deed("comment_made", dt.date(2026, 1, 2), "one"),
            deed("comment_made", dt.date(2026, 1, 2), "one"),
            deed("comment_made", dt.date(2026, 1, 3)),
            deed("comment_made", dt.date(2026, 1, 3)),
            deed("post_viewed", AS_OF, "two"),
            deed("comment_made", NEXT, "late"),
        ]
    )
    assert found.kinds == {"comment_made": 3, "post_viewed": 1}
    assert found.first_day == dt.date(2026, 1, 2)


@pytest.mark.parametrize("kind", ["invitation_sent", "message_received", "post_viewed"])
def test_only_deeds_of_ones_own_make_a_day_active(kind: str) -> None:
    found = described(activities=[deed("vote_cast", dt.date(2026, 3, 4)), deed(kind, AS_OF)])
    assert found.last_active_day == dt.date(2026, 3, 4)


def test_another_members_rows_are_left_out() -> None:
    found = described(
        connections=[link("x", AS_OF, member_id="other")],
        activities=[{**deed("comment_made", AS_OF), "member_id": "other"}],
        coverage=[{**SEEN[0], "member_id": "other"}],
    )
    assert (found.connections, found.kinds) == (None, {})
