"""Copies of activities under one id that tell different things of one deed."""

from __future__ import annotations

import datetime as dt
import random

from random_networks import Row, Rows

_PEOPLE = ("p0", "p1", "0-m1", "0-m2", "nobody", None)
_COPIES = 60


def with_contradictions(rows: Rows, seed: int) -> Rows:
    """The same rows, and copies of some activities in which a thing or two is different."""
    chance = random.Random(seed)  # noqa: S311 - data for a test
    known = [row for row in rows["activities"] if row["activity_id"]]
    copies = [_other(chance, chance.choice(known), known) for _ in range(_COPIES)]
    return {**rows, "activities": [*rows["activities"], *copies, *map(_towards, copies)]}


def _other(chance: random.Random, row: Row, known: list[Row]) -> Row:
    """A copy that differs in some of what decides, or in what is told last."""
    other = {
        "occurred_at": None if chance.random() < 0.2 else row["occurred_at"],
        "kind": chance.choice(known)["kind"],
        "counterpart_id": chance.choice(_PEOPLE),
        "object_id": chance.choice((None, "one thing", "another")),
        "object_at": row["occurred_at"],
        "has_text": chance.choice((None, True, False)),
        "quantity": chance.choice((None, 2.0, 3.0)),
    }
    changed = chance.sample(sorted(other), chance.randint(1, 3))
    return row | {name: other[name] for name in changed}


def _towards(row: Row) -> Row:
    """The same copy, towards somebody else, or a day later."""
    if row["counterpart_id"] in {"p0", None} and row["occurred_at"]:
        return row | {"occurred_at": row["occurred_at"] + dt.timedelta(days=1)}
    return row | {"counterpart_id": "p0"}
