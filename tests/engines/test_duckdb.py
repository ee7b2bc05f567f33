"""The default engine: in this process, in memory, and deaf to the world outside."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from openssi.engines import DuckDB, Engine
from openssi.engines.on_disk import Limits, OnDisk


def test_it_is_an_engine_that_loads_keeps_and_gives_back() -> None:
    with DuckDB() as engine:
        usable: Engine = engine
        usable.load("given", pa.table({"n": [1, 2, None]}))
        usable.create("doubled", "SELECT 2 * n AS n FROM given")
        assert usable.fetch("SELECT n FROM doubled ORDER BY n").to_pydict() == {"n": [2, 4, None]}


def test_rows_come_in_the_order_asked_for(tmp_path: Path) -> None:
    many = "SELECT HASH(i) % 100000 AS n, i FROM range(200000) AS r(i) ORDER BY n, i"
    on_disk = OnDisk(reads=[], folders=[tmp_path], limits=Limits(threads=2))
    with DuckDB(threads=2) as engine, on_disk as database, database.session() as session:
        for each in (engine, session):
            numbers = each.fetch(many)["n"].to_pylist()
            assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    "setting",
    ["autoinstall_known_extensions", "autoload_known_extensions", "enable_external_access"],
)
def test_extensions_and_the_outside_are_off(setting: str) -> None:
    with DuckDB() as engine:
        row = engine.fetch(f"SELECT current_setting('{setting}') AS value").to_pylist()[0]
    assert str(row["value"]).lower() == "false"


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
    ],
)
def test_no_file_and_no_address_can_be_read(tmp_path: Path, statement: str) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a\n1\n", encoding="utf-8")
    with DuckDB() as engine, pytest.raises(duckdb.Error):
        engine.fetch(statement.format(file=file.as_posix()))


def test_what_is_off_cannot_be_turned_on_again() -> None:
    with DuckDB() as engine:
        engine.create("x", "SELECT 1; SET enable_external_access = true")
        with pytest.raises(duckdb.Error):
            engine.fetch("SELECT * FROM x")


def test_two_engines_do_not_see_each_other() -> None:
    with DuckDB() as one, DuckDB() as other:
        one.create("mine", "SELECT 1 AS n")
        with pytest.raises(duckdb.CatalogException):
            other.fetch("SELECT * FROM mine")


def test_it_is_closed_when_the_block_ends() -> None:
    with DuckDB() as engine:
        pass
    with pytest.raises(duckdb.ConnectionException):
        engine.fetch("SELECT 1")
