"""Weeks from Monday to Sunday, and runs of days or weeks without a gap."""

from __future__ import annotations

from collections.abc import Iterable

from openssi.describe.sql import date_of
from openssi.result import Streak

DAYS = 7
_MONDAY = 3
"""1970-01-01 was a Thursday: three days after a Monday."""


def week_number(day: int) -> int:
    """Return the number of the week, Monday to Sunday, that a day number lies in."""
    return (day + _MONDAY) // DAYS


def monday(week: int) -> int:
    """Return the day number with which a week begins."""
    return week * DAYS - _MONDAY


def longest_run(numbers: Iterable[int]) -> tuple[int, int] | None:
    """Return the first and the last of the longest run of numbers; of equals, the latest.

    >>> longest_run({1, 2, 5, 6, 9})
    (5, 6)
    """
    best: tuple[int, int] | None = None
    start = before = None
    for number in sorted(numbers):
        start = number if start is None or before != number - 1 else start
        best = max(best or (start, number), (start, number), key=lambda run: run[1] - run[0])
        if best[1] - best[0] == number - start:
            best = (start, number)
        before = number
    return best


def streak(run: tuple[int, int] | None, *, of_weeks: bool = False) -> Streak | None:
    """Return a run of day numbers, or of week numbers, with its days."""
    if run is None:
        return None
    first, last = run
    days = (monday(first), monday(last) + DAYS - 1) if of_weeks else run
    return Streak(length=last - first + 1, first=date_of(days[0]), last=date_of(days[1]))
