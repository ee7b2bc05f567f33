"""Numbers as spreadsheets and exports of many languages write them."""

from __future__ import annotations

import math
import re
from typing import Final

_BLANK: Final = frozenset({"", "-", "\u2013", "\u2014", "n/a", "na", "null", "none"})
"""What stands in a cell that tells nothing; it is unknown, never 0."""

_GROUPED: Final = re.compile(r"([+-]?)(\d{1,3})((?:[.,'\u2019\s]\d{3})+|\d*)(?:[.,]0{1,2})?")
"""An integer; what stands before each three of its digits depends on the language."""

_DECIMAL: Final = re.compile(r"\d{1,3}(?:[.,]\d{1,9})?")
_LARGEST: Final = 10**12
_MINUS: Final = str.maketrans({"\u2212": "-", "\u200e": "", "\u200f": ""})


class BadNumberError(ValueError):
    """The cell holds something else than a number of the kind asked for."""


def is_blank(cell: object) -> bool:
    """Say whether a cell tells nothing."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in _BLANK)


def count_in(cell: object) -> int | None:
    """Return the whole number in a cell, or None where the cell tells nothing.

    >>> count_in("1,234"), count_in("1.234"), count_in("1'006"), count_in("-28"), count_in(" ")
    (1234, 1234, 1006, -28, None)

    Raises:
        BadNumberError: It holds anything else.
    """
    if is_blank(cell):
        return None
    if isinstance(cell, str):
        return _checked(_grouped(cell))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise BadNumberError
    if not math.isfinite(cell) or cell != int(cell):
        raise BadNumberError
    return _checked(int(cell))


def score_in(cell: str) -> float | None:
    """Return a number of at most three digits before the point, or None where there is none.

    >>> score_in("53.25"), score_in("53,25"), score_in("")
    (53.25, 53.25, None)

    Raises:
        BadNumberError: The text is anything else.
    """
    if is_blank(cell):
        return None
    if not _DECIMAL.fullmatch(cell.strip()):
        raise BadNumberError
    return float(cell.strip().replace(",", "."))


def _grouped(text: str) -> int:
    found = _GROUPED.fullmatch(text.strip().translate(_MINUS))
    if not found:
        raise BadNumberError
    marks = {c for c in found[3] if not c.isdecimal()}
    if len(marks) > 1:
        raise BadNumberError
    digits = "".join(c for c in found[2] + found[3] if c.isdecimal())
    if len(digits) > len(str(_LARGEST)):
        raise BadNumberError
    return int(found[1] + digits)


def _checked(number: int) -> int:
    if abs(number) > _LARGEST:
        raise BadNumberError
    return number
