"""Rows that are plain CSV, read in stretches and column by column: a message file is large.

Readers of CSV differ in what they make of a quote out of place, and in nothing else. Where a
pattern shows that a stretch has none, and that each row has the cells of the header, the fastest
reader may take it. What comes after the first stretch that is not plain is left to the reader of
rows, who knows what to do with it.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from openssi.sources.linkedin_archive.blocks import Block
from openssi.sources.linkedin_archive.lines import MAX_LINE, line_ends

_SIZE: Final = 1 << 20
"""Bytes read at once: many enough for what each stretch costs, few enough for memory."""

_CELL: Final = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'


class PlainRows:
    """The rows at the beginning of a stream, as far as they are plain.

    Args:
        front: Bytes that were read already, from the first of these rows on.
        stream: The bytes after them, in UTF-8.
        width: Cells of a row, two at least: in a single column an empty line may be a row.
        begun: Lines before the first of these rows.
    """

    def __init__(self, front: bytes, stream: io.BufferedIOBase, width: int, begun: int) -> None:
        self._stream = stream
        self._width = width
        self.rest = front
        """What was read and is in no stretch."""
        self.begun = begun
        """Lines before the rest."""
        self.read = 0
        """Bytes of the stretches."""

    def __iter__(self) -> Iterator[Block]:
        """Yield the stretches up to the first that is not plain."""
        first, second = self._whole_rows(), self._whole_rows()
        stretches = self._beside(first, second) if second else self._at_once(first)
        for text, table in stretches:
            self.read += len(text)
            yield _block(table, self.begun)
            self.begun += line_ends(text)

    def _at_once(self, text: bytes) -> Iterator[tuple[bytes, pa.Table]]:
        """Yield the only stretch: a small file is read before a thread has begun."""
        table = _parsed(text, self._width)
        if table is None:
            self.rest = text + self.rest
        else:
            yield text, table

    def _beside(self, text: bytes, coming: bytes) -> Iterator[tuple[bytes, pa.Table]]:
        """Yield stretches; while one is in use, the next is taken apart, and one more read."""
        with ThreadPoolExecutor(max_workers=2) as workers:
            cells = workers.submit(_parsed, text, self._width)
            following = workers.submit(lambda: coming)
            while (table := cells.result()) is not None:
                done, text = text, following.result()
                cells = workers.submit(_parsed, text, self._width)
                following = workers.submit(self._whole_rows)
                yield done, table
            self.rest = text + following.result() + self.rest

    def _whole_rows(self) -> bytes:
        """Read on, and return the rows that are there to their end."""
        text = self.rest + self._stream.read(_SIZE)
        end = _end_of_rows(text)
        self.rest = text[end:]
        return text[:end]


def _end_of_rows(text: bytes) -> int:
    """Return where the last whole row ends: a line end with an even number of quotes before it."""
    end = text.rfind(b"\n") + 1
    is_inside = text.count(b'"', 0, end) % 2
    while is_inside and end:
        before = text.rfind(b"\n", 0, end - 1) + 1
        is_inside ^= text.count(b'"', before, end) % 2
        end = before
    return end


def _parsed(text: bytes, width: int) -> pa.Table | None:
    """Return the cells of some rows, or None where there are none or they are not plain."""
    if text.startswith(codecs.BOM_UTF8):
        return None
    if not pc.match_substring_regex(pa.array([text], pa.binary()), _rows(width))[0].as_py():
        return None
    names = [str(place) for place in range(width)]
    try:
        table = csv.read_csv(
            pa.BufferReader(text),
            csv.ReadOptions(use_threads=False, block_size=len(text) + 1, column_names=names),
            csv.ParseOptions(newlines_in_values=True),
            csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    return None if any(map(_is_huge, table.columns)) else table.combine_chunks()


@cache
def _rows(width: int) -> str:
    return rf"^(?:{_CELL}(?:,{_CELL}){{{width - 1}}}\r?\n)+$"


def _is_huge(cells: pa.ChunkedArray) -> bool:
    """Say whether a cell may be longer than any is allowed to be."""
    return bool(cells.nbytes > MAX_LINE and pc.max(pc.binary_length(cells)).as_py() > MAX_LINE)


def _block(table: pa.Table, begun: int) -> Block:
    size = table.num_rows

    @cache
    def starts() -> list[int]:
        ends = pa.array([1] * size, pa.int32())
        for cells in table.columns:
            ends = pc.add(ends, _line_ends(cells.chunk(0)))
        return [begun + 1, *pc.add(pc.cumulative_sum(ends), begun + 1).to_pylist()]

    def column(place: int) -> pa.Array:
        return pa.array([""] * size) if place < 0 else table.column(place).chunk(0)

    return Block(size=size, column=column, line=lambda row: starts()[row])


def _line_ends(cells: pa.Array) -> pa.Array:
    """Count the ends of lines inside of each cell, in any of the three ways to write them."""
    lf, cr, both = (pc.count_substring(cells, pattern=mark) for mark in ("\n", "\r", "\r\n"))
    return pc.subtract(pc.add(lf, cr), both)
