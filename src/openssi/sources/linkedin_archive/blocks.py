"""Stretches of a file, column by column: a message file has millions of cells.

LinkedIn quotes every cell of its large files. A text of such rows, cut at its quotes, is by turns
what lies outside of a cell and what lies inside: as soon as all that lies outside is a comma or a
line end in the right place, the cells of a column are every so many pieces. That is exact, and
much faster than going through the text character by character. Any other row, and some after
it, are read one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Final

from openssi.sources.linkedin_archive.lines import Lines, line_ends

_SIZE: Final = 1 << 15
"""Characters read at once: few enough to stay close to the processor."""

_MAX_TEXT: Final = 1 << 18
"""Characters of a text; a row that does not end in it is read line by line, with limits."""

_ROWS: Final = 512
_MAX_DOUBLED: Final = 2048
"""Quotes inside of cells in one text; each of them costs a move of the pieces after it."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some rows of one file."""

    size: int
    """How many."""
    column: Callable[[int], Sequence[str]]
    """Gives the cells of a column by its place; a place of -1 gives empty ones."""
    line: Callable[[int], int]
    """Gives the line of the file on which a row of the block begins, from 1."""


def row_block(rows: Iterator[tuple[int, list[str]]]) -> Block | None:
    """Gather some rows that are read one by one, each with an empty cell at its end."""
    some = list(islice(rows, _ROWS))
    if not some:
        return None
    lines, cells = zip(*some, strict=True)
    columns = list(zip(*cells, strict=True))
    return Block(size=len(lines), column=columns.__getitem__, line=lines.__getitem__)


def quoted_blocks(lines: Lines, width: int) -> Iterator[Block]:
    """Yield rows as long as each has `width` cells, all in quotes; the rest is given back.

    Args:
        lines: The text, read up to the first of these rows.
        width: Cells of a row.
    """
    text = ""
    while more := lines.taken(_SIZE):
        text += more
        if len(text) > _MAX_TEXT:
            break
        pieces = text.split('"')
        whole = _whole_rows(pieces, width) or _whole_rows(_undoubled(pieces), width)
        if not whole:
            break
        yield _block(pieces, width, whole, lines.begun)
        rest = _written(pieces[1 + 2 * width * whole :])
        lines.passed(text[: len(text) - len(rest)])
        text = rest
    lines.give_back(text)


def _undoubled(pieces: list[str]) -> list[str]:
    """Put together, in place, the cells that hold quotes: those are doubled."""
    for place in reversed(_empty(pieces[2:-1:2])):
        inside = 2 * place + 1
        pieces[inside : inside + 3] = ['"'.join(pieces[inside : inside + 3 : 2])]
    return pieces


def _empty(outside: list[str]) -> list[int]:
    """Return the places of empty pieces, none where they are absurdly many."""
    places: list[int] = []
    place = -1
    with suppress(ValueError):
        while len(places) <= _MAX_DOUBLED:
            place = outside.index("", place + 1)
            places.append(place)
    return places if len(places) <= _MAX_DOUBLED else []


def _whole_rows(pieces: list[str], width: int) -> int:
    """Count the rows that are there to their end; none where any of the pieces is out of place.

    What a text ends in may go on in the next one.
    """
    rows = max(0, (len(pieces) - 2) // (2 * width))
    between = [*([","] * (width - 1)), "\n"] * rows
    plain = not pieces[0] and pieces[2 : 1 + 2 * width * rows : 2] == between
    return rows if plain else 0


def _written(pieces: list[str]) -> str:
    """Return the text of pieces that begin inside of a cell."""
    return '"' + '"'.join(piece.replace('"', '""') for piece in pieces)


def _block(pieces: list[str], width: int, rows: int, begun: int) -> Block:
    stride = 2 * width
    end = 1 + stride * rows

    def column(place: int) -> Sequence[str]:
        return [""] * rows if place < 0 else pieces[1 + 2 * place : end : stride]

    def line(row: int) -> int:
        return begun + 1 + line_ends('"'.join(pieces[1 : 1 + stride * row]))

    return Block(size=rows, column=column, line=line)
