"""How long to wait before the next request, after one that was not answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST: Final = 120.0
"""Seconds that are sat through; LinkedIn's longest pauses last until midnight."""

_MOST_DIGITS: Final = 9


def backoff(attempt: int) -> float:
    """Return the seconds before the next attempt: 1, 2, 4 and so on, up to 30."""
    return float(min(1 << min(attempt, 5), 30))


def asked_for(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that ``Retry-After`` asks for, None where it does not tell.

    It holds a number or a date. The date is compared with the answer's own, so that a clock which
    runs wrong here does not matter.

    >>> asked_for({"retry-after": "30"})
    30.0
    """
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return float(text)
    until, since = _date(text), _date(headers.get("date", ""))
    if until is None or since is None:
        return None
    return max(0.0, (until - since).total_seconds())


def _date(text: str) -> dt.datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
