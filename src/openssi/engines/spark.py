"""Spark, asked in the same words as DuckDB: every query is translated and stays on the cluster."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

from openssi.engines.cluster import SparkError
from openssi.engines.dialects import translated
from openssi.engines.spark_session import quiet

DUCKDB_TYPES: Final[Mapping[str, str]] = {
    "string": "VARCHAR",
    "tinyint": "TINYINT",
    "smallint": "SMALLINT",
    "int": "INTEGER",
    "bigint": "BIGINT",
    "float": "FLOAT",
    "double": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp_ntz": "TIMESTAMP",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
}
"""Spark's simple types, as DuckDB names them; others are told in capitals."""


class Spark:
    """A warehouse whose tables are Spark's.

    A table is computed when it is made and cut off from how: what follows plans from its rows.
    """

    def __init__(self, session: SparkSession, *, folder: Path, root: str | None = None) -> None:
        """Use a session.

        Args:
            session: Where everything runs.
            folder: Of the run: each day's results are written into one folder below it.
            root: An address to which those results go instead.
        """
        self.session = session
        self._folder = folder
        self._root = root
        self._kept: dict[str, DataFrame] = {}
        # A union has the parts of all its tables, and what is made of it would have more and more.
        self._parts = int(session.conf.get("spark.sql.shuffle.partitions") or 1)

    @property
    def version(self) -> str:
        """Spark's own."""
        return self.session.version

    def load(self, name: str, table: pa.Table) -> None:
        """Send a small table."""
        with quiet():
            if table.num_rows:
                frame = self.session.createDataFrame(table)
            else:  # Spark Connect asks the first row for the types
                nulls = {field.name: pa.nulls(1, field.type) for field in table.schema}
                frame = self.session.createDataFrame(pa.table(nulls)).limit(0)
            frame.createOrReplaceTempView(name)

    def create(self, name: str, select: str) -> None:
        """Keep the result of a query under a name, in place of an earlier one."""
        frame = self._query(select).coalesce(self._parts).localCheckpoint(eager=True)
        frame.createOrReplaceTempView(name)
        self._kept[name] = frame  # a table that nobody holds may be cleared away

    def view(self, name: str, select: str) -> None:
        """Give a query a name; it runs whenever the name is read."""
        self._query(select).createOrReplaceTempView(name)

    def share(self, name: str, select: str) -> None:
        """Keep the result of a query for all that follows."""
        self.create(name, select)

    def fetch(self, select: str) -> pa.Table:
        """Return the result of a query, which must be small: it comes to this machine."""
        with quiet():
            return self._query(select).toArrow()

    def row(self, select: str) -> dict[str, Any]:
        """Return the one row of a query."""
        (row,) = self.fetch(select).to_pylist()
        return dict(row)

    def write(self, select: str, path: Path, *, order: str | None = None) -> int:
        """Write the result of a query as Parquet, sorted by a column; return how many rows.

        A path that ends with ``.parquet`` is one file, where this machine can make it one; any
        other is a folder of parts, as many as Spark likes.
        """
        is_file, is_here = path.suffix == ".parquet", self._root is None
        target = path.with_name(f"{path.stem}.parts") if is_file and is_here else path
        frame = self._query(select)
        frame = frame if order is None else frame.orderBy(order)
        address = self.address(target)
        _write(frame.coalesce(1) if is_file else frame, address)
        rows = self.session.read.parquet(address).count()  # told by the ends of the files
        if is_here:
            _tidy(target, path if is_file else None)
        return rows

    def keep(self, select: str, folder: Path) -> None:
        """Write the result of a query as Parquet into a folder of this machine, as parts."""
        _write(self._query(select), file_address(folder))
        _tidy(folder, None)

    def send(self, path: Path) -> None:
        """Write a small text beside the results where they are not on this machine."""
        if self._root is not None:
            lines = [(line,) for line in path.read_text(encoding="utf-8").splitlines()]
            frame = self.session.createDataFrame(lines, "value STRING").coalesce(1)
            frame.write.mode("overwrite").option(_NO_MARK, "false").text(self.address(path))

    def address(self, path: Path) -> str:
        """Return what Spark calls a path below a folder of a day's results."""
        if self._root is None:
            return file_address(path)
        _, *parts = path.relative_to(self._folder).parts
        return "/".join((self._root, *parts))

    def columns(self, frame: DataFrame) -> dict[str, str]:
        """Return the columns of what was read, with their types as DuckDB names them."""
        return {name: DUCKDB_TYPES.get(kind, kind.upper()) for name, kind in frame.dtypes}

    def _query(self, select: str) -> DataFrame:
        return self.session.sql(translated(select, "spark"))


def file_address(path: Path) -> str:
    """Return what Spark calls a file of this machine; it takes an address as it is written."""
    return f"file:///{path.as_posix().lstrip('/')}"


def _write(frame: DataFrame, address: str) -> None:
    frame.write.mode("overwrite").option(_NO_MARK, "false").parquet(address)


_NO_MARK: Final = "mapreduce.fileoutputcommitter.marksuccessfuljobs"


def _tidy(folder: Path, alone: Path | None) -> None:
    """Remove what Spark keeps beside its parts; where there is to be one file, leave the part."""
    for path in folder.glob(".*.crc"):
        path.unlink()
    parts = list(folder.glob("*.parquet"))
    if not parts:
        raise SparkError(
            f"{folder}: what Spark wrote there is not on this machine.",
            hint="name folders that every worker sees in the same place; --out may also be an "
            "address such as s3a:// or hdfs://.",
        )
    if alone is not None:
        parts[0].replace(alone)
        folder.rmdir()
