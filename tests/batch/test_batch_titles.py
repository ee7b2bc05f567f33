"""Titles of people whose seniority or function nobody tells are read as for one member alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from random_networks import (
    TODAY,
    Row,
    Rows,
    arrow,
    groups,
    ran,
    random_network,
    request,
    same_signals,
    scores,
    signals,
    titles_read,
    written,
)

from openssi import pipeline
from openssi.batch import Inputs, check, run, titles
from openssi.batch.sources import Source, paths_of, sources
from openssi.batch.titles import Titles
from openssi.cli.batch_words import checked_text
from openssi.engines.base import Warehouse
from openssi.engines.on_disk import Limits, OnDisk
from openssi.enrich.titles import LONGEST
from openssi.methodology import default
from openssi.tables import SENIORITIES

TOLD = ("seniority", "function")
TITLES = (
    *("CEO", "Head of Sales", "Junior Data Analyst", "VP Marketing", "Wizard", "Intern", None),
    *("", "  ", "\t\n", "\x00", "Director\x00of Sales", "\x01\x02 CFO", "\x1b[31mFounder", "🦄"),
    *("Owner of much, " * 40, "x" * 400 + " CEO", "C" * 100_000),
)
"""Titles as people write them, and as nobody should."""


@pytest.fixture(scope="module")
def rows() -> Rows:
    """A network that tells titles everywhere, and seniority or function of every fourth person."""
    network = random_network(11, lives=2)
    return {
        **network,
        "members": _titled(network["members"]),
        "connections": _titled(network["connections"]),
    }


def _titled(given: list[Row]) -> list[Row]:
    return [
        row
        | {
            "title": TITLES[number % len(TITLES)],
            "seniority": SENIORITIES[number % len(SENIORITIES)] if number % 4 == 0 else None,
            "function": "sales" if number % 4 == 1 else None,
        }
        for number, row in enumerate(given)
    ]


def same(one: Path, other: Path) -> None:
    assert scores(one) == scores(other)
    assert signals(one) == {key: pytest.approx(row) for key, row in signals(other).items()}
    assert groups(one) == groups(other)


def test_titles_are_read_row_by_row_as_for_one_member(rows: Rows, tmp_path: Path) -> None:
    ran(titles_read(rows), tmp_path / "before")
    record, found = ran(rows, tmp_path / "now")
    same(tmp_path / "before" / "out", tmp_path / "now" / "out")
    bare = {**rows, **{name: _without(rows[name], "title") for name in ("members", "connections")}}
    assert found != ran(bare, tmp_path / "bare")[1], "titles make a difference"
    assert record.staged.titles.understood > 0
    told = json.loads((tmp_path / "now" / "out" / "run.json").read_text())
    assert told["titles"]["understood"] == record.staged.titles.understood
    assert told["notes"] == []


def _without(given: list[Row], column: str) -> list[Row]:
    return [{name: value for name, value in row.items() if name != column} for row in given]


def test_one_archive_with_titles_alone_scores_the_same_either_way(
    archive: Path, tmp_path: Path
) -> None:
    imported = pipeline.read(archive)
    alone = pipeline.score(imported, methodology=default())
    tables = dict(imported.tables)
    for name in ("members", "connections"):
        tables[name] = tables[name].drop_columns(list(TOLD))
    day = imported.seen_to
    inputs = written(tables, tmp_path / "in", "csv")
    run(request(inputs, tmp_path / "out", first=day, last=day, today=day))
    row = scores(tmp_path / "out", day)[imported.member_id]
    assert (row["total"], row["change_7d"]) == (alone.total, alone.change_7d)
    same_signals(alone, signals(tmp_path / "out", day))


def test_titles_come_through_a_map(rows: Rows, tmp_path: Path) -> None:
    """Whether it names columns of seniority and function, or there are none."""
    plain = {**rows, "members": [row | dict.fromkeys(TOLD) for row in rows["members"]]}
    _through_a_map(titles_read(plain), tmp_path / "before")
    tables = arrow(plain)
    members = tables["members"].drop_columns(list(TOLD))
    _through_a_map({**tables, "members": members}, tmp_path / "now")
    same(tmp_path / "before" / "out", tmp_path / "now" / "out")


def _through_a_map(tables: dict[str, pa.Table], folder: Path) -> None:
    """Every column by its own name, but for the title."""
    tables = {**tables, "members": tables["members"].rename_columns({"title": "Job"})}
    inputs = written(tables, folder / "in")
    sections = (f"[{name}]\n{_keys(table)}" for name, table in tables.items())
    (folder / "map.toml").write_text("\n".join(sections), encoding="utf-8")
    run(request(replace(inputs, map=str(folder / "map.toml")), folder / "out"))


def _keys(table: pa.Table) -> str:
    return "\n".join(
        f'{"title" if name == "Job" else name} = "{name}"' for name in table.column_names
    )


def test_a_state_keeps_what_was_read(rows: Rows, tmp_path: Path) -> None:
    """Members come the first night, connections and their titles with both."""
    half = len(rows["connections"]) // 2
    tables = arrow(rows)
    asked = {"state": tmp_path / "state"}
    for name in ("members", "connections", "activities", "coverage"):
        (tmp_path / "in" / name).mkdir(parents=True)
    inputs = Inputs(**{name: tmp_path / "in" / name for name in tables})
    for name, table in tables.items():
        first = table.slice(0, half) if name == "connections" else table
        parquet.write_table(first, tmp_path / "in" / name / "first.parquet")
    run(request(inputs, tmp_path / "kept" / "out", **asked))
    second = tmp_path / "in" / "connections" / "second.parquet"
    parquet.write_table(tables["connections"].slice(half), second)
    run(request(inputs, tmp_path / "kept" / "out", **asked))
    run(request(inputs, tmp_path / "all" / "out"))
    same(tmp_path / "all" / "out", tmp_path / "kept" / "out")


def test_the_check_tells_how_many_titles_were_understood(rows: Rows, tmp_path: Path) -> None:
    inputs = written(arrow(rows), tmp_path / "in")
    checked = check(request(inputs, tmp_path / "out"), lambda _: None)
    lacking = [
        row["title"][:LONGEST]
        for table in ("members", "connections")
        for row in rows[table]
        if (row["title"] or "").strip(" ") and not (row["seniority"] and row["function"])
    ]
    assert checked.titles.different == checked.titles.read == len(set(lacking))
    assert checked.titles.rows == checked.titles.rows_read == len(lacking)
    assert 0 < checked.titles.understood < checked.titles.read
    assert f"titles: {len(set(lacking))} different" in checked_text(checked)


def test_rarer_titles_than_can_be_read_are_left_and_counted(
    rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The most frequent are read: of titles that occur alike, those that come first."""
    whole = read(rows, tmp_path / "whole")
    assert whole.notes == ()
    monkeypatch.setattr(titles, "MOST", 3)
    few = read(rows, tmp_path / "few")
    assert few.read == 3
    assert (few.different, few.rows) == (whole.different, whole.rows)
    assert 3 <= few.rows_read < whole.rows_read
    (note,) = few.notes
    assert f"{few.rows - few.rows_read:,} rows" in note


