"""Dates that a spreadsheet program wrote over LinkedIn's own.

A file that was opened and saved in a spreadsheet holds dates such as ``4-Apr-21`` or ``45321``:
seconds, and sometimes the order of day and month, are gone. Such a file is refused, unless the
reader is told to take it as it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

NOTE: Final = (
    "Some files went through a spreadsheet program: their dates were taken as it wrote them, "
    "without the time of day."
)
"""What a reader must know where such dates were taken."""

_TAKEN: Final[ContextVar[list[str] | None]] = ContextVar("taken", default=None)
_NAMED: Final = re.compile(r"(\d{1,2})-([A-Z][a-z]{2})-(\d{2}|\d{4})", re.ASCII)
_MONTH: Final = re.compile(r"([A-Z][a-z]{2})-(\d{2})", re.ASCII)
_SERIAL: Final = re.compile(r"([34]\d{4})(?:[.,](\d{1,12}))?", re.ASCII)
_SLASHED: Final = re.compile(
    r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?", re.ASCII
)
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"
_SERIAL_ZERO: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001  # instants here are UTC by rule
_EPOCH: Final = dt.datetime(1970, 1, 1)  # noqa: DTZ001  # the same
_CENTURY_PIVOT: Final = 69
_YEAR_MONTHS: Final = 12


class ResavedError(Exception):
    """The file went through a spreadsheet program and that was not allowed."""


@contextmanager
def resaved_dates(*, allowed: bool) -> Iterator[list[str]]:
    """Say for a while whether dates may be taken as a spreadsheet wrote them.

    Yields:
        A list that holds the note on it once one was taken.
    """
    notes: list[str] = []
    token = _TAKEN.set(notes if allowed else None)
    try:
        yield notes
    finally:
        _TAKEN.reset(token)


def resaved_instant(text: str) -> int | None:
    """Return a spreadsheet's date in microseconds since 1970, or None where it is none.

    Where day and month cannot be told apart, the date is none.

    Raises:
        ResavedError: It is one, and such files were not allowed.
    """
    try:
        moment = _named(text) or _serial(text) or _slashed(text)
    except (ValueError, OverflowError):
        return None
    if moment is None:
        return None
    _take()
    return (moment - _EPOCH) // dt.timedelta(microseconds=1)


def _named(text: str) -> dt.datetime | None:
    """Read ``8-Feb-26``, or ``Feb-26`` as the first of that month."""
    found = _NAMED.fullmatch(f"1-{text}" if _MONTH.fullmatch(text) else text)
    if not found or _MONTHS.find(found[2]) % 3:
        return None
    year = int(found[3])
    if len(found[3]) == 2:  # noqa: PLR2004  # a year of two digits
        year += 1900 if year >= _CENTURY_PIVOT else 2000
    return dt.datetime(year, _MONTHS.index(found[2]) // 3 + 1, int(found[1]))  # noqa: DTZ001


def _serial(text: str) -> dt.datetime | None:
    """Read ``45321.5``: days since the end of 1899."""
    found = _SERIAL.fullmatch(text)
    if not found:
        return None
    return _SERIAL_ZERO + dt.timedelta(days=float(f"{found[1]}.{found[2] or 0}"))


def _slashed(text: str) -> dt.datetime | None:
    """Read ``2/28/2026 14:03``, or ``28.02.2026 14:03``, where only one order is possible."""
    found = _SLASHED.fullmatch(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    clock = (int(found[4] or 0), int(found[5] or 0), int(found[6] or 0))
    if first > _YEAR_MONTHS or first == second:
        return dt.datetime(int(found[3]), second, first, *clock)  # noqa: DTZ001
    if second > _YEAR_MONTHS:
        return dt.datetime(int(found[3]), first, second, *clock)  # noqa: DTZ001
    # Neither order can be ruled out: which program wrote it is not known.
    _take()
    return None


def _take() -> None:
    notes = _TAKEN.get()
    if notes is None:
        raise ResavedError
    if not notes:
        notes.append(NOTE)
