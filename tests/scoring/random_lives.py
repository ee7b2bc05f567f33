"""Dense random tables of a few members, made from a seed: what the references are compared on.

Each seed is about some kinds, so that their rows meet one another; over all seeds every kind has
its turn. The members differ in what is seen of them: everything, spans with gaps, only some kinds
of each signal, and a member who joined late.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from lives import AS_OF, SPAN, START

from openssi.tables import CONNECTION, FACTS, KINDS

Row = dict[str, Any]
Rows = dict[str, list[Row]]

MEMBERS = ("m0", "m1", "m2", "m3")
PEOPLE = tuple(f"p{number}" for number in range(6))
TALK = ("message_sent", "message_received", "inmail_sent", "inmail_received")
ALWAYS = (*TALK, "invitation_sent", "invitation_accepted", "profile_viewed")
LEVELS = (None, "entry", "manager", "director", "vp", "cxo", "owner_partner")
PLACES = (None, "Acme", "acme ", "Globex")
TITLES = (None, "Chief Technology Officer", "Director of Sales", "CTO", "Clerk")
FUNCTIONS = (None, "sales", "engineering")
INDUSTRIES = (None, "Retail", "retail", "Mining")
DEEDS = 150
WITHOUT_COVERAGE = 5
"""Every so many seeds, the tables say nothing of what was seen."""


def random_life(seed: int) -> Rows:
    """The four tables of one seed."""
    chance = random.Random(seed)  # noqa: S311 - data for a test
    about = [*KINDS[seed % 5 :: 5], *ALWAYS]
    activities = [row for name in MEMBERS for row in _deeds(chance, name, about)]
    for number, row in enumerate(activities):
        row["activity_id"] = None if number % 4 == 0 else f"a{number}"
    again = [dict(row) for row in chance.sample(activities, 40) if row["activity_id"]]
    rows = {
        "members": [row for name in MEMBERS for row in _profile(chance, name)],
        "connections": _connections(chance),
        "activities": [*activities, *again],
        "coverage": [] if seed % WITHOUT_COVERAGE == WITHOUT_COVERAGE - 1 else _coverage(chance),
    }
    for given in rows.values():
        chance.shuffle(given)
    return rows


def _day(chance: random.Random, first: int = 0, last: int = SPAN + 10) -> dt.date:
    return START + dt.timedelta(days=chance.randint(first, last))


def _deeds(chance: random.Random, name: str, about: list[str]) -> list[Row]:
    deeds = [_deed(chance, name, chance.choice(about)) for _ in range(DEEDS)]
    return [*deeds, *(row for person in PEOPLE[:3] for row in _silence(chance, name, person))]


def _silence(chance: random.Random, name: str, person: str) -> list[Row]:
    """A conversation that rests for about as long as makes it one taken up again."""
    days = [chance.randint(0, 60)]
    days += [days[0] + chance.randint(85, 100)]
    days += [days[1] + chance.randint(0, 15)]
    return [
        {
            **_deed(chance, name, kind),
            "occurred_at": dt.datetime.combine(_day(chance, day, day), dt.time(12)),
            "counterpart_id": person,
            "object_id": f"rest with {person}",
        }
        for day, kind in zip(days, ("message_received", "message_sent", TALK[1]), strict=True)
    ]


def _deed(chance: random.Random, name: str, kind: str) -> Row:
    others = [other for other in MEMBERS if other != name]
    at = dt.datetime.combine(_day(chance), dt.time(chance.randint(0, 23), chance.choice((0, 30))))
    made = at - dt.timedelta(minutes=chance.choice((-5, 0, 40, 1440, 1441, 5000)))
    return {
        "member_id": name,
        "kind": kind,
        "occurred_at": None if kind.endswith("received") and chance.random() < 0.03 else at,
        "counterpart_id": chance.choice((*PEOPLE, *PEOPLE, *others, None, None, name)),
        "object_id": chance.choice((None, None, None, "o1", "o2", "o3")),
        "object_at": chance.choice((None, made)),
        "has_text": chance.choice((None, True, True, False)),
        "quantity": chance.choice((None, None, 1.0, 0.5, 3.0, 0.0)),
    }


def _profile(chance: random.Random, name: str) -> list[Row]:
    """One to three sightings; the fourth member joined within the days told."""
    joined = _day(chance, 10, 150) if name == MEMBERS[3] else None
    seen = sorted(chance.sample(range(SPAN + 10), chance.randint(1, 3)))
    return [
        {
            "member_id": name,
            "seen_on": START + dt.timedelta(days=day),
            "joined_on": joined,
            **_attributes(chance),
            **{fact: _fact(chance, fact) for fact in FACTS},
        }
        for day in seen
    ]


def _fact(chance: random.Random, fact: str) -> int | bool | None:
    if chance.random() < 0.3:
        return None
    if fact.startswith("has_"):
        return chance.random() < 0.5
    return chance.choice((0, 1, 2, 5, 30, 250, 900))


def _attributes(chance: random.Random) -> Row:
    return {
        "title": chance.choice(TITLES),
        "company": chance.choice(PLACES),
        "industry": chance.choice(INDUSTRIES),
        "seniority": chance.choice(LEVELS),
        "function": chance.choice(FUNCTIONS),
    }


def _connections(chance: random.Random) -> list[Row]:
    """Some pairs, ended or not; pairs of members stand in one direction or in both."""
    pairs = [(one, other) for one in MEMBERS for other in PEOPLE]
    pairs += [(one, other) for one in MEMBERS for other in MEMBERS if one < other]
    rows = [_link(chance, one, other) for one, other in pairs if chance.random() < 0.7]
    both = [row for row in rows if row["connection_id"] in MEMBERS and chance.random() < 0.5]
    turned = [_link(chance, row["connection_id"], row["member_id"]) for row in both]
    again = [_link(chance, row["member_id"], row["connection_id"]) for row in rows[::9]]
    return [*rows, *turned, *again]


def _link(chance: random.Random, one: str, other: str) -> Row:
    since = chance.choice((None, *(_day(chance) for _ in range(4))))
    after = (since or START) + dt.timedelta(days=chance.randint(-9, 90))
    return {
        "member_id": one,
        "connection_id": other,
        "connected_on": since,
        "ended_on": chance.choice((None, None, after)),
        **(_attributes(chance) if chance.random() < 0.8 else {}),
    }


def _coverage(chance: random.Random) -> list[Row]:
    kinds = (*KINDS, CONNECTION)
    rows = [_span(MEMBERS[0], kind) for kind in kinds]
    rows += [row for kind in kinds for row in _gaps(chance, MEMBERS[1], kind)]
    for number, kind in enumerate(kinds):  # no two begin on one day
        begun = chance.choice((-60, -40, 60, 110, 160, 210)) + number
        how = chance.choice(("measured", "measured", "measured", "estimated", "self_reported"))
        rows.append(_span(MEMBERS[2], kind, begun, status=how))
        if chance.random() < 0.8:
            rows.append(_span(MEMBERS[3], kind, 80 + number))
    absent = chance.sample(("group_joined", "group_contribution", "inmail_sent", "repost_made"), 2)
    rows += [_span(MEMBERS[0], kind, status="not_applicable") for kind in absent]
    shared = chance.sample(kinds, 3)
    return [*rows, *(_span(None, kind, 120, 170) for kind in shared)]


def _gaps(chance: random.Random, name: str, kind: str) -> list[Row]:
    """Up to three spans that may touch or overlap, with unseen days between them."""
    rows = []
    for _ in range(chance.randint(0, 3)):
        begun = chance.randint(-20, SPAN)
        rows.append(_span(name, kind, begun, begun + chance.choice((5, 40, 90, 200))))
    return rows


def _span(
    name: str | None, kind: str, begun: int = -30, ended: int = SPAN, *, status: str = "measured"
) -> Row:
    return {
        "member_id": name,
        "kind": kind,
        "observed_from": START + dt.timedelta(days=begun),
        "observed_to": min(START + dt.timedelta(days=ended), AS_OF),
        "status": status,
    }
