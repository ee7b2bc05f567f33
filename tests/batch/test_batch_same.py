"""What must change nothing: the order and the shape in which the same tables are given."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from random_networks import (
    Row,
    Rows,
    arrow,
    groups,
    ran,
    random_network,
    request,
    scores,
    signals,
    written,
)

from openssi.batch import Inputs, run, staging
from openssi.batch.mirrored import PAIRS

NEAR = 1e-9


@pytest.fixture(scope="module")
def rows() -> Rows:
    """A network whose pairs tell nothing of the other side: given turned, they say the same."""
    network = random_network(3, lives=5)
    plain = ("member_id", "connection_id", "connected_on", "ended_on")
    network["connections"] = [{key: row[key] for key in plain} for row in network["connections"]]
    return network


@pytest.fixture(scope="module")
def usual(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("usual")
    ran(rows, folder)
    return folder / "out"


def same(one: Path, other: Path, back: Callable[[Any], Any] = lambda name: name) -> None:
    """Assert that two runs gave the same; ``back`` names a member of the second as in the first."""
    found = {back(name): row | {"member_id": back(name)} for name, row in scores(other).items()}
    assert found == scores(one)
    assert by_group(other) == by_group(one)
    theirs = {(back(who), signal): row for (who, signal), row in signals(other).items()}
    mine = signals(one)
    assert theirs.keys() == mine.keys()
    for key, row in mine.items():
        for name in ("status", "value", "points", "successes", "trials", "pending"):
            assert theirs[key][name] == near(row[name]), (key, name)


def near(value: Any) -> Any:
    return pytest.approx(value, abs=NEAR, rel=NEAR) if isinstance(value, float) else value


def by_group(out: Path) -> dict[tuple[str, str, str], Row]:
    return {(row["benchmark"], row["group"], row["measure"]): row for row in groups(out)}


def shuffled(rows: Rows) -> Rows:
    chance = random.Random(9)  # noqa: S311 - data for a test
    return {table: chance.sample(given, len(given)) for table, given in rows.items()}


def test_reordered_rows(rows: Rows, usual: Path, tmp_path: Path) -> None:
    ran(shuffled(rows), tmp_path)
    same(usual, tmp_path / "out")


def test_split_files_in_folders_and_patterns(rows: Rows, usual: Path, tmp_path: Path) -> None:
    for name, table in arrow(shuffled(rows)).items():
        (tmp_path / name / "more").mkdir(parents=True)
        third = table.num_rows // 3
        parquet.write_table(table.slice(0, third), tmp_path / name / "a.parquet")
        parquet.write_table(table.slice(third), tmp_path / name / "more" / "b.parquet")
    inputs = Inputs(
        members=tmp_path / "members",
        connections=tmp_path / "connections",
        activities=tmp_path / "activities" / "**" / "*.parquet",
        coverage=tmp_path / "coverage",
    )
    run(request(inputs, tmp_path / "out"))
    same(usual, tmp_path / "out")


def test_csv(rows: Rows, usual: Path, tmp_path: Path) -> None:
    run(request(written(arrow(rows), tmp_path / "in", "csv"), tmp_path / "out"))
    same(usual, tmp_path / "out")


def test_pairs_given_in_both_directions(rows: Rows, usual: Path, tmp_path: Path) -> None:
    turned = [
        row | {"member_id": row["connection_id"], "connection_id": row["member_id"]}
        for row in rows["connections"]
    ]
    ran({**rows, "connections": [*rows["connections"], *turned]}, tmp_path)
    same(usual, tmp_path / "out")


def test_integer_ids(rows: Rows, usual: Path, tmp_path: Path) -> None:
    columns = ("member_id", "connection_id", "counterpart_id")
    ids = sorted(
        {row[c] for given in rows.values() for row in given for c in columns if row.get(c)}
    )
    numbers = {name: 1000 + number for number, name in enumerate(ids)}
    back = {number: name for name, number in numbers.items()}
    tables = {name: in_numbers(table, columns, numbers) for name, table in arrow(rows).items()}
    run(request(written(tables, tmp_path / "in"), tmp_path / "out"))
    assert all(isinstance(who, int) for who in scores(tmp_path / "out"))
    assert all(isinstance(who, int) for who, _ in signals(tmp_path / "out"))
    same(usual, tmp_path / "out", back.__getitem__)


def in_numbers(table: pa.Table, columns: tuple[str, ...], numbers: dict[str, int]) -> pa.Table:
    for column in set(columns) & set(table.column_names):
        told = [numbers.get(name) for name in table[column].to_pylist()]
        place = table.column_names.index(column)
        table = table.set_column(place, column, pa.array(told, pa.int64()))
    return table


@pytest.mark.parametrize("has_coverage", [True, False])
def test_the_other_side_given_or_derived(rows: Rows, tmp_path: Path, *, has_coverage: bool) -> None:
    members = {row["member_id"] for row in rows["members"]}
    given = [row for row in rows["activities"] if row["kind"] not in PAIRS.values()]
    got = [
        row
        | {
            "kind": PAIRS[row["kind"]],
            "member_id": row["counterpart_id"],
            "counterpart_id": row["member_id"],
        }
        for row in given
        if row["kind"] in PAIRS and row["counterpart_id"] in members
    ]
    base = rows if has_coverage else {**rows, "coverage": []}
    ran({**base, "activities": [*given, *got]}, tmp_path / "given")
    record, _ = ran({**base, "activities": given}, tmp_path / "derived")
    assert set(record.staged.state.derived.values()) == {row["kind"] for row in got}
    same(tmp_path / "given" / "out", tmp_path / "derived" / "out")


def test_the_number_of_buckets(
    rows: Rows, usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_MEMBERS_A_BUCKET", 8)
    record, _ = ran(rows, tmp_path)
    assert record.staged.buckets > 4
    same(usual, tmp_path / "out")


def test_wide_signals_tell_what_long_ones_do(rows: Rows, usual: Path, tmp_path: Path) -> None:
    inputs = written(arrow(rows), tmp_path / "in")
    run(request(inputs, tmp_path / "out", signals="wide"))
    (file,) = (tmp_path / "out" / "signals").rglob("*.parquet")
    wide = {row["member_id"]: row for row in parquet.ParquetFile(file).read().to_pylist()}
    for (who, signal), row in signals(usual).items():
        for name in ("status", "value", "points", "successes", "trials", "pending"):
            assert wide[who].get(f"{signal}_{name}") == near(row[name]), (who, signal, name)


def test_several_days_are_as_many_runs(rows: Rows, usual: Path, tmp_path: Path) -> None:
    inputs = written(arrow(rows), tmp_path / "in")
    wanted = request(inputs, tmp_path / "out")
    first = wanted.last.replace(day=wanted.last.day - 2)
    run(request(inputs, tmp_path / "out", first=first))
    same(usual, tmp_path / "out")
    run(request(inputs, tmp_path / "alone", first=first, last=first))
    assert scores(tmp_path / "out", first) == scores(tmp_path / "alone", first)
