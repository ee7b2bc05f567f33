"""Columns of scores as short text: ten years of days in a few kilobytes."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator

from openssi.report.rounding import STEP

UNKNOWN = "."
ANEW = "-"
ALPHABET = "".join(
    sign
    for sign in string.digits + string.ascii_letters + string.punctuation
    if sign not in f"\"'\\<>&{UNKNOWN}{ANEW}"
)
"""Digits of the text: none of them means anything to HTML or JSON."""
NEAR = 3
"""Two steps in a row of up to so many tenths, up or down, are one character."""
SIDE = 2 * NEAR + 1
PAIRS = SIDE**2
REACH = (len(ALPHABET) - PAIRS - 1) // 2
"""A step of up to so many tenths, up or down, is one character."""


def packed(values: Iterable[float | None]) -> str:
    """Write each value as its step from the last one known.

    The first `PAIRS` characters are two steps, the others one; ``-`` and two characters stand for
    a value of its own, and ``.`` for none. The page's script reads it back.

    >>> packed([50.0, 50.1, None, 49.9])
    '-5,*.%'
    """
    return "".join(_paired(list(_steps(values))))


def _steps(values: Iterable[float | None]) -> Iterator[int | str]:
    """Yield a number for a step that one character holds, else what stands for the value."""
    last = None
    for value in values:
        tenths = None if value is None else round(value * STEP)
        if tenths is None:
            yield UNKNOWN
        elif last is not None and abs(tenths - last) <= REACH:
            yield tenths - last
        else:
            high, low = divmod(tenths, len(ALPHABET))
            yield ANEW + ALPHABET[high] + ALPHABET[low]
        last = last if tenths is None else tenths


def _paired(steps: list[int | str]) -> Iterator[str]:
    place = 0
    while place < len(steps):
        one, two = steps[place], steps[place + 1] if place + 1 < len(steps) else None
        if isinstance(one, str):
            yield one
        elif abs(one) <= NEAR and isinstance(two, int) and abs(two) <= NEAR:
            yield ALPHABET[SIDE * (one + NEAR) + two + NEAR]
            place += 1
        else:
            yield ALPHABET[PAIRS + one + REACH]
        place += 1
