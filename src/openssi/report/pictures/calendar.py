"""Where the marks of a time axis stand: years, quarters, months or weeks, whatever fits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from openssi.report.numbers import MONTHS

MOST_MARKS = 9
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
DAYS_PER_MONTH = 30.44
WEEKS_UP_TO = 62
"""Spans of up to so many days are marked by weeks."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One mark of the axis."""

    day: dt.date
    """Where it stands."""
    label: str
    """What it says."""


def marks(first: dt.date, last: dt.date) -> tuple[Mark, ...]:
    """Marks from the first to the last day, few enough to be read."""
    days = (last - first).days
    if days <= WEEKS_UP_TO:
        return _weeks(first, last)
    step = next(s for s in MONTH_STEPS if days / (s * DAYS_PER_MONTH) <= MOST_MARKS)
    return _months(first, last, step)


def _weeks(first: dt.date, last: dt.date) -> tuple[Mark, ...]:
    step = 7 if (last - first).days > 7 else 1  # noqa: PLR2004 -- a week
    days = range(0, (last - first).days + 1, step)
    return tuple(_day_mark(first + dt.timedelta(days=day)) for day in days)


def _day_mark(day: dt.date) -> Mark:
    return Mark(day=day, label=f"{day.day} {MONTHS[day.month - 1][:3]}")


def _months(first: dt.date, last: dt.date, step: int) -> tuple[Mark, ...]:
    begin = first.year * 12 // step * step
    end = last.year * 12 + last.month
    starts = (dt.date(n // 12, n % 12 + 1, 1) for n in range(begin, end, step))
    return tuple(_month_mark(day, step) for day in starts if first <= day <= last)


def _month_mark(day: dt.date, step: int) -> Mark:
    if step % 12 == 0:
        return Mark(day=day, label=str(day.year))
    month = MONTHS[day.month - 1][:3]
    return Mark(day=day, label=f"{month} {day.year}" if day.month == 1 else month)
