"""Months on an axis: which is how far from which, and where the marks stand."""

import datetime as dt

from openssi.report.numbers import MONTHS
from openssi.report.pictures.calendar import MOST_MARKS, Mark, marks

YEARS_FROM = 24
"""From so many months on only years are marked."""


def add_months(first: dt.date, number: int) -> dt.date:
    """The first day of the month so many months later.

    >>> add_months(dt.date(2025, 11, 1), 3)
    datetime.date(2026, 2, 1)
    """
    month = first.year * 12 + first.month - 1 + number
    return dt.date(month // 12, month % 12 + 1, 1)


def months_between(first: dt.date, day: dt.date) -> int:
    """How many months after the first a day's month is."""
    return (day.year - first.year) * 12 + day.month - first.month


def month_name(month: dt.date) -> str:
    """A month in short.

    >>> month_name(dt.date(2025, 11, 1))
    'Nov 2025'
    """
    return f"{MONTHS[month.month - 1][:3]} {month.year}"


def month_marks(first: dt.date, months: int) -> tuple[tuple[float, Mark], ...]:
    """Marks of an axis of so many months, with their percent from the left."""
    end = add_months(first, months)
    found = _years(first, end) if months >= YEARS_FROM else marks(first, end)
    return tuple(
        (round(100 * months_between(first, mark.day) / months, 2), mark)
        for mark in found
        if first <= mark.day < end
    )


def _years(first: dt.date, end: dt.date) -> tuple[Mark, ...]:
    step = -(-(end.year - first.year + 1) // MOST_MARKS)
    years = range(first.year, end.year + 1)
    return tuple(Mark(day=dt.date(y, 1, 1), label=str(y)) for y in years if y % step == 0)
