"""Copies of activities under one id that tell different things of one deed."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from lives import AS_OF
from random_networks import Row, Rows

from openssi.engines.base import Warehouse
from openssi.methodology import default
from openssi.scoring import deeds
from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED

SHOWN = "member_id, kind, whom, moment, object_at, has_text, quantity, object_id"
IN_TEXTS = Frame(methodology=default(), as_of=AS_OF)

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


def in_texts(session: Warehouse) -> list[tuple[Any, ...]]:
    """What counts of ``given`` for the members of ``told``, everybody by their id."""
    session.view("activities", "SELECT * FROM given")
    everyone = f"SELECT member_id, member_id AS who, TRUE AS clock, {UNDATED} AS joined FROM told"
    session.view("scored", everyone)
    for stage in deeds.stages(IN_TEXTS):
        session.view(stage.name, stage.select)
    rows = f"SELECT {SHOWN} FROM (SELECT *, who AS member_id, counterpart_id AS whom FROM deeds)"
    return ordered(session, rows)


def ordered(session: Warehouse, rows: str) -> list[tuple[Any, ...]]:
    """Rows that may come in any order."""
    found = [tuple(row.values()) for row in session.fetch(rows).to_pylist()]
    return sorted(found, key=repr)
