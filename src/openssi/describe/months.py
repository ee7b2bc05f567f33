"""Counts by calendar month."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from openssi.describe.seen import Span
from openssi.describe.sql import date_of
from openssi.result import Months

MOST = 240
"""Twenty years: what is older is left out."""


def month_of(day: dt.date) -> int:
    """Return a month as a number: January of the year 0 is 0."""
    return day.year * 12 + day.month - 1


@cache
def month_of_day(day: int) -> int:
    """Return the month of a day number."""
    return month_of(date_of(day))


def first_of(month: int) -> dt.date:
    """Return the first day of a month."""
    return dt.date(month // 12, month % 12 + 1, 1)


def by_month(days: Mapping[int, int]) -> dict[int, int]:
    """Add up amounts by day number to amounts by month."""
    found: Counter[int] = Counter()
    for day, times in days.items():
        found[month_of_day(day)] += times
    return dict(found)


def months(
    counts: Mapping[int, int], spans: Iterable[Span], until: dt.date, *, most: int = MOST
) -> Months:
    """Return the months from the first that was seen or held something to the last.

    Args:
        counts: Amounts by month.
        spans: Days that were observed; a month without any is unknown unless it holds something.
        until: A day of the last month.
        most: How many months are told at most.
    """
    last = month_of(until)
    covered = {month for span in spans for month in _touched(span, last - most, last)}
    told = [month for month in (*covered, *counts) if month > last - most]
    first = min(told, default=last)
    return Months(
        first=first_of(first),
        counts=tuple(
            counts.get(month, 0 if month in covered else None) for month in range(first, last + 1)
        ),
    )


def _touched(span: Span, first: int, last: int) -> range:
    begin, end = (month_of_day(day) for day in span)
    return range(max(begin, first), min(end, last) + 1)
