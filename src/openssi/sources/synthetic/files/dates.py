"""The many ways in which the archive writes a date, spelled out to be free of the locale."""

from __future__ import annotations

import datetime as dt

_NOON = 12
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def stamp(at: dt.datetime) -> str:
    """Posts, comments, reactions: ``2026-05-07 16:41:18``, in UTC without saying so."""
    return f"{at:%Y-%m-%d %H:%M:%S}"


def slashed(at: dt.datetime) -> str:
    """Searches and endorsements: ``2024/02/01 15:02:55 UTC``."""
    return f"{at:%Y/%m/%d %H:%M:%S} UTC"


def day(day: dt.date) -> str:
    """Connections: ``08 Feb 2026``."""
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}"


def month(day: dt.date | None) -> str:
    """Positions: ``Jan 2024``, empty for one that goes on."""
    return f"{_MONTHS[day.month - 1]} {day.year}" if day else ""


def american(at: dt.datetime) -> str:
    """Invitations: ``1/29/26, 2:37 PM``."""
    return f"{at.month}/{at.day}/{at:%y}, {_clock(at)}"


def american_padded(at: dt.datetime, *, with_time: bool) -> str:
    """Recommendations: ``08/19/24, 11:04 PM``, or the day alone."""
    return f"{at:%m/%d/%y}, {_clock(at, width=2)}" if with_time else f"{at:%m/%d/%y}"


def java(at: dt.datetime) -> str:
    """Companies followed: ``Sat Sep 05 08:12:14 UTC 2026``."""
    name, in_year = _WEEKDAYS[at.weekday()], _MONTHS[at.month - 1]
    return f"{name} {in_year} {at.day:02d} {at:%H:%M:%S} UTC {at.year}"


def prose(at: dt.datetime) -> str:
    """Uploads: ``April 12, 2026 at 8:03 AM (GMT)``."""
    return f"{_LONG_MONTHS[at.month - 1]} {at.day}, {at.year} at {_clock(at)} (GMT)"


def _clock(at: dt.datetime, *, width: int = 1) -> str:
    half = "AM" if at.hour < _NOON else "PM"
    return f"{at.hour % _NOON or _NOON:0{width}d}:{at.minute:02d} {half}"
