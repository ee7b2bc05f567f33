"""Files and addresses as tables of Spark's: Parquet, or CSV of which every cell is a text."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from openssi.engines.spark import file_address
from openssi.errors import SourceError
from openssi.sources.event_tables.headers import QUOTE, header_of
from openssi.sources.event_tables.inputs import input_of

BROKEN: Final = "_not_csv"
"""Column that holds a row which is no CSV."""

_PATTERN: Final = re.compile(r"([\\*?\[\]{}])")
"""Characters that Spark would take for a pattern's."""

_CSV: Final = {"header": "true", "quote": QUOTE, "escape": QUOTE, "multiLine": "true"}


def read(session: SparkSession, place: Sequence[Path] | str) -> tuple[DataFrame, bool]:
    """Return what is there, and whether it is CSV: told by files themselves, or an address's end.

    Args:
        session: What reads it.
        place: Files of this machine; or an address.

    Raises:
        SourceError: The files are neither, or not alike.
    """
    if isinstance(place, str):
        return _read_there(session, place)
    source = input_of(place)
    if source.form == "duckdb":
        raise SourceError(
            f"{source.label}: Spark cannot read a database of DuckDB's.",
            hint="write its tables as Parquet, or leave out --engine spark.",
        )
    if source.form == "csv":
        header = header_of(source.paths)
        return _csv(session, _addresses(source.paths), header.names, header.delimiter), True
    return parquet(session, source.paths), False


def parquet(session: SparkSession, paths: Sequence[Path]) -> DataFrame:
    """Return the rows of Parquet files or folders of this machine."""
    return session.read.option("mergeSchema", "true").parquet(*_addresses(paths))


def _addresses(paths: Sequence[Path]) -> list[str]:
    return [_PATTERN.sub(r"\\\1", file_address(path)) for path in paths]


def _read_there(session: SparkSession, place: str) -> tuple[DataFrame, bool]:
    if not place.lower().endswith(".csv"):
        return session.read.option("mergeSchema", "true").parquet(place), False
    names = session.read.options(**_CSV).csv(place).columns
    return _csv(session, [place], names, ","), True


def _csv(
    session: SparkSession, places: Sequence[str], names: Sequence[str], delimiter: str
) -> DataFrame:
    """Read every cell as a text, and a row that cannot be taken apart as one."""
    columns = StructType([StructField(name, StringType()) for name in (*names, BROKEN)])
    how = {**_CSV, "sep": delimiter, "columnNameOfCorruptRecord": BROKEN}
    return session.read.schema(columns).options(**how).csv(list(places))
