"""How dates are written, from DuckDB's letters to Java's, by which Spark reads them."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

_NUMBERS: Final = {"d": "d", "m": "M", "H": "H", "I": "h", "M": "m", "S": "s", "j": "D"}
"""Numbers of two digits, of the year's days three: a leading zero may be missing."""

_OTHERS: Final = {
    "Y": "yyyy",
    "y": "yy",
    "b": "MMM",
    "B": "MMMM",
    "p": "a",
    "g": "SSS",
    "f": "SSSSSS",
    "n": "SSSSSSSSS",
    "z": "[XXX][XX][X]",
}
_NEVER_SHORT: Final = frozenset("Yy")
_PART: Final = re.compile(r"%-?([A-Za-z])|((?:%%|[^%])+)|(%)")


def pattern(format_: str) -> str | None:
    """Return a format of DuckDB's `strptime` as a pattern of Java's; None where it has no like.

    >>> pattern("%d.%m.%Y %H:%M"), pattern("%Y%m%d"), pattern("%Y-%m-%dT%H:%M:%S%z")
    ('d.M.yyyy H:m', 'yyyyMMdd', "yyyy-M-d'T'H:m:s[XXX][XX][X]")
    >>> pattern("%A, %d")
    """
    parts = [(match[1] or "", match[2] or "") for match in _PART.finditer(format_)]
    if not all(text or letter in _NUMBERS or letter in _OTHERS for letter, text in parts):
        return None
    around = pairwise([("", ""), *parts, ("", "")])
    beside = [_is_number(one) and _is_number(other) for one, other in around]
    return "".join(_written(parts, beside))


def _written(parts: list[tuple[str, str]], beside: list[bool]) -> Iterator[str]:
    for place, (letter, text) in enumerate(parts):
        if text:
            yield _literal(text.replace("%%", "%"))
        elif letter in _NUMBERS:
            wide = 3 if letter == "j" else 2
            yield _NUMBERS[letter] * (wide if beside[place] or beside[place + 1] else 1)
        else:
            yield _OTHERS[letter]


def _is_number(part: tuple[str, str]) -> bool:
    return part[0] in _NUMBERS or part[0] in _NEVER_SHORT


def _literal(text: str) -> str:
    is_plain = not re.search(r"[A-Za-z'\[\]{}#]", text)
    return text if is_plain else "'" + text.replace("'", "''") + "'"
