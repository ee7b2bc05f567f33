"""A session of Spark: on this machine, on a cluster, or through Spark Connect."""

import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import IO, Any, Final

from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.logger import PySparkLogger
from pyspark.sql import SparkSession

from openssi.engines.cluster import Cluster, SparkError

_ALWAYS: Final = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # a sum that overflows is an error, not another number
    "spark.sql.legacy.timeParserPolicy": "CORRECTED",  # a date in no such format is none
    # A broken row of CSV is seen whichever of its columns are asked for.
    "spark.sql.csv.parser.columnPruning.enabled": "false",
    # What is known of a table that was cut off from how it was made may name columns that it does
    # not have: Spark 4 then fails on a union of it with itself. Plans are made faster as well.
    "spark.sql.constraintPropagation.enabled": "false",
}
"""What the results rest on, whatever the cluster's own settings are."""

_ON_START: Final = {
    "spark.app.name": "openssi",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    "spark.sql.maxPlanStringLength": "1000",  # nobody looks at plans, which are long here
}

_HERE: Final = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
"""Nobody else's business: where this machine is the cluster."""

_PARTS_A_CORE: Final = 2
"""Parts of a table on this machine; Spark's own 200 are meant for a cluster."""

_LOGGERS: Final = ("SQLQueryContextLogger", "DataFrameQueryContextLogger")
"""They print a failed query with its cells and a Java stack; what is raised says enough."""

_LOG_END: Final = 4_000


@contextmanager
def connected(
    cluster: Cluster, settings: Mapping[str, str] | None = None
) -> Iterator[SparkSession]:
    """Open a session of its own, and end what was begun for it.

    Where this process has started Spark already, that is used and left running.

    Args:
        cluster: Which Spark.
        settings: More of Spark's settings, for a Spark that is started here.

    Raises:
        SparkError: It cannot be used.
    """
    cluster.check()
    for name in _LOGGERS:
        PySparkLogger.getLogger(name).disabled = True
    with quiet(), ExitStack() as stack:
        if cluster.remote is not None:
            session = _remote(cluster.remote)
            stack.callback(session.stop)
        else:
            running = SparkContext._active_spark_context  # noqa: SLF001 - no public name tells
            context = running or stack.enter_context(_started(cluster, settings or {}))
            session = SparkSession(context).newSession()
        for name, value in _ALWAYS.items():
            session.conf.set(name, value)
        yield session


@contextmanager
def quiet() -> Iterator[None]:
    """Keep to Spark's errors: it warns of versions of pandas, through which nothing here goes."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", Warning)
        yield


def _remote(address: str) -> SparkSession:
    from pyspark.sql.connect.session import (  # noqa: PLC0415 - it warns when it is imported
        SparkSession as RemoteSession,
    )

    try:
        session: SparkSession = RemoteSession.builder.remote(address).create()  # type: ignore[assignment]  # the same to whoever uses it
        session.version  # noqa: B018 - the first word with the server
    except PySparkException as error:
        raise _unusable(address, type(error).__name__) from error
    return session


@contextmanager
def _started(cluster: Cluster, settings: Mapping[str, str]) -> Iterator[SparkContext]:
    """Start Spark, with all that its Java would say on the terminal kept in a file."""
    conf = SparkConf().setMaster(cluster.master)
    conf.setAll(list((_ON_START | sized(cluster) | dict(settings)).items()))
    with tempfile.TemporaryFile() as log:
        context = _context(cluster, conf, log)
        try:
            yield context
        finally:
            java: Any = context._gateway  # noqa: SLF001 - it does not end by itself
            context.stop()
            java.shutdown()
            java.proc.stdin.close()
            java.proc.wait()
            SparkContext._gateway = SparkContext._jvm = None  # noqa: SLF001 - the next starts anew


def _context(cluster: Cluster, conf: SparkConf, log: IO[bytes]) -> SparkContext:
    try:
        gateway = launch_gateway(conf, {"stderr": log})  # type: ignore[no-untyped-call]  # as it is
        return SparkContext(conf=conf, gateway=gateway)
    except Exception as error:
        raise _unusable(cluster.master, _last_words(log) or type(error).__name__) from error


def sized(cluster: Cluster) -> dict[str, str]:
    """Return the settings that say how much Spark may take, and where it listens."""
    sizes = dict(_HERE) if cluster.is_local else {}
    if cores := cluster.cores:
        sizes["spark.sql.shuffle.partitions"] = str(_PARTS_A_CORE * cores)
    if cluster.memory is not None:
        whose = "driver" if cluster.is_local else "executor"
        sizes[f"spark.{whose}.memory"] = cluster.memory.upper().removesuffix("B")
    return sizes


def _last_words(log: IO[bytes]) -> str:
    """Return what Java complained of: the first line that names an error."""
    log.seek(0)
    lines = log.read()[-_LOG_END:].decode(errors="replace").splitlines()
    told = [line.strip() for line in lines if "rror" in line or "xception" in line]
    return told[0].rpartition("Exception: ")[2].rstrip(".")[:200] if told else ""


def _unusable(name: str, why: str) -> SparkError:
    return SparkError(
        f"Spark cannot be used at {name}: {why}.",
        hint="check --master or --remote, Java, and for yarn HADOOP_CONF_DIR.",
    )
