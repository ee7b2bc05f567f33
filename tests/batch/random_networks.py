"""Small random networks: several random lives made one, with groups that are large enough."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from lives import AS_OF, START
from pyarrow import csv, parquet
from random_lives import MEMBERS, random_life
from runs import with_twins

from openssi import enrich
from openssi.batch import Inputs, Record, Request, run
from openssi.engines.on_disk import Limits
from openssi.methodology import Methodology, default
from openssi.result import Result
from openssi.tables import SCHEMAS, from_rows

Row = dict[str, Any]
Rows = dict[str, list[Row]]

TODAY = AS_OF + dt.timedelta(days=30)
TEAMS = ("North", "north ", "South", None)
REGIONS = ("EMEA", "APAC")
TWIN = "-twin"
_PEOPLE = ("member_id", "connection_id", "counterpart_id")


def random_network(seed: int, *, lives: int = 8) -> Rows:
    """Members of several lives who know one another; one of them opted out, another came back.

    The last two members do and tell the same, so that they stand at the same place.
    """
    chance = random.Random(seed)  # noqa: S311 - data for a test
    rows: Rows = {"members": [], "connections": [], "activities": [], "coverage": []}
    for number in range(lives):
        for table, given in random_life(10 * seed + number).items():
            rows[table] += [_renamed(row, number) for row in given]
    names = [f"{number}-{name}" for number in range(lives) for name in MEMBERS]
    rows = with_twins(rows, TWIN, names[-2:])
    groups = {
        name: {"team": chance.choice(TEAMS), "peer_group_region": chance.choice(REGIONS)}
        for name in names
    }
    for row in rows["members"]:
        industry = chance.choice((row["industry"], "Retail", "Mining "))
        row.update(groups[row["member_id"].removesuffix(TWIN)], industry=industry)
    rows["connections"] += _acquainted(chance, names)
    _opt_out(rows["members"], names[1], [True])
    _opt_out(rows["members"], names[2], [True, False])
    return rows


def _renamed(row: Row, number: int) -> Row:
    """Give the members of a life names of their own; whom they know stays shared."""
    own = {name: f"{number}-{name}" for name in MEMBERS}
    return row | {key: own.get(row[key], row[key]) for key in _PEOPLE if key in row}


def _acquainted(chance: random.Random, names: list[str]) -> list[Row]:
    pairs = [(one, other) for one in names for other in names if one < other]
    return [
        {
            "member_id": one,
            "connection_id": other,
            "connected_on": AS_OF - dt.timedelta(days=chance.choice((0, 3, 7, 8, 90))),
            "ended_on": AS_OF - dt.timedelta(days=5) if chance.random() < 0.1 else None,
        }
        for one, other in pairs
        if chance.random() < 0.7
    ]


def _opt_out(members: list[Row], name: str, said: list[bool]) -> None:
    for number, opted_out in enumerate(said):
        day = START - dt.timedelta(days=9 - number)
        members.append({"member_id": name, "seen_on": day, "opted_out": opted_out})


def arrow(rows: Rows) -> dict[str, pa.Table]:
    """The canonical tables, with the peer groups."""
    tables = {name: from_rows(name, given) for name, given in rows.items()}
    groups = [row.get("peer_group_region") for row in rows["members"]]
    tables["members"] = tables["members"].append_column(
        "peer_group_region", pa.array(groups, pa.string())
    )
    return tables


def titles_read(rows: Rows) -> dict[str, pa.Table]:
    """The same tables with what `openssi score` makes of their titles."""
    tables = arrow(rows)
    for name, read in (("members", enrich.members), ("connections", enrich.connections)):
        filled = read(tables[name])
        for column in ("seniority", "function"):
            at = tables[name].column_names.index(column)
            tables[name] = tables[name].set_column(at, column, filled[column])
    return tables


def written(tables: dict[str, pa.Table], folder: Path, form: str = "parquet") -> Inputs:
    """Write tables and say where they are; an empty coverage is none."""
    folder.mkdir(parents=True, exist_ok=True)
    write = parquet.write_table if form == "parquet" else csv.write_csv
    for name, table in tables.items():
        write(table, folder / f"{name}.{form}")
    has_coverage = "coverage" in tables and tables["coverage"].num_rows
    return Inputs(
        **{name: folder / f"{name}.{form}" for name in SCHEMAS if name != "coverage"},
        coverage=folder / f"coverage.{form}" if has_coverage else None,
    )


def request(inputs: Inputs, out: Path, **how: Any) -> Request:
    """A run of one day, with long signals."""
    usual: dict[str, Any] = {
        "methodology": default(),
        "first": AS_OF,
        "last": AS_OF,
        "today": TODAY,
        "signals": "long",
        "limits": Limits(threads=2, memory="1GB"),
    }
    return Request(inputs=inputs, out=out, **(usual | how))


def ran(
    rows: Rows | dict[str, pa.Table], folder: Path, *, methodology: Methodology | None = None
) -> tuple[Record, dict[str, Row]]:
    """Run over rows, and return the record and the scores by member."""
    tables = rows if isinstance(next(iter(rows.values())), pa.Table) else arrow(rows)
    inputs = written(tables, folder / "in")
    record = run(request(inputs, folder / "out", methodology=methodology or default()))
    return record, scores(folder / "out")


def scores(out: Path, day: dt.date = AS_OF) -> dict[str, Row]:
    """The scores of a day, by member."""
    table = parquet.ParquetDataset(out / "scores" / f"date={day}", partitioning=None).read()
    return {row["member_id"]: row for row in table.to_pylist()}


def signals(out: Path, day: dt.date = AS_OF) -> dict[tuple[str, str], Row]:
    """The signals of a day, by member and signal."""
    table = parquet.ParquetDataset(out / "signals" / f"date={day}", partitioning=None).read()
    return {(row["member_id"], row["signal"]): row for row in table.to_pylist()}


def groups(out: Path, day: dt.date = AS_OF) -> list[Row]:
    """The groups of a day."""
    file = out / "benchmarks" / f"date={day}" / "benchmarks.parquet"
    return [dict(row) for row in parquet.ParquetFile(file).read().to_pylist()]


def same_signals(alone: Result, told: Mapping[tuple[str, str], Row]) -> None:
    """Compare what a network's run tells of a member with what a score of their own does."""
    for signal in alone.signals:
        mine = told[alone.member.id, signal.id]
        assert mine["status"] == signal.status.value
        assert mine["value"] == _near(signal.value)
        assert mine["points"] == _near(signal.points)


def _near(value: float | None) -> object:
    return value if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)
