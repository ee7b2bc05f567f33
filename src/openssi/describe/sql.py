"""Pieces of SQL that the descriptions share, and dates as the tables number them."""

import datetime as dt
from collections.abc import Iterable

EPOCH = dt.date(1970, 1, 1)
"""Day 0."""


def day_number(day: dt.date) -> int:
    """Return a date as a number of days since 1970-01-01."""
    return (day - EPOCH).days


def date_of(day: int) -> dt.date:
    """Return the date of a day number."""
    return EPOCH + dt.timedelta(days=day)


def text(value: str) -> str:
    """Return a SQL text literal.

    >>> text("o'hara")
    "'o''hara'"
    """
    return "'" + value.replace("'", "''") + "'"


def one_of(expression: str, values: Iterable[str]) -> str:
    """Return SQL that is true where an expression is one of some texts; of none, nowhere."""
    quoted = ", ".join(map(text, values))
    return f"{expression} IN ({quoted})" if quoted else "FALSE"
