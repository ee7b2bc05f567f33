"""The same run on Spark, in this process and through Spark Connect: DuckDB's numbers."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lives import AS_OF
from pyarrow import parquet
from random_networks import (
    TODAY,
    Row,
    Rows,
    arrow,
    groups,
    random_network,
    request,
    scores,
    signals,
    written,
)

from openssi.batch import run
from openssi.batch.mirrored import PAIRS
from openssi.engines.cluster import Cluster

NEAR = 1e-9
TABLES = ("members", "connections", "activities")
AFTER = dt.datetime.combine(TODAY, dt.time()) + dt.timedelta(days=2)


@pytest.fixture(scope="module")
def rows() -> Rows:
    return random_network(1, lives=6)


def test_spark_gives_what_duckdb_does(rows: Rows, tmp_path: Path, spark: Any) -> None:
    assert spark.session
    inputs = written(arrow(rows), tmp_path / "in")
    run(request(inputs, tmp_path / "duckdb"))
    record = run(request(inputs, tmp_path / "spark", cluster=Cluster(master="local[2]")))
    assert (record.engine, record.engine_version) == ("spark", spark.session.version)
    agree(tmp_path / "duckdb", tmp_path / "spark")
    assert not list((tmp_path / "spark").rglob("*.crc"))


def test_through_spark_connect_from_csv_and_to_an_address(
    rows: Rows, tmp_path: Path, spark: Any
) -> None:
    """Without coverage, with derived sides, with rows that cannot be used."""
    given = [row for row in rows["activities"] if row["kind"] not in PAIRS.values()]
    bad = [given[0] | {"kind": "waved"}, given[0] | {"occurred_at": AFTER}]
    members = [*rows["members"], rows["members"][0] | {"name": "Again"}]
    less = {**rows, "members": members, "activities": given + bad, "coverage": []}
    inputs = replace(written(arrow(less), tmp_path / "in", "csv"), mirrored=True)
    with (tmp_path / "in" / "connections.csv").open("a") as stream:
        stream.write("one,two,three,four,five,six,seven,eight,nine,ten,eleven\n")
    one = run(request(inputs, tmp_path / "duckdb", signals="wide"))
    out = tmp_path / "spark"
    asked = request(inputs, tmp_path, cluster=Cluster(remote=spark.remote), signals="wide")
    other = run(replace(asked, out=f"file://{out}"))
    assert other.staged.tallies == one.staged.tallies
    assert other.staged.state.derived == one.staged.state.derived
    close(scores(tmp_path / "duckdb"), scores(out))
    close(wide(tmp_path / "duckdb"), wide(out))
    told = json.loads("".join(part.read_text() for part in (out / "run.json").glob("part-*")))
    assert told["engine"] == "spark"
    assert {path.name for path in (out / "rejects" / f"date={AS_OF}").iterdir()} == {
        "activities.parquet",
        "connections.parquet",
        "members_again.parquet",
    }


def agree(one: Path, other: Path) -> None:
    close(scores(one), scores(other))
    close(signals(one), signals(other))
    close(by_group(one), by_group(other))


def wide(out: Path) -> dict[Any, Row]:
    table = parquet.ParquetDataset(out / "signals" / f"date={AS_OF}", partitioning=None).read()
    return {row["member_id"]: row for row in table.to_pylist()}


def by_group(out: Path) -> dict[Any, Row]:
    return {(row["benchmark"], row["group"], row["measure"]): row for row in groups(out)}


def close(mine: dict[Any, Row], theirs: dict[Any, Row]) -> None:
    assert mine
    assert theirs.keys() == mine.keys()
    for key, row in mine.items():
        assert list(theirs[key]) == list(row)
        for name, value in row.items():
            near = pytest.approx(value, abs=NEAR, rel=NEAR) if isinstance(value, float) else value
            assert theirs[key][name] == near, (key, name)


def test_a_cluster_that_refuses_is_told_in_a_line(
    rows: Rows, tmp_path: Path, spark: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of its own, which has no Spark yet: yarn is nowhere."""
    assert spark.session
    for name in ("HADOOP_CONF_DIR", "YARN_CONF_DIR"):
        monkeypatch.delenv(name, raising=False)
    inputs = written(arrow(rows), tmp_path / "in")
    told = [f"--{table}={getattr(inputs, table)}" for table in TABLES]
    how = [f"--as-of={AS_OF}", f"--out={tmp_path / 'out'}", "--engine=spark", "--master=yarn"]
    command = [sys.executable, "-m", "openssi", "batch", *told, *how]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 1
    assert "HADOOP_CONF_DIR" in done.stderr
    assert "\tat " not in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
