"""Days as exports of many languages write them, where only the other days tell the order.

``10/8/2026`` is a day of October or of August. Exports do not say which; but their days follow one
another, and only one order makes them do so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

_NUMBERS: Final = r"(\d{1,4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,4})"
_DAY: Final = re.compile(rf"{_NUMBERS}\D{{0,2}}(?:\d\d?:\d\d(?::\d\d)?)?")
_WITHIN: Final = re.compile(rf"(?<!\d){_NUMBERS}(?!\d)")
_SERIAL: Final = re.compile(r"([3-6]\d{4})(?:[.,]\d+)?")
_SERIAL_ZERO: Final = dt.date(1899, 12, 30)
_YEARS: Final = range(2003, 2100)
_YEAR_DIGITS: Final = 4
_YEAR_LENGTHS: Final = (2, _YEAR_DIGITS)
_CENTURY: Final = 2000


class Order(NamedTuple):
    """How days are to be understood."""

    month_first: bool
    """Texts name the month before the day."""
    swapped: bool = False
    """Date cells are wrong way round: a spreadsheet made them of texts in another order."""


ORDERS: Final = (Order(True), Order(False), Order(True, True), Order(False, True))  # noqa: FBT003  # fields in order
"""Every way to understand days, the likeliest first."""


def day_in(cell: object, order: Order) -> dt.date | None:
    """Return the day that a whole cell is, or None where it is none.

    >>> day_in("10/8/2026", Order(True)), day_in("08/10/2026", Order(False))
    (datetime.date(2026, 10, 8), datetime.date(2026, 10, 8))
    """
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, dt.date):
        return _usual(_turned(cell) if order.swapped else cell)
    if isinstance(cell, str):
        found = _DAY.fullmatch(cell.strip())
        return _read(found, order) if found else _serial(cell.strip())
    return _serial(repr(cell)) if isinstance(cell, int | float) else None


def days_within(text: str, order: Order) -> list[dt.date]:
    """Return the days that a text names, for example the two of a range."""
    days = (_read(found, order) for found in _WITHIN.finditer(text))
    return [day for day in days if day]


def likeliest(cells: Sequence[object], texts: Iterable[str] = ()) -> list[Order]:
    """Return the orders in which days that follow one another make most sense.

    Args:
        cells: Days of an unbroken stretch, whatever their order.
        texts: Texts that name its ends.
    """
    texts = tuple(texts)
    sense = {order: _sense(cells, texts, order) for order in ORDERS}
    return [order for order in ORDERS if sense[order] == min(sense.values())]


def _sense(cells: Sequence[object], texts: Iterable[str], order: Order) -> tuple[int, int]:
    """Return how many days an order does not give, counted down, and how far they spread."""
    days = {day for cell in cells if (day := day_in(cell, order))}
    ends = [day for text in texts for day in days_within(text, order)]
    all_days = days.union(ends)
    return -len(days) - len(ends), (max(all_days) - min(all_days)).days if all_days else 0


def _read(found: re.Match[str], order: Order) -> dt.date | None:
    first, second, third = found.groups()
    if len(first) == _YEAR_DIGITS:
        year, month, day = first, second, third
    else:
        year = third
        month, day = (first, second) if order.month_first else (second, first)
    if len(year) not in _YEAR_LENGTHS:
        return None
    number = int(year) if len(year) == _YEAR_DIGITS else _CENTURY + int(year)
    try:
        return _usual(dt.date(number, int(month), int(day)))
    except ValueError:
        return None


def _turned(day: dt.date) -> dt.date:
    """Swap month and day where that gives a date: others were texts that nobody could misread."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day  # noqa: PLR2004  # months


def _serial(text: str) -> dt.date | None:
    found = _SERIAL.fullmatch(text)
    return _usual(_SERIAL_ZERO + dt.timedelta(int(found[1]))) if found else None


def _usual(day: dt.date) -> dt.date | None:
    return day if day.year in _YEARS else None
