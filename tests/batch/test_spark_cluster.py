"""A standalone cluster of Spark's own: a master and a worker, each a process, end with the test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from lives import AS_OF
from random_networks import arrow, groups, random_network, request, scores, written
from test_batch_spark import TABLES, close

from openssi.batch import run
from openssi.engines.cluster import OLDEST_JAVA, java_version

SECONDS = 120
SETTINGS = {"spark.sql.shuffle.partitions": "2", "spark.driver.host": "127.0.0.1"}


@pytest.fixture
def master(tmp_path: Path) -> Iterator[str]:
    """The address of a cluster with one worker of two cores."""
    if (java_version() or 0) < OLDEST_JAVA:
        pytest.skip(f"SPARK IS NOT TESTED: it needs Java {OLDEST_JAVA} or newer")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"spark://127.0.0.1:{port}"
    here = ("--host", "127.0.0.1")
    room = ("--cores", "2", "--memory", "1g", "--work-dir", str(tmp_path / "work"))
    with (
        started("master.Master", *here, "--port", str(port), log=tmp_path / "master.log"),
        started("worker.Worker", *here, *room, address, log=tmp_path / "worker.log"),
    ):
        wait_for(tmp_path / "worker.log", "Successfully registered with master")
        yield address


@contextmanager
def started(name: str, *arguments: str, log: Path) -> Iterator[None]:
    """One of Spark's own processes, which is ended by its id."""
    spec = find_spec("pyspark")
    assert spec
    assert spec.origin
    home = Path(spec.origin).parent
    variables = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *arguments]
    with log.open("wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told, env=variables)  # noqa: S603 - Spark's
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=SECONDS)


def wait_for(log: Path, words: str) -> None:
    until = time.monotonic() + SECONDS
    while words not in log.read_text(errors="replace"):
        assert time.monotonic() < until, log.read_text(errors="replace")
        time.sleep(0.2)


@pytest.mark.deep
def test_a_standalone_cluster_gives_what_duckdb_does(master: str, tmp_path: Path) -> None:
    """By the command, with settings from where Spark's users keep theirs."""
    given = written(arrow(random_network(1, lives=2)), tmp_path / "in")
    run(request(given, tmp_path / "duckdb", signals="none", today=AS_OF))
    tables = [f"--{name}={getattr(given, name)}" for name in (*TABLES, "coverage")]
    where = [f"--out={tmp_path / 'spark'}", f"--state={tmp_path / 'state'}", "--memory=512MB"]
    how = [f"--as-of={AS_OF}", "--signals=none", "--engine=spark", f"--master={master}"]
    settings = " ".join(f"--conf {name}={value}" for name, value in SETTINGS.items())
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-m", "openssi", "batch", *tables, *where, *how],
        env={**os.environ, "PYSPARK_SUBMIT_ARGS": f"{settings} pyspark-shell"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    close(scores(tmp_path / "duckdb"), scores(tmp_path / "spark"))
    assert len(groups(tmp_path / "spark")) == len(groups(tmp_path / "duckdb"))
    assert (tmp_path / "state" / "state.json").exists()
