"""Files and addresses as tables of Spark's: Parquet, or CSV of which every cell is a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

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


@dataclass(frozen=True, kw_only=True)
class Some:
    """Some of the files that an address names."""

    address: str
    files: tuple[str, ...]


def read(session: SparkSession, place: Sequence[Path] | Some | str) -> tuple[DataFrame, bool]:
    """Return what is there, and whether it is CSV: told by files themselves, or an address's end.

    Args:
        session: What reads it.
        place: Files of this machine; or an address, or some of the files there.

    Raises:
        SourceError: The files are neither, or not alike.
    """
    if isinstance(place, str):
        return _read_there(session, place, [place])
    if isinstance(place, Some):
        return _read_there(session, place.address, [_literally(file) for file in place.files])
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
    return [_literally(file_address(path)) for path in paths]


def _literally(address: str) -> str:
    return _PATTERN.sub(r"\\\1", address)


def _read_there(session: SparkSession, address: str, places: list[str]) -> tuple[DataFrame, bool]:
    if address.lower().endswith(".csv"):
        names = session.read.options(**_CSV).csv(places).columns
        return _csv(session, places, names, ","), True
    reader = session.read.option("mergeSchema", "true")
    if _is_above(address, places[0]):  # else values in the names of folders would not be told
        reader = reader.option("basePath", address)
    return reader.parquet(*places), False


def _is_above(address: str, file: str) -> bool:
    """Whether an address is a folder's that holds a file; Spark may write its beginning anew."""
    return urlsplit(file).path.startswith(f"{urlsplit(address).path.rstrip('/')}/")


def _csv(
    session: SparkSession, places: Sequence[str], names: Sequence[str], delimiter: str
) -> DataFrame:
    """Read every cell as a text, and a row that cannot be taken apart as one."""
    columns = StructType([StructField(name, StringType()) for name in (*names, BROKEN)])
    how = {**_CSV, "sep": delimiter, "columnNameOfCorruptRecord": BROKEN}
    return session.read.schema(columns).options(**how).csv(list(places))
