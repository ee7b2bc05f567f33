"""The archive's date formats: one strict format for a column, independent of the locale.

Instants are microseconds since 1970 (UTC) until they become an Arrow column: hundreds of thousands
of them are read, and most repeat a day or a second of the day that was read before.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from openssi.sources.linkedin_archive.resaved import resaved_instant

DAY: Final = 86_400_000_000
"""Microseconds in a day."""

_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
_SECOND: Final = 1_000_000
_CENTURY_PIVOT: Final = 69

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
"""English month names: archives use them for members of every language."""

Parser = Callable[[str], int]
"""Reads one text into microseconds since 1970."""


class BadDateError(ValueError):
    """The text is not in the column's format."""


class _Days(dict[str, int]):
    """Days by their text ``2026-05-07``, worked out once each."""

    def __missing__(self, text: str) -> int:
        if not _DATE.fullmatch(text):
            raise ValueError
        self[text] = value = _day(int(text[:4]), int(text[5:7]), int(text[8:]))
        return value


class _Minutes(dict[str, int]):
    """Times of day by their text `` 16:41``, worked out once each."""

    def __missing__(self, text: str) -> int:
        if not _CLOCK.fullmatch(text):
            raise ValueError
        self[text] = value = _time(int(text[1:3]), int(text[4:6]), 0)
        return value


class _Seconds(dict[str, int]):
    """Seconds by their text ``:18`` or ``:18 UTC``, worked out once each."""

    def __missing__(self, text: str) -> int:
        if not _TICK.fullmatch(text):
            raise ValueError
        self[text] = value = _time(0, 0, int(text[1:3]))
        return value


_DAYS: Final = _Days()
_MINUTES: Final = _Minutes()
_SECONDS: Final = _Seconds()
_DATE: Final = re.compile(r"\d{4}([-/])\d\d\1\d\d", re.ASCII)
_CLOCK: Final = re.compile(r" \d\d:\d\d", re.ASCII)
_TICK: Final = re.compile(r":\d\d(?: UTC)?", re.ASCII)
_STAMP: Final = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: UTC)?$"
_DAY_MONTH: Final = re.compile(r"(\d\d?) ([A-Z][a-z]{2}) (\d{4})", re.ASCII)
_MONTH_YEAR: Final = re.compile(r"(?:([A-Z][a-z]{2}) )?(\d{4})", re.ASCII)
_US: Final = re.compile(r"(\d\d?)/(\d\d?)/(\d\d)(?:, (\d\d?):(\d\d) (AM|PM))?", re.ASCII)
_SPOKEN: Final = re.compile(
    r"\bon ([A-Z][a-z]{2,8}) (\d\d?), (\d{4}) at (\d\d?):(\d\d) (AM|PM)\b", re.ASCII
)
_JAVA: Final = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d:\d\d:\d\d) UTC (\d{4})", re.ASCII
)


def stamp(text: str) -> int:
    """Read ``2026-05-07 16:41:18``, with ``/`` or a trailing ``UTC`` as well: always UTC."""
    try:
        return _DAYS[text[:10]] + _MINUTES[text[10:16]] + _SECONDS[text[16:]]
    except ValueError:
        return _refused(text, "2026-05-07 16:41:18")


def stamps(texts: pa.Array) -> pa.Array | None:
    """Read many texts as `stamp` does, or return None where one of them may be another format."""
    if pc.all(pc.match_substring_regex(texts, _STAMP)).as_py() is False:
        return None
    try:
        return pc.utf8_slice_codeunits(texts, 0, 19).cast(pa.timestamp("us")).cast(pa.int64())
    except pa.ArrowInvalid:
        return None


class _NamedDays(dict[str, int]):
    """Days by their text ``08 Feb 2026``, worked out once each."""

    def __missing__(self, text: str) -> int:
        found = _DAY_MONTH.fullmatch(text)
        if not found or found[2] not in MONTHS:
            raise ValueError
        self[text] = value = _day(int(found[3]), MONTHS[found[2]], int(found[1]))
        return value


_NAMED_DAYS: Final = _NamedDays()


def day_month_year(text: str) -> int:
    """Read ``08 Feb 2026``."""
    try:
        return _NAMED_DAYS[text]
    except ValueError:
        return _refused(text, "08 Feb 2026")


def month_year(text: str) -> int:
    """Read ``Jan 2024`` or ``2024`` as the first day of it."""
    found = _MONTH_YEAR.fullmatch(text)
    if not found or (found[1] and found[1] not in MONTHS):
        return _refused(text, "Jan 2024")
    return _checked(text, "Jan 2024", found[2], str(MONTHS.get(found[1] or "Jan", 1)), "1")


def american(text: str) -> int:
    """Read ``1/29/26, 2:37 PM`` or ``03/29/26``; it names no zone and is taken as UTC."""
    found = _US.fullmatch(" ".join(text.split()))
    if not found:
        return _refused(text, "1/29/26, 2:37 PM")
    short = int(found[3])
    year = short + (1900 if short >= _CENTURY_PIVOT else 2000)
    day = _checked(text, "1/29/26, 2:37 PM", str(year), found[1], found[2])
    return day + _clock(text, found[4], found[5], found[6]) if found[4] else day


def spoken(text: str) -> int:
    """Read ``You uploaded a photo on April 12, 2026 at 8:03 AM (GMT)``: always UTC."""
    sample = "on April 12, 2026 at 8:03 AM"
    found = _SPOKEN.search(" ".join(text.split()))
    if not found or found[1][:3] not in MONTHS:
        return _refused(text, sample)
    day = _checked(text, sample, found[3], str(MONTHS[found[1][:3]]), found[2])
    return day + _clock(text, found[4], found[5], found[6])


def java(text: str) -> int:
    """Read ``Sat Sep 05 08:12:14 UTC 2026``."""
    found = _JAVA.fullmatch(text)
    if not found or found[1] not in MONTHS:
        return _refused(text, "Sat Sep 05 08:12:14 UTC 2026")
    return stamp(f"{found[4]}-{MONTHS[found[1]]:02}-{found[2]} {found[3]}")


def date_of(instant: int) -> dt.date:
    """Return the UTC day of an instant."""
    return dt.date.fromordinal(instant // DAY + _EPOCH)


def instant_of(day: dt.date) -> int:
    """Return the instant at which a UTC day begins."""
    return (day.toordinal() - _EPOCH) * DAY


def _day(year: int, month: int, day: int) -> int:
    return instant_of(dt.date(year, month, day))


def _time(hour: int, minute: int, second: int) -> int:
    at = dt.time(hour, minute, second)
    return (at.hour * 3600 + at.minute * 60 + at.second) * _SECOND


def _checked(text: str, sample: str, year: str, month: str, day: str) -> int:
    try:
        return _day(int(year), int(month), int(day))
    except ValueError:
        return _refused(text, sample)


def _clock(text: str, hour: str, minute: str, half: str) -> int:
    if not 1 <= int(hour) <= 12:  # noqa: PLR2004  # a clock of twelve hours
        _refused(text, "1/29/26, 2:37 PM")
    try:
        return _time(int(hour) % 12 + (12 if half == "PM" else 0), int(minute), 0)
    except ValueError:
        return _refused(text, "1/29/26, 2:37 PM")


def _refused(text: str, sample: str) -> int:
    """Return what a spreadsheet made of a date where that is allowed, else refuse the text."""
    if not text:
        raise BadDateError("no date")
    instant = resaved_instant(text)
    if instant is None:
        raise BadDateError(f"the date is not written like '{sample}'")
    return instant
