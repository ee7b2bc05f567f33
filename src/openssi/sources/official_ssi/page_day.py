"""The day on which a page was saved, where the file itself says so."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import Final

_HEAD: Final = 1 << 14
_SINGLE_FILE: Final = re.compile(
    r"saved date: \w{3} (\w{3}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})", re.ASCII
)
"""What the widespread browser extension SingleFile writes at the top of a page."""


def saved_on(text: str) -> dt.date | None:
    """Return the UTC day that a saved page names at its top, or None.

    >>> saved_on("<!-- saved date: Sat Nov 21 2026 00:30:00 GMT+0100 (CET) -->")
    datetime.date(2026, 11, 20)
    """
    found = _SINGLE_FILE.search(text[:_HEAD])
    if not found:
        return None
    month, day, year, clock, zone = found.groups()
    try:
        moment = parsedate_to_datetime(f"{day} {month} {year} {clock} {zone}")
    except ValueError:
        return None
    return moment.astimezone(dt.UTC).date()
