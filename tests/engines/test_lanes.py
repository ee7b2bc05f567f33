"""Tables made beside each other: in any order that their reading allows, and never half."""

from __future__ import annotations

from threading import Event

import duckdb
import pyarrow as pa
import pytest

from openssi.engines import DuckDB
from openssi.engines.lanes import Job, Lanes

SECONDS = 10
"""A test that waits so long has failed."""


class Noting:
    """A lane that only notes what it is told to make."""

    def __init__(self, made: list[str]) -> None:
        self.made = made

    def make(self, name: str, select: str) -> None:
        if select == "fails":
            raise RuntimeError(name)
        self.made.append(name)


class Holding(Noting):
    """One that makes the first table only when another was made."""

    def __init__(self, made: list[str], other: Event) -> None:
        super().__init__(made)
        self.other = other

    def make(self, name: str, select: str) -> None:
        if name == "first":
            assert self.other.wait(SECONDS)
        super().make(name, select)
        if name == "second":
            self.other.set()


def job(name: str, *reads: str, select: str = "") -> Job:
    return Job(name=name, select=select, reads=frozenset(reads))


def test_a_table_is_made_after_those_that_it_reads() -> None:
    made: list[str] = []
    lanes = Lanes([Noting(made), Noting(made), Noting(made)])
    names = [str(n) for n in range(50)]
    for before, name in zip(["none", *names], names, strict=False):
        lanes.begin(job(name, before))
    lanes.wait(names)
    lanes.close()
    assert made == names


def test_what_reads_nothing_of_the_other_is_made_beside_it() -> None:
    made: list[str] = []
    other = Event()
    lanes = Lanes([Holding(made, other), Holding(made, other)])
    lanes.begin(job("first"))
    lanes.begin(job("second"))
    lanes.wait({"first"})
    lanes.close()
    assert made == ["second", "first"]


def test_a_failure_is_raised_where_somebody_waits_and_ends_the_work() -> None:
    made: list[str] = []
    lanes = Lanes([Noting(made), Noting(made)])
    lanes.begin(job("broken", select="fails"))
    lanes.begin(job("after", "broken"))
    with pytest.raises(RuntimeError, match="broken"):
        lanes.wait({"after"})
    lanes.close()
    assert made == []


def test_every_thread_of_the_engine_knows_what_was_loaded_and_every_view() -> None:
    with DuckDB() as engine:
        engine.load("given", pa.table({"n": [1, 2, 3]}))
        engine.view("large", "SELECT n FROM given WHERE n > 1")
        engine.view("largest", "SELECT MAX(n) AS n FROM large")
        for number in range(8):
            engine.create(f"t{number}", f"SELECT n + {number} AS n FROM largest")
        found = engine.fetch(" UNION ALL ".join(f"SELECT n FROM t{n}" for n in range(8)))
    assert sorted(found["n"].to_pylist()) == list(range(3, 11))


def test_a_table_that_cannot_be_made_is_told_when_it_is_read() -> None:
    with DuckDB() as engine:
        engine.create("broken", "SELECT nothing FROM nowhere")
        with pytest.raises(duckdb.CatalogException, match="nowhere"):
            engine.fetch("SELECT * FROM broken")
