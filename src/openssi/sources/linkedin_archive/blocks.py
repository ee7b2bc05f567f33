"""Stretches of a file, column by column: a message file has millions of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

import pyarrow as pa

_ROWS: Final = 16
_SIZE: Final = 1 << 19
"""Characters gathered, by so many rows at a time."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some rows of one file."""

    size: int
    """How many."""
    column: Callable[[int], pa.Array]
    """Gives the texts of a column by its place; a place of -1 gives empty ones."""
    line: Callable[[int], int]
    """Gives the line of the file on which a row of the block begins, from 1."""


def row_block(rows: Iterator[tuple[int, list[str]]]) -> Block | None:
    """Gather some rows that are read one by one, each with an empty cell at its end."""
    some: list[tuple[int, list[str]]] = []
    left = _SIZE
    while left > 0 and (more := list(islice(rows, _ROWS))):
        some += more
        left -= sum(len(cell) for _, row in more for cell in row)
    if not some:
        return None
    lines, cells = zip(*some, strict=True)
    columns = list(zip(*cells, strict=True))
    return Block(
        size=len(lines),
        column=lambda place: pa.array(columns[place], pa.string()),
        line=lines.__getitem__,
    )
