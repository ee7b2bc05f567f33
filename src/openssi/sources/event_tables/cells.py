"""One canonical column as SQL: what a cell of the table becomes, and why a row is not taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from openssi.sources.event_tables.connection import named, quoted
from openssi.sources.event_tables.dates import instant
from openssi.sources.event_tables.model import Column
from openssi.sources.event_tables.rules import vocabulary

MAX_ID: Final = 256
"""Characters of an id."""

MAX_NAME: Final = 1_000
"""Characters of any other text: more is prose, which no table of OpenSSI holds."""

_TAKEN: Final = MAX_NAME + 2
"""Characters of a cell that are taken at all: enough to see that there are too many."""

SQL_TYPES: Final = {
    pa.string(): "VARCHAR",
    pa.date32(): "DATE",
    pa.timestamp("us"): "TIMESTAMP",
    pa.bool_(): "BOOLEAN",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
}
"""The type of each canonical column, as DuckDB names it."""

_FLAGS: Final = ("('true', 't', 'yes', 'y', '1')", "('false', 'f', 'no', 'n', '0')")
_MEASURED_BY_DEFAULT: Final = "has_text"
_IDS: Final = ("activity_id", "member_id", "connection_id", "counterpart_id", "object_id")


@dataclass(frozen=True, kw_only=True)
class Cell:
    """SQL for one canonical column."""

    name: str
    """The canonical column."""
    taken: str
    """Over the table: the cell as it is needed, in the shortest form; never a text to measure."""
    value: str
    """Over ``taken``, named ``t_<name>``: the canonical value, NULL where there is none."""
    ignored: tuple[tuple[str, str], ...] = ()
    """Conditions over ``t_<name>`` and ``v_<name>`` on which a row is left out, with the reason."""
    rejected: tuple[tuple[str, str], ...] = ()
    """The same for rows that cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a column of a map stands, and on what it is used."""

    table: str
    """The canonical table."""
    name: str
    """The canonical column."""
    kind: pa.DataType
    """Its type."""
    source: str
    """The table's column that was found for it; empty for a constant."""
    type: str
    """The type of that, as DuckDB names it."""
    zone: str
    """The zone of dates that name none."""


def literal(value: object, kind: pa.DataType) -> str:
    """Write a value of a map into SQL, as a canonical type."""
    if isinstance(value, dt.date) and pa.types.is_timestamp(kind):
        return f"TIMESTAMP '{value} 12:00:00'"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"CAST({quoted(text)} AS {SQL_TYPES[kind]})"


def cell(place: Place, column: Column, needed: bool) -> Cell:  # noqa: FBT001 - one of three facts
    """Return the SQL of a column.

    Args:
        place: Where it stands.
        column: What the map says of it.
        needed: Whether a row without it cannot be used.
    """
    if column.constant is not None:
        return Cell(name=place.name, taken="NULL", value=literal(column.constant, place.kind))
    if measure := _measure(place, column):
        return Cell(name=place.name, taken=measure, value=f"t_{place.name}")
    value = _with_default(_value(place, column), place, column)
    return Cell(
        name=place.name,
        taken=_taken(place),
        value=value,
        ignored=tuple(_ignored(place, column)),
        rejected=(*_rejected(place, column), *_limits(place, needed=needed)),
    )


def _measure(place: Place, column: Column) -> str:
    """Measure a text where it is: nothing of it goes on."""
    measure = column.measure
    is_text = place.type == "VARCHAR" and not column.values
    if measure is None and place.name == _MEASURED_BY_DEFAULT and is_text:
        measure = "present"
    text = f"{named(place.source)}::VARCHAR"
    if measure == "present":
        return f"coalesce(regexp_matches({text}, '\\S'), false)"
    return f"coalesce(length(trim({text})), 0)::BIGINT" if measure == "length" else ""


def _taken(place: Place) -> str:
    is_dated = place.type.startswith(("DATE", "TIMESTAMP")) and place.kind != pa.string()
    source = named(place.source)
    return source if is_dated else f"nullif(trim(left({source}::VARCHAR, {_TAKEN})), '')"


