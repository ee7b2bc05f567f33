"""The tables that were given, as Spark reads them: files of this machine, or addresses."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from openssi.batch import canonical
from openssi.batch.files import files_of
from openssi.batch.fingerprints import different
from openssi.batch.request import Inputs
from openssi.batch.sources import Source
from openssi.batch.tally import NOT_CSV
from openssi.engines.spark import Spark, file_address
from openssi.errors import SourceError
from openssi.sources.event_tables.headers import QUOTE, header_of
from openssi.sources.event_tables.inputs import input_of

_BROKEN: Final = "_not_csv"
"""Column that holds a row which is no CSV."""

_PATTERN: Final = re.compile(r"([\\*?\[\]{}])")
"""Characters that Spark would take for a pattern's."""

_CSV: Final = {"header": "true", "quote": QUOTE, "escape": QUOTE, "multiLine": "true"}


def sources(spark: Spark, inputs: Inputs, today: dt.date) -> dict[str, Source]:
    """Look at the tables and say how they are read.

    Args:
        spark: Where they are read; ``given_<table>`` is left there.
        inputs: What was given.
        today: The run's own day.

    Raises:
        OpenSSIError: A file cannot be read, or lacks a column, or one has the wrong type.
    """
    if inputs.map is not None:
        raise SourceError(
            "--map is for DuckDB's engine.",
            hint="give Spark tables whose columns are named as docs/tables.md does, or a view.",
        )
    return {table: _source(spark, table, given, today) for table, given in _given(inputs)}


def _given(inputs: Inputs) -> Iterator[tuple[str, Path | str]]:
    yield "members", inputs.members
    yield "connections", inputs.connections
    yield "activities", inputs.activities
    if inputs.coverage is not None:
        yield "coverage", inputs.coverage


def _source(spark: Spark, table: str, place: Path | str, today: dt.date) -> Source:
    try:
        frame, is_csv = _read(spark.session, place)
        given = spark.columns(frame)
    except PySparkException as error:
        raise SourceError(
            f"{place}: Spark cannot read it ({error.getCondition() or type(error).__name__}).",
            hint="check the address, and that Spark may read there.",
        ) from error
    given.pop(_BROKEN, None)
    frame.createOrReplaceTempView(f"given_{table}")
    wanted = canonical.columns_of(table, given)
    rows = _rows(table, given, is_csv=is_csv)
    return Source(
        table=table,
        rows=canonical.judged(table, rows, today),
        columns=tuple(wanted),
        origins={name: name for name in wanted if name in given},
        has_integer_ids=given.get("member_id", "").startswith(canonical.INTEGERS),
    )


def _rows(table: str, given: Mapping[str, str], *, is_csv: bool) -> str:
    if not is_csv:
        return canonical.select(table, f"given_{table}", given, are_texts=False)
    broken = f"{_BROKEN} IS NOT NULL", NOT_CSV
    return canonical.select(table, f"given_{table}", given, are_texts=True, broken=broken)


def _read(session: SparkSession, place: Path | str) -> tuple[DataFrame, bool]:
    """Read what is there; whether it is CSV is told by the files, of an address by its name."""
    if isinstance(place, str):
        return _read_there(session, place)
    source = input_of(different(files_of(place)))
    paths = [_PATTERN.sub(r"\\\1", file_address(path)) for path in source.paths]
    if source.form == "csv":
        header = header_of(source.paths)
        return _csv(session, paths, header.names, header.delimiter), True
    return session.read.option("mergeSchema", "true").parquet(*paths), False


def _read_there(session: SparkSession, place: str) -> tuple[DataFrame, bool]:
    if not place.lower().endswith(".csv"):
        return session.read.option("mergeSchema", "true").parquet(place), False
    names = session.read.options(**_CSV).csv(place).columns
    return _csv(session, [place], names, ","), True


def _csv(
    session: SparkSession, places: Sequence[str], names: Sequence[str], delimiter: str
) -> DataFrame:
    """Read every cell as a text, and a row that cannot be taken apart as one."""
    columns = StructType([StructField(name, StringType()) for name in (*names, _BROKEN)])
    how = {**_CSV, "sep": delimiter, "columnNameOfCorruptRecord": _BROKEN}
    return session.read.schema(columns).options(**how).csv(list(places))
