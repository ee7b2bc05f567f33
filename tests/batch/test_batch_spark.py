"""The same run on Spark, in this process and through Spark Connect: DuckDB's numbers."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from deliveries import delivered, inputs, parts
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

from openssi.batch import Inputs, Request, run
from openssi.batch.clock import Clock
from openssi.batch.mirrored import PAIRS
from openssi.batch.staging import Staged
from openssi.engines.cluster import Cluster
from openssi.errors import OpenSSIError

NEAR = 1e-9
TABLES = ("members", "connections", "activities")
AFTER = dt.datetime.combine(TODAY, dt.time()) + dt.timedelta(days=2)


@pytest.fixture(scope="module")
def rows() -> Rows:
    return random_network(1, lives=6)


def test_what_is_kept_and_what_is_new_give_what_duckdb_gives_of_all(
    rows: Rows, tmp_path: Path, spark: Any
) -> None:
    """A week before, some of the files and what lay ahead; today, the others."""
    dealt = parts(rows, 2, 1)
    before = dict.fromkeys(("first", "last"), AS_OF - dt.timedelta(days=7))
    asked = {"cluster": Cluster(master="local[2]"), "state": tmp_path / "state"}
    delivered(dealt[:1], tmp_path / "in")
    earlier = read(request(inputs(tmp_path / "in"), tmp_path / "spark", **asked, **before))
    assert earlier.tallies["activities"].later > 0
    delivered(dealt, tmp_path / "in")
    record = run(request(inputs(tmp_path / "in"), tmp_path / "spark", **asked))
    run(request(inputs(tmp_path / "in"), tmp_path / "duckdb"))
    assert (record.engine, record.engine_version) == ("spark", spark.session.version)
    assert [re.sub(r"\d+(,\d+)*", "N", note) for note in record.notes] == [
        "N files were read before and are not read again.",
        "N activities are from N-N-N or before: they came late, and count.",
        "N days after N-N-N were not scored; --from and --to do it, if they are wanted.",
    ]
    agree(tmp_path / "duckdb", tmp_path / "spark")
    assert not list(tmp_path.rglob("*.crc"))
    refused_by_another(request(inputs(tmp_path / "in"), tmp_path / "spark", **asked))


def read(asked: Request) -> Staged:
    """Take tables in, and keep them, without a score."""
    from openssi.batch.spark_staging import Staging  # noqa: PLC0415 - only where Spark is
    from openssi.engines.spark import Spark  # noqa: PLC0415
    from openssi.engines.spark_session import connected  # noqa: PLC0415

    assert asked.cluster
    folder = asked.local_out()
    with connected(asked.cluster) as session:
        staging = Staging(request=asked, spark=Spark(session, folder=folder))
        return staging.stage(folder / "input", Clock(said=lambda _: None))[0]


def refused_by_another(asked: Request) -> None:
    """What Spark kept is not DuckDB's to go on from."""
    expected = scores(asked.local_out())
    with pytest.raises(OpenSSIError, match="kept by Spark") as caught:
        run(replace(asked, cluster=None))
    assert "new folder" in (caught.value.hint or "")
    assert scores(asked.local_out()) == expected


def test_through_spark_connect_from_csv_and_to_an_address(
    rows: Rows, tmp_path: Path, spark: Any
) -> None:
    """Without coverage, with derived sides, through a map, with rows that cannot be used."""
    deeds = [row for row in rows["activities"] if row["kind"] not in PAIRS.values()]
    bad = [deeds[0] | {"kind": "waved"}, deeds[0] | {"occurred_at": AFTER}]
    members = [*rows["members"], rows["members"][0] | {"name": "Again"}]
    less = {**rows, "members": members, "activities": deeds + bad, "coverage": []}
    given = through_a_map(written(arrow(less), tmp_path / "in", "csv"), tmp_path / "map.toml")
    with (tmp_path / "in" / "connections.csv").open("a") as stream:
        stream.write("one,two,three,four,five,six,seven,eight,nine,ten,eleven\n")
    one = run(request(given, tmp_path / "duckdb", signals="wide"))
    out = tmp_path / "spark"
    asked = request(given, tmp_path, cluster=Cluster(remote=spark.remote), signals="wide")
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


def through_a_map(given: Inputs, path: Path) -> Inputs:
    """Say in a map which column is which, one of which has a name of its own."""
    sections = []
    for table in TABLES:
        file = Path(getattr(given, table))
        head, _, rest = file.read_text(encoding="utf-8").partition("\n")
        columns = [name.strip('"') for name in head.split(",")]
        file.write_text(f"{head.replace('occurred_at', 'When')}\n{rest}", encoding="utf-8")
        keys = (f'{name} = "{"When" if name == "occurred_at" else name}"' for name in columns)
        sections.append("\n".join((f"[{table}]", *keys)))
    path.write_text("\n".join(sections), encoding="utf-8")
    return replace(given, map=str(path), mirrored=True)


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
    given = written(arrow(rows), tmp_path / "in")
    told = [f"--{table}={getattr(given, table)}" for table in TABLES]
    how = [f"--as-of={AS_OF}", f"--out={tmp_path / 'out'}", "--engine=spark", "--master=yarn"]
    command = [sys.executable, "-m", "openssi", "batch", *told, *how]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 1
    assert "HADOOP_CONF_DIR" in done.stderr
    assert "\tat " not in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
