"""Small pieces of SQL that the stages share."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

EPOCH = dt.date(1970, 1, 1)
"""Day 0."""

UNDATED = -1_000_000
"""Day number of what has no date and counts as always there."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A named step of the computation."""

    name: str
    """Name of the table that it makes."""
    what: str
    """What the table holds, in one line."""
    select: str
    """The query that makes it."""
    is_view: bool = False
    """Whether the table is only a way to look at those before it."""
    rows: pa.Table | None = None
    """The same rows, where they do not depend on any table: quicker to hand over than to parse."""


def day_number(day: dt.date) -> int:
    """Return a date as a number of days since 1970-01-01.

    >>> day_number(dt.date(1970, 1, 31))
    30
    """
    return (day - EPOCH).days


def date_of(day: int) -> dt.date:
    """Return the date of a day number."""
    return EPOCH + dt.timedelta(days=day)


def day(expression: str) -> str:
    """Return SQL for the day number of a date or a timestamp."""
    return f"DATE_DIFF('day', DATE '1970-01-01', CAST({expression} AS DATE))"


def micros(expression: str) -> str:
    """Return SQL for a timestamp as microseconds since 1970."""
    return f"EPOCH_US({expression})"


def text(value: str) -> str:
    """Return a SQL text literal.

    >>> text("it's")
    "'it''s'"
    """
    return "'" + value.replace("'", "''") + "'"


def literal(value: str | float | None) -> str:
    """Return a SQL literal; numbers keep every digit."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return text(value) if isinstance(value, str) else repr(value)


def any_of(expression: str, values: Iterable[str | int]) -> str:
    """Return SQL that is true where an expression is one of some texts or numbers."""
    return f"{expression} IN ({', '.join(map(literal, values))})"


_ARROW: Final = {
    "VARCHAR": pa.string(),
    "BOOLEAN": pa.bool_(),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
}

Row = tuple[str | float | None, ...]


def relation(name: str, what: str, columns: dict[str, str], rows: Iterable[Row]) -> Stage:
    """Return the stage of literal rows, each column of its SQL type."""
    given = list(rows)
    arrays = [
        pa.array([row[number] for row in given], _ARROW[kind])
        for number, kind in enumerate(columns.values())
    ]
    return Stage(
        name=name,
        what=what,
        select=_literal_rows(columns, given),
        rows=pa.table(arrays, names=list(columns)),
    )


def _literal_rows(columns: dict[str, str], given: list[Row]) -> str:
    names = ", ".join(columns)
    if not given:
        nulls = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in columns.items())
        return f"SELECT {nulls} WHERE FALSE"
    body = ",\n  ".join(f"({', '.join(map(literal, row))})" for row in given)
    casts = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in columns.items())
    return f"SELECT {casts}\nFROM (VALUES\n  {body}\n) AS given({names})"


def union(selects: Iterable[str]) -> str:
    """Return all rows of several queries."""
    return "\nUNION ALL\n".join(selects)