def test_long_titles_are_read_up_to_a_number_of_characters(
    rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(titles, "MOST_CHARACTERS", 10)
    found = read(rows, tmp_path)
    assert 0 < found.read < found.different
    assert found.rows_read < found.rows
    assert found.notes


def test_where_all_is_told_no_title_is_read(rows: Rows, tmp_path: Path) -> None:
    full = {
        name: [row | {"seniority": "cxo", "function": "sales"} for row in rows[name]]
        for name in ("members", "connections")
    }
    assert read({**rows, **full}, tmp_path) == Titles()


def read(rows: Rows, folder: Path) -> Titles:
    """How far titles of tables are understood."""
    inputs = written(arrow(rows), folder / "in")
    paths = paths_of(inputs)
    reads = [path for files in paths.values() for path in files]
    with (
        OnDisk(reads=reads, folders=[folder], limits=Limits()) as database,
        database.session() as session,
    ):
        return titles.filled(session, sources(session, inputs, paths, TODAY))[1]


@pytest.mark.parametrize("most", [3, titles.MOST])
def test_spark_reads_the_same_titles(
    rows: Rows,
    tmp_path: Path,
    spark: Any,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
) -> None:
    from openssi.batch import spark_sources  # noqa: PLC0415 - only where Spark is
    from openssi.engines.spark import Spark  # noqa: PLC0415

    monkeypatch.setattr(titles, "MOST", most)
    inputs = written(arrow(rows), tmp_path / "in")
    there = Spark(spark.session, folder=tmp_path)
    given = spark_sources.sources(there, None, spark_sources.places_of(inputs), TODAY)
    found, read_there = titles.filled(there, given)
    reads = [path for files in paths_of(inputs).values() for path in files]
    with (
        OnDisk(reads=reads, folders=[tmp_path], limits=Limits()) as database,
        database.session() as session,
    ):
        told, read_here = titles.filled(session, sources(session, inputs, paths_of(inputs), TODAY))
        assert read_there == read_here
        for table in ("members", "connections"):
            assert levels(there, found[table]) == levels(session, told[table])


def levels(warehouse: Warehouse, source: Source) -> list[tuple[Any, ...]]:
    """Every row with its level and line of work, in an order of its own."""
    chosen = f"SELECT member_id, title, seniority, function FROM ({source.rows}) AS given"
    return sorted((tuple(row.values()) for row in warehouse.fetch(chosen).to_pylist()), key=str)
