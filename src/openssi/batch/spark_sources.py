"""The tables that were given, as Spark reads them: files of this machine, or addresses."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyspark.errors import PySparkException

from openssi.batch import canonical
from openssi.batch.files import files_of
from openssi.batch.request import Inputs
from openssi.batch.sources import Source, of_map
from openssi.batch.spark_files import unreadable
from openssi.batch.spark_tables import BROKEN, Some, read
from openssi.batch.tally import NOT_CSV
from openssi.engines.java_dates import pattern
from openssi.engines.spark import Spark
from openssi.scoring.sql import text
from openssi.sources.event_tables import EVERYONE, TableMap, table_map
from openssi.sources.event_tables.rules import EPOCHS, ISO
from openssi.sources.event_tables.sections import Work

Place = tuple[Path, ...] | Some | str
"""Files of this machine; or an address, or some of the files there."""


@dataclass(frozen=True, kw_only=True)
class _Given:
    """A table that Spark sees as ``given_<table>``."""

    label: str
    """What to call it."""
    columns: Mapping[str, str]
    """Its columns with their types, as DuckDB names them."""
    is_csv: bool


@dataclass(frozen=True, kw_only=True)
class _Section:
    """One section of a map on a table."""

    columns: Mapping[str, str]
    judged: str


def places_of(inputs: Inputs) -> dict[str, Place]:
    """Return where each table that was given is.

    Raises:
        SourceError: There is no file.
    """
    given = {
        "members": inputs.members,
        "connections": inputs.connections,
        "activities": inputs.activities,
        "coverage": inputs.coverage,
    }
    return {
        table: place if isinstance(place, str) else files_of(place)
        for table, place in given.items()
        if place is not None
    }


def sources(
    spark: Spark, name: str | None, places: Mapping[str, Place], today: dt.date
) -> dict[str, Source]:
    """Look at the tables and say how they are read.

    Args:
        spark: Where they are read; ``given_<table>`` is left there.
        name: The map that says what their columns mean; without it they are the canonical ones.
        places: Where they are.
        today: The run's own day.

    Raises:
        OpenSSIError: A file cannot be read, or lacks a column, or one has the wrong type.
    """
    given = {table: _given(spark, table, place) for table, place in places.items()}
    found = _plain(given) if name is None else _mapped(name, given)
    return {
        one.table: replace(one, rows=canonical.judged(one.table, one.rows, today)) for one in found
    }


def _given(spark: Spark, table: str, place: Place) -> _Given:
    label = _label(place)
    try:
        frame, is_csv = read(spark.session, place)
        columns = spark.columns(frame)
    except PySparkException as error:
        raise unreadable(label, error) from error
    columns.pop(BROKEN, None)
    frame.createOrReplaceTempView(f"given_{table}")
    return _Given(label=label, columns=columns, is_csv=is_csv)


def _label(place: Place) -> str:
    if isinstance(place, Some):
        return place.address
    return place if isinstance(place, str) else str(place[0])


def _plain(tables: Mapping[str, _Given]) -> Iterator[Source]:
    for table, given in tables.items():
        wanted = canonical.columns_of(table, given.columns)
        broken = (f"{BROKEN} IS NOT NULL", NOT_CSV) if given.is_csv else None
        yield Source(
            table=table,
            rows=canonical.select(
                table, f"given_{table}", given.columns, are_texts=given.is_csv, broken=broken
            ),
            columns=tuple(wanted),
            origins={name: name for name in wanted if name in given.columns},
            has_integer_ids=given.columns.get("member_id", "").startswith(canonical.INTEGERS),
        )


def _mapped(name: str, tables: Mapping[str, _Given]) -> Iterator[Source]:
    map_ = table_map(name)
    works = [
        Work(map_, table, place, section, tables[table].label, tables[table].columns, EVERYONE)
        for table, place, section in map_.file.sections()
        if table in tables
    ]
    _check_formats(map_, works)
    for table, given in tables.items():
        own = [work for work in works if work.table == table]
        yield of_map(name, table, [_section(work, given) for work in own])


def _section(work: Work, given: _Given) -> _Section:
    """A row that is no CSV is one of each section, which reads the table anew."""
    first = f"{BROKEN} IS NOT NULL AS is_broken, " if given.is_csv else "FALSE AS is_broken, "
    judged = f"""
SELECT * EXCLUDE (ignored, rejected),
  CASE WHEN NOT is_broken THEN ignored END AS ignored,
  CASE WHEN is_broken THEN {text(NOT_CSV)} ELSE rejected END AS rejected
FROM ({work.judgement(f"given_{work.table}").select(first)}) AS each_row"""
    return _Section(columns=work.origins(), judged=judged)


def _check_formats(map_: TableMap, works: Sequence[Work]) -> None:
    """Look for ways to write dates that Spark cannot read.

    Raises:
        SourceError: There are; its ``details`` name every one.
    """
    mistakes = [
        map_.document.mistake((*work.path, name, "format"), f"Spark reads no dates as '{format_}'")
        for work in works
        for name, column in work.each()
        for format_ in column.format
        if format_ not in {ISO, *EPOCHS} and pattern(format_) is None
    ]
    if mistakes:
        raise map_.document.refusal(mistakes, "docs/spark.md says which letters it reads.")
