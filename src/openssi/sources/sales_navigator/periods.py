"""The days of which a report tells, as its rows or the lines above its header write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from openssi.sources.linkedin_archive.dates import MONTHS
from openssi.sources.totals import Days
from openssi.sources.written_days import ORDERS, Order, day_in, days_within

MAX_DAYS: Final = 800
"""Days of a period; reports reach back two years, in whole weeks."""

_NAMED: Final = re.compile(r"\b([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})\b", re.ASCII)
_NAMED_TOO: Final = re.compile(r"\b(\d{1,2}) ([A-Za-z]{3})[a-z]*\.?,? (\d{4})\b", re.ASCII)


Told = TypeVar("Told")


class UnclearDaysError(Exception):
    """Days can be read in two orders, and both make sense."""


def period_in(texts: Iterable[str]) -> Days | None:
    """Return the period that the lines above a header name; None where they name none.

    Raises:
        UnclearDaysError: They name one, and it could be two.
    """
    for text in map(numbered, texts):
        if len(days_within(text, ORDERS[0])) + len(days_within(text, ORDERS[1])) > 1:
            found = _settled([text], lambda text, order: _pair(days_within(text, order)))
            if found and found[0]:
                return found[0]
    return None


def periods_of(cells: Sequence[tuple[str, str]]) -> list[Days | None]:
    """Return the period of each row by its first and last day; None where it has none.

    Raises:
        UnclearDaysError: Two orders make sense of all of them, and mean different days.
    """
    numbers = [(numbered(first), numbered(last)) for first, last in cells]
    return _settled(numbers, lambda pair, order: _pair([day_in(cell, order) for cell in pair]))


def numbered(text: str) -> str:
    """Write days that name their month in English as numbers.

    >>> numbered("Oct 1, 2026 - 31 October 2026")
    '2026-10-1 - 2026-10-31'
    """
    text = _NAMED.sub(lambda found: _iso(found, found[3], found[1], found[2]), text)
    return _NAMED_TOO.sub(lambda found: _iso(found, found[3], found[2], found[1]), text)


def _iso(found: re.Match[str], year: str, month: str, day: str) -> str:
    number = MONTHS.get(month.capitalize())
    return f"{year}-{number}-{day}" if number else found[0]


def _settled(told: Sequence[Told], read: Callable[[Told, Order], Days | None]) -> list[Days | None]:
    """Read everything in the one order that makes sense of most of it."""
    readings = [[read(one, order) for one in told] for order in ORDERS[:2]]
    known = [sum(period is not None for period in reading) for reading in readings]
    if known[0] == known[1] and readings[0] != readings[1]:
        raise UnclearDaysError
    return readings[0] if known[0] >= known[1] else readings[1]


def _pair(days: Sequence[dt.date | None]) -> Days | None:
    if len(days) != 2 or days[0] is None or days[1] is None:  # noqa: PLR2004  # first and last
        return None
    first, last = days[0], days[1]
    return (first, last) if 0 <= (last - first).days < MAX_DAYS else None
