"""Columns of scores as short text: ten years of days in a few kilobytes."""

from __future__ import annotations

import string
from collections.abc import Iterable

from openssi.report.rounding import STEP

ALPHABET = string.digits + string.ascii_letters
"""Digits of the text: none of them means anything to HTML or JSON."""
REACH = 30
"""A step of up to so many tenths, up or down, is one character."""
UNKNOWN = "."
ANEW = "-"


def packed(values: Iterable[float | None]) -> str:
    """Write each value as its step from the last one known.

    One character is a step of up to 30 tenths down or up; ``-`` and two characters stand for a
    value of its own, and ``.`` for none. The page's script reads it back.

    >>> packed([50.0, 50.1, None, 49.9])
    '-84v.s'
    """
    text, last = [], None
    for value in values:
        tenths = None if value is None else round(value * STEP)
        text.append(UNKNOWN if tenths is None else _step(last, tenths))
        last = last if tenths is None else tenths
    return "".join(text)


def _step(last: int | None, tenths: int) -> str:
    if last is not None and abs(tenths - last) <= REACH:
        return ALPHABET[tenths - last + REACH]
    high, low = divmod(tenths, len(ALPHABET))
    return ANEW + ALPHABET[high] + ALPHABET[low]