def _value(place: Place, column: Column) -> str:
    taken = f"t_{place.name}"
    listed = [(key, literal(target, place.kind)) for key, target in column.values.items()]
    known = vocabulary(place.table, place.name)
    is_kept = _others(place, column) == "keep"
    if known and (is_kept or not listed):
        listed += [(word, quoted(word)) for word in known if word not in column.values]
    plain = _plain(place, column)
    if not listed:
        return plain
    cases = " ".join(f"WHEN {_key(key)} THEN {target}" for key, target in listed)
    rest = plain if is_kept and not known else "NULL"
    return f"CASE lower({taken}::VARCHAR) {cases} ELSE {rest} END"


def _plain(place: Place, column: Column) -> str:
    """Return the value of a cell that no list of values translates."""
    taken, kind = f"t_{place.name}", place.kind
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        moment = instant(taken, _taken_type(place), column.format, place.zone)
        return f"CAST({moment} AS DATE)" if pa.types.is_date(kind) else moment
    if pa.types.is_boolean(kind):
        yes, no = _FLAGS
        said = f"lower({taken})"
        return f"CASE WHEN {said} IN {yes} THEN true WHEN {said} IN {no} THEN false END"
    if pa.types.is_string(kind):
        return f"{quoted(column.prefix)} || {taken}" if column.prefix else taken
    return f"TRY_CAST({taken} AS {SQL_TYPES[kind]})"


def _taken_type(place: Place) -> str:
    return place.type if place.type.startswith(("DATE", "TIMESTAMP")) else "VARCHAR"


def _with_default(value: str, place: Place, column: Column) -> str:
    if column.default is None:
        return value
    default = literal(column.default, place.kind)
    return f"CASE WHEN t_{place.name} IS NULL THEN {default} ELSE {value} END"


def _ignored(place: Place, column: Column) -> Iterator[tuple[str, str]]:
    if column.ignore:
        yield _is_one_of(place, column.ignore), f"a {place.name} that the map leaves out"
    if _others(place, column) == "ignore":
        yield _is_unlisted(place, column), f"a {place.name} that the map does not list"


def _rejected(place: Place, column: Column) -> Iterator[tuple[str, str]]:
    others = _others(place, column)
    if others == "reject":
        yield _is_unlisted(place, column), f"{place.name}: a value that the map does not list"
    if others != "empty":
        unread = f"t_{place.name} IS NOT NULL AND v_{place.name} IS NULL"
        yield unread, f"{place.name}: not {_words(place.kind)} as the map describes it"


def _limits(place: Place, *, needed: bool) -> Iterator[tuple[str, str]]:
    value = f"v_{place.name}"
    if needed:
        yield f"{value} IS NULL", f"no {place.name}"
    if pa.types.is_string(place.kind):
        most = MAX_ID if place.name in _IDS else MAX_NAME
        yield f"length({value}) > {most}", f"{place.name}: longer than {most:,} characters"
    elif not (pa.types.is_boolean(place.kind) or pa.types.is_temporal(place.kind)):
        yield f"NOT ({value} >= 0 AND {value} < 1e12)", f"{place.name}: not a number from 0 up"


def _others(place: Place, column: Column) -> str:
    """Return what becomes of values that are not listed."""
    known = vocabulary(place.table, place.name)
    if not column.values and not known:
        return "read"
    if column.others:
        return column.others
    if place.name in {"seniority", "function"}:
        return "empty"
    return "reject" if known else "keep"


def _is_unlisted(place: Place, column: Column) -> str:
    listed = [*(column.values or vocabulary(place.table, place.name)), *column.ignore]
    return f"t_{place.name} IS NOT NULL AND NOT {_is_one_of(place, listed)}"


def _is_one_of(place: Place, values: Sequence[str]) -> str:
    return f"lower(t_{place.name}::VARCHAR) IN ({', '.join(map(_key, values))})"


def _key(value: str) -> str:
    return quoted(value.strip().lower())


def _words(kind: pa.DataType) -> str:
    if pa.types.is_temporal(kind):
        return "a date"
    if pa.types.is_boolean(kind):
        return "true or false"
    return "a value" if pa.types.is_string(kind) else "a number"
