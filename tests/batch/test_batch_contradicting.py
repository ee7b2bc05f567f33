"""Copies of one id that contradict each other: the same one holds, whichever way they are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from contradictions import SHOWN, in_texts, ordered, with_contradictions
from deliveries import delivered, inputs, parts
from lives import AS_OF
from random_networks import Row, groups, random_network, request, scores

from openssi.batch import numbers, run
from openssi.engines.on_disk import Limits, OnDisk, Session
from openssi.methodology import default
from openssi.scoring import deeds
from openssi.scoring.frame import Frame
from openssi.scoring.sql import EPOCH as DAY_0
from openssi.scoring.sql import UNDATED
from openssi.tables import KINDS, from_rows

EPOCH = dt.datetime.combine(DAY_0, dt.time())
NUMBERED = Frame(methodology=default(), as_of=AS_OF, numbered="numbers")
AS_KIND = f"CAST(a.kind AS ENUM ({', '.join(repr(kind) for kind in KINDS)}))"


@pytest.fixture(params=[1, 2, 3])
def given(request: pytest.FixtureRequest) -> list[Row]:
    return with_contradictions(random_network(40, lives=1), request.param)["activities"]


def test_the_same_copy_holds_in_texts_in_numbers_and_in_numbers_that_stay(
    given: list[Row], tmp_path: Path
) -> None:
    """Members come first in order, or as they came; strangers by a hash, or like all others."""
    tables = {
        "given": from_rows("activities", given),
        "told": people(given, "member_id"),
        "everybody": people(given, "member_id", "counterpart_id"),
    }
    with OnDisk(reads=[], folders=[tmp_path], limits=Limits(threads=1)) as database:
        with opened(database, tables) as session:
            expected = in_texts(session)
        with opened(database, tables) as session:
            assert in_numbers(session, numbers.of_members(1)) == expected
        with opened(database, tables) as session:
            late = "SELECT member_id FROM everybody WHERE member_id > '0-m2'"
            session.share("kept", numbers.of_everybody(late, None, 1))
            all_ = numbers.of_everybody("SELECT member_id FROM everybody", "kept", 1)
            assert in_numbers(session, all_) == expected
    assert {held(row) for row in plainly(given)} <= {row[:5] for row in expected}


def people(given: list[Row], *columns: str) -> pa.Table:
    names = {row[column] for row in given for column in columns if row[column]}
    return pa.table({"member_id": sorted(names)})


@contextmanager
def opened(database: OnDisk, tables: dict[str, pa.Table]) -> Iterator[Session]:
    with database.session() as session:
        for name, table in tables.items():
            session.load(name, table)
        yield session


def in_numbers(session: Session, numbered: str) -> list[tuple[Any, ...]]:
    """As a batch has them: people and kinds are numbers."""
    session.share("numbers", numbered)
    session.view(
        "activities",
        f"SELECT a.* REPLACE (m.number AS member_id, {AS_KIND} AS kind, "
        f"{numbers.of('a.counterpart_id', 'n')} AS counterpart_id) FROM given AS a "
        "JOIN numbers AS m ON m.member_id = a.member_id "
        "LEFT JOIN numbers AS n ON n.member_id = a.counterpart_id",
    )
    session.view(
        "scored",
        f"SELECT t.member_id AS id, number AS member_id, number AS who, TRUE AS clock, "
        f"{UNDATED} AS joined FROM told AS t JOIN numbers USING (member_id)",
    )
    for stage in deeds.stages(NUMBERED):
        session.create(stage.name, stage.select)
    of_id = numbers.known("everybody.member_id")
    names = f"(SELECT {of_id} AS number, member_id AS name FROM everybody) AS names"
    rows = (
        "SELECT d.*, s.id AS member_id, names.name AS whom FROM deeds AS d "
        f"JOIN scored AS s USING (who) LEFT JOIN {names} ON names.number = d.counterpart_id"
    )
    return ordered(session, f"SELECT {SHOWN} FROM ({rows})")


def plainly(given: list[Row]) -> list[Row]:
    """The copy of each id that holds, chosen without SQL."""
    ids: dict[tuple[str, str], list[Row]] = {}
    for row in given:
        counts = row["occurred_at"] is None or row["occurred_at"].date() <= AS_OF
        if row["activity_id"] and counts and row["counterpart_id"] != row["member_id"]:
            ids.setdefault((row["member_id"], row["activity_id"]), []).append(row)
    return [min(rows, key=order) for rows in ids.values()]


def order(row: Row) -> tuple[Any, ...]:
    whom, at = row["counterpart_id"], row["occurred_at"]
    last = ("object_at", "has_text", "quantity", "object_id")
    return (
        at is None,
        at or EPOCH,
        row["kind"],
        whom is None,
        md5((whom or "").encode(), usedforsecurity=False).hexdigest()[:15],
        *((row.get(name) is None, row.get(name) or 0) for name in last),
    )


def held(row: Row) -> tuple[Any, ...]:
    moment, made = (micros(row.get(name)) for name in ("occurred_at", "object_at"))
    undated = UNDATED if moment is None else moment
    return row["member_id"], row["kind"], row["counterpart_id"], undated, made


def micros(at: dt.datetime | None) -> int | None:
    return None if at is None else (at - EPOCH) // dt.timedelta(microseconds=1)


def test_nights_give_what_all_at_once_gives(tmp_path: Path) -> None:
    rows = with_contradictions(random_network(41, lives=1), 41)
    dealt = parts(rows, 3, 41)
    for count in range(1, len(dealt) + 1):
        delivered(dealt[:count], tmp_path / "in")
        run(request(inputs(tmp_path / "in"), tmp_path / "daily", state=tmp_path / "state"))
    run(request(inputs(tmp_path / "in"), tmp_path / "full"))
    assert scores(tmp_path / "daily") == scores(tmp_path / "full")
    assert groups(tmp_path / "daily") == groups(tmp_path / "full")
