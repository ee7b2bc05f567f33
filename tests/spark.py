"""One Spark for the whole session of tests, with a Spark Connect server in it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from openssi.engines.cluster import OLDEST_JAVA, Cluster, java_version


@dataclass(frozen=True)
class Running:
    """A Spark that runs."""

    session: Any
    """Of the process itself."""
    remote: str
    """Where its Connect server listens."""


SETTINGS = {
    "spark.plugins": "org.apache.spark.sql.connect.SparkConnectPlugin",
    "spark.connect.grpc.binding.address": "127.0.0.1",
    # Tables of a test are small: to compile, to divide and to plan anew costs more than it saves.
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    # Each join and each sort takes a page at least, of 32 MB by default: the heap is full of zeros.
    "spark.buffer.pageSize": "1m",
    "spark.driver.memory": "2g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn640m "
    "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote",
}


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A Spark of two cores; without Java its tests are skipped, and the summary says so."""
    found = java_version()
    if found is None or found < OLDEST_JAVA:
        pytest.skip(f"SPARK IS NOT TESTED: it needs Java {OLDEST_JAVA} or newer; found: {found}")
    from openssi.engines.spark_session import connected  # noqa: PLC0415 - only where Java is

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = SETTINGS | {
        "spark.connect.grpc.binding.port": str(port),
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
    }
    with connected(Cluster(master="local[2]"), settings) as session:
        yield Running(session, f"sc://127.0.0.1:{port}")
