"""What a file that cannot be read is like, by the rows in which its header should be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from openssi.sources.linkedin_archive.catalog import PARSED
from openssi.sources.linkedin_archive.declared import Declared

_TELLING: Final = 3
"""Columns that are enough to be like a file; fewer must be all that there are."""


def lookalikes(headers: Sequence[list[str]]) -> list[Declared[Any]]:
    """Return the files that one of another name may be: their columns do not tell them apart."""
    return [one for one in PARSED if any(_is_like(one, header) for header in headers)]


def _is_like(declared: Declared[Any], header: list[str]) -> bool:
    if declared.missing(header):
        return False
    return len(declared.needed) >= _TELLING or len(declared.found(header)) == len(header)


def closest(declared: Declared[Any], headers: Sequence[list[str]]) -> list[str]:
    """Return the row that has most of a file's columns, the first of several."""
    return max(headers, key=lambda header: len(declared.found(header)), default=[])


def usual_name(declared: Declared[Any]) -> str:
    """Return the name under which a file is known.

    >>> usual_name(PARSED[0])
    'profile.csv'
    """
    return f"{declared.stems[0]}.csv"
