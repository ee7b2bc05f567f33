"""What a map must keep to beyond its shape: canonical columns, vocabularies, zones, formats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, Final, NamedTuple

import duckdb
import pyarrow as pa
from pydantic import ValidationError

from openssi.methodology.lines import Path
from openssi.sources.event_tables.connection import connected
from openssi.sources.event_tables.model import SETTINGS, TABLES, Column
from openssi.tables import (
    CONNECTION,
    FUNCTIONS,
    KINDS,
    PEER_GROUP_PREFIX,
    SCHEMAS,
    SEEN_HOW,
    SENIORITIES,
)

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "members": ("seen_on",),
    "connections": ("connection_id",),
    "activities": ("kind", "occurred_at"),
    "coverage": ("kind", "observed_from", "observed_to"),
}
"""Columns that a section must say something of. Whose row it is may be left out: then all rows are
those of the member for whom the table is read."""

_DATED: Final = (pa.date32(), pa.timestamp("us"))
_MEASURED: Final = {"present": pa.bool_(), "length": pa.int64()}


class Fault(NamedTuple):
    """One thing that a map gets wrong."""

    path: Path
    what: str
    hint: str


def vocabulary(table: str, column: str) -> tuple[str, ...]:
    """Return the values that a canonical column may have; nothing where it may have any."""
    if column == "kind":
        return (*KINDS, CONNECTION) if table == "coverage" else KINDS
    known = {"seniority": SENIORITIES, "function": FUNCTIONS, "status": SEEN_HOW}
    return known.get(column, ())


def type_of(table: str, column: str) -> pa.DataType | None:
    """Return the type of a canonical column, or None where there is no such column."""
    if table == "members" and column.startswith(PEER_GROUP_PREFIX):
        return pa.string()
    schema = SCHEMAS[table]
    return schema.field(column).type if column in schema.names else None


def faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with the meaning of a map; its shape is checked by its model."""
    yield from _zone((), raw)
    if not any(raw.get(table) for table in TABLES):
        yield Fault((), "it maps nothing", f"begin with one of {_listed(TABLES)}.")
    for table in TABLES:
        for path, section in _sections(raw, table):
            yield from _section(table, path, section)


def _sections(raw: Mapping[str, Any], table: str) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    given = raw.get(table)
    if isinstance(given, dict):
        yield (table,), given
    for place, one in enumerate(given if isinstance(given, list) else ()):
        if isinstance(one, dict):
            yield (table, place), one


def _section(table: str, path: Path, section: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _zone(path, section)
    for column in NEEDED[table]:
        if column not in section:
            yield Fault((*path, column), "it is missing", f"say which column is the {column}.")
    for key, value in section.items():
        if key == "recorded_at" or key not in SETTINGS:
            yield from _column(table, (*path, key), value)


def _column(table: str, path: Path, value: object) -> Iterator[Fault]:
    key = str(path[-1])
    kind = pa.timestamp("us") if key == "recorded_at" else type_of(table, key)
    if kind is None:
        names = [*SCHEMAS[table].names, *SETTINGS]
        yield Fault(path, "there is no such key", near(key, names, "the keys here are"))
        return
    try:
        column = Column.model_validate(value)
    except ValidationError:
        return  # told with the shape
    for place, target in _given(path, column):
        yield from _value(place, target, kind, vocabulary(table, key))
    yield from _options(path, column, kind)
    yield from _zone(path, column.model_dump())


def _given(path: Path, column: Column) -> Iterator[tuple[Path, object]]:
    """Yield every value that a map puts into a canonical column."""
    yield from (((*path, "values", value), target) for value, target in column.values.items())
    for name in ("constant", "default"):
        if getattr(column, name) is not None:
            yield (*path, name), getattr(column, name)


def _value(path: Path, value: object, kind: pa.DataType, known: Collection[str]) -> Iterator[Fault]:
    if known and value not in known:
        yield Fault(path, f"'{value}' is not known", near(str(value), known, "there are"))
    for is_kind, fits, words in _FITTING:
        if is_kind(kind) and not fits(value):
            yield Fault(path, f"it must be {words}", f"it is {value!r} now.")


_FITTING: Final[tuple[tuple[Callable[[Any], bool], Callable[[Any], bool], str], ...]] = (
    (pa.types.is_temporal, lambda v: isinstance(v, dt.date), "a day, like 2026-11-20"),
    (pa.types.is_boolean, lambda v: isinstance(v, bool), "true or false"),
    (pa.types.is_integer, lambda v: type(v) is int, "a whole number"),
    (pa.types.is_floating, lambda v: type(v) in {int, float}, "a number"),
)
"""Which values of a map fit which type of column; anything fits a text."""


def _options(path: Path, column: Column, kind: pa.DataType) -> Iterator[Fault]:
    if column.format and kind not in _DATED:
        yield Fault((*path, "format"), "only dates have a format", "take it out.")
    if column.measure and _MEASURED[column.measure] != kind:
        yield Fault(
            (*path, "measure"),
            f"'{column.measure}' does not fit this column",
            "'present' gives true or false, 'length' a number of characters.",
        )
    for format_ in column.format:
        if problem := _format_problem(format_):
            yield Fault((*path, "format"), problem, "write it like '%Y-%m-%d %H:%M:%S'.")


@cache
def _format_problem(format_: str) -> str:
    if format_ in {ISO, *EPOCHS}:
        return ""
    try:
        with connected(()) as connection:
            connection.execute("SELECT strftime(TIMESTAMP '2026-11-20', ?)", [format_])
    except duckdb.Error:
        return f"'{format_}' is no format of a date"
    return "" if "%" in format_ else f"'{format_}' is no format of a date"


ISO: Final = "iso"
"""The format of dates as ISO 8601 writes them, and of every date without a format."""

EPOCHS: Final = {"seconds": 1_000_000, "milliseconds": 1_000}
"""Formats of dates that are numbers since 1970, and the microseconds of each."""


def _zone(path: Path, part: Mapping[str, Any]) -> Iterator[Fault]:
    zone = part.get("zone")
    if isinstance(zone, str) and zone and zone not in _zones():
        yield Fault((*path, "zone"), f"'{zone}' is no time zone", near(zone, _zones(), ""))


@cache
def _zones() -> frozenset[str]:
    """Return the zones that DuckDB knows: they are the same on every system."""
    with connected(()) as connection:
        rows = connection.sql("SELECT name FROM pg_timezone_names()").fetchall()
    return frozenset(name for (name,) in rows) | {"UTC"}


def near(given: str, known: Collection[str], else_: str) -> str:
    """Return which known name may have been meant, or which there are."""
    found = get_close_matches(given, known, n=1)
    if found:
        return f"did you mean '{found[0]}'?"
    return f"{else_} {_listed(known)}." if else_ else "write it like 'Europe/Berlin'."


def _listed(names: Collection[str]) -> str:
    return ", ".join(names)
