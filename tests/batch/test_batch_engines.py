"""Which engine a run is given, and what is said where Spark cannot be used: before any writing."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer
from random_networks import arrow, random_network, written
from typer.testing import CliRunner

from openssi.batch import Inputs
from openssi.batch.files import files_of, place_of
from openssi.cli.batch import batch
from openssi.cli.groups import ungrouped
from openssi.engines import cluster
from openssi.engines.cluster import Cluster, SparkError, java_version
from openssi.errors import OpenSSIError, OutputError, SourceError


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    rows = random_network(4, lives=1)
    return written(arrow(rows), tmp_path_factory.mktemp("engines") / "in")


def refused(inputs: Inputs, out: str, *more: str) -> OpenSSIError:
    app = typer.Typer()
    app.command()(ungrouped(batch))
    given = [f"--members={inputs.members}", f"--connections={inputs.connections}"]
    given += [f"--activities={inputs.activities}", "--as-of=2026-07-20", f"--out={out}"]
    error = CliRunner().invoke(app, [*given, *more]).exception
    assert isinstance(error, OpenSSIError)
    assert "\n" not in error.what
    return error


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.mark.parametrize(
    ("told", "found"),
    [('openjdk version "17.0.15" 2025-04-15', 17), ('java version "1.8.0_392"', 8), ("what", None)],
)
def test_the_version_of_java_is_read(
    monkeypatch: pytest.MonkeyPatch, told: str, found: int | None
) -> None:
    monkeypatch.setenv("JAVA_HOME", "/anywhere")
    answer = subprocess.CompletedProcess([], 0, stdout="", stderr=told)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
    assert java_version() == found


def test_without_java_nothing_is_written(
    inputs: Inputs, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(out / "none"))
    error = refused(inputs, str(out), "--engine=spark")
    assert "Java 17" in error.what
    assert "openjdk-17" in (error.hint or "")
    assert not out.exists()


def test_a_java_that_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "java_version", lambda: 11)
    with pytest.raises(SparkError, match="this is 11"):
        cluster.check_java()


def test_without_pyspark_nothing_is_written(
    inputs: Inputs, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    error = refused(inputs, str(out), "--engine=spark")
    assert "not installed" in error.what
    assert "openssi[spark]" in (error.hint or "")
    assert not out.exists()


@pytest.mark.parametrize("how", ["--master=spark://{}", "--remote=sc://{}"])
def test_a_cluster_that_is_not_there_is_named(
    inputs: Inputs, out: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "java_version", lambda: 17)
    with socket.create_server(("127.0.0.1", 0)) as gone:
        address = f"127.0.0.1:{gone.getsockname()[1]}"
    error = refused(inputs, str(out), "--engine=spark", how.format(address))
    assert error.what.startswith(f"{address}: no Spark can be reached there")
    assert not out.exists()


@pytest.mark.parametrize("remote", ["sc://", "sc://host:door", "spark://:"])
def test_an_address_without_a_host_is_refused(remote: str) -> None:
    with pytest.raises(SparkError, match="no host and port"):
        Cluster(remote=remote).check()


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (["--master=local"], "are Spark's"),
        (["--engine=spark", "--master=local", "--remote=sc://a:1"], "two ways"),
    ],
)
def test_engines_are_not_mixed(inputs: Inputs, out: Path, more: list[str], what: str) -> None:
    assert what in refused(inputs, str(out), *more).what
    assert not out.exists()


def test_only_spark_reads_and_writes_at_addresses(inputs: Inputs) -> None:
    assert isinstance(refused(inputs, "s3a://lake/out"), OutputError)
    with pytest.raises(SourceError, match="only Spark reads there"):
        files_of(place_of("s3a://lake/members"))
    assert place_of("members/*.parquet") == Path("members/*.parquet")


def test_old_days_of_an_address_are_left_to_its_store(
    inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "java_version", lambda: 17)
    error = refused(inputs, "s3a://lake/out", "--engine=spark", "--keep=9d")
    assert "--keep needs a folder" in (error.hint or "")


def test_what_is_kept_stays_on_this_machine(
    inputs: Inputs, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "java_version", lambda: 17)
    error = refused(inputs, str(out), "--engine=spark", "--state=s3a://lake/state")
    assert "a folder of this machine" in error.what
    assert not out.exists()


def test_a_local_spark_takes_the_memory_and_stays_on_this_machine() -> None:
    assert Cluster().is_local
    assert not Cluster(master="yarn").is_local
    assert not Cluster(remote="sc://a:1").is_local
    sizes: Any = pytest.importorskip("openssi.engines.spark_session")
    here = sizes.sized(Cluster(memory="8GB"))
    assert here["spark.driver.memory"] == "8G"
    assert here["spark.driver.bindAddress"] == "127.0.0.1"
    assert sizes.sized(Cluster(master="yarn", memory="8GB")) == {"spark.executor.memory": "8G"}


@pytest.mark.parametrize(
    ("master", "cores"), [("local", 1), ("local[3]", 3), ("local[2,4]", 2), ("yarn", None)]
)
def test_a_local_spark_divides_tables_by_its_cores(master: str, cores: int | None) -> None:
    cluster = Cluster(master=master)
    assert cluster.cores == cores
    sizes: Any = pytest.importorskip("openssi.engines.spark_session")
    parts = sizes.sized(cluster).get("spark.sql.shuffle.partitions")
    assert parts == (None if cores is None else str(2 * cores))
