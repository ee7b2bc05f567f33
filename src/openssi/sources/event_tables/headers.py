"""The header of a CSV file: what its columns are called, and what stands between them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from openssi.errors import SourceError
from openssi.sources.bounded import shown
from openssi.sources.container import unreadable

MAX_COLUMNS: Final = 2_000
"""Columns of a table."""

QUOTE: Final = '"'
"""What stands around a cell that holds a delimiter or a line break, and twice for itself."""

_DELIMITERS: Final = ",;\t|"
_LINE: Final = 1 << 18


@dataclass(frozen=True, kw_only=True)
class Header:
    """The first row of a CSV file."""

    names: tuple[str, ...]
    """Names of the columns, each different."""
    delimiter: str
    """What stands between two cells."""


def header_of(paths: Sequence[Path]) -> Header:
    """Return the header that all files of a table share.

    Raises:
        SourceError: One cannot be read or has none, or they differ.
    """
    first, *others = ((path, _header(path)) for path in paths)
    for path, header in others:
        if header != first[1]:
            raise SourceError(
                f"{shown(path.name)}: its columns are not those of {shown(first[0].name)}.",
                hint="give files of one table the same columns in the same order.",
            )
    return first[1]


def _header(path: Path) -> Header:
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            line = stream.readline(_LINE)
    except OSError as error:
        raise unreadable(path, error) from error
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        cells = next(csv.reader([line], delimiter=delimiter, quotechar=QUOTE), [])
    except csv.Error:
        cells = []
    if not any(cell.strip() for cell in cells) or len(cells) > MAX_COLUMNS:
        raise SourceError(
            f"{shown(path.name)}: its first line is no header of up to {MAX_COLUMNS:,} columns.",
            hint="export the table as CSV with a header.",
        )
    return Header(names=tuple(_different(cells)), delimiter=delimiter)


def _different(cells: Sequence[str]) -> Iterator[str]:
    """Name columns without a name, and number those that share one: in any capitals, they do."""
    taken: set[str] = set()
    for place, cell in enumerate(cells, 1):
        name = cell.strip() or f"column {place}"
        numbered = (f"{name} {number}" for number in range(2, MAX_COLUMNS + 2))
        free = next(
            one for one in (name, *islice(numbered, len(cells))) if one.lower() not in taken
        )
        taken.add(free.lower())
        yield free
