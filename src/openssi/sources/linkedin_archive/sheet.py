"""One CSV file of the archive as a stream of rows, whatever its encoding and dialect.

Files come in UTF-8 as LinkedIn writes them, with a byte order mark or in UTF-16 where another
program saved them, and with stray Windows-1252 bytes. A broken row costs that row, not the file.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from openssi.sources.linkedin_archive.blocks import Block, row_block
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.linkedin_archive.lines import MAX_LINE, Lines, refuse_endless, refuse_long
from openssi.sources.linkedin_archive.plain import PlainRows
from openssi.sources.linkedin_archive.regained import Regained

if TYPE_CHECKING:
    import _csv

MAX_FIELD: Final = MAX_LINE
"""Characters in one field; LinkedIn allows 8,000 in a message."""

_HEAD: Final = 1 << 20
_HEADER_WITHIN: Final = 20
_MAX_COLUMNS: Final = 1000
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_FALLBACK: Final = "openssi-windows-1252"
_ESCAPED: Final = re.compile(r"\\.", re.DOTALL)

BROKEN: Final = ("a quote that is never closed", "quotes that do not match")
"""Reasons for a rejected row that tell of damage: rows around it may be lost as well."""

_TOO_LONG: Final = f"a field of more than {MAX_FIELD:,} characters"
_LONG_LINE: Final = f"a line of more than {MAX_LINE:,} characters"


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 as the encoding that careless programs leave behind."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_FALLBACK, _windows_1252)


class Sheet:
    """A CSV file that is open for reading.

    Args:
        stream: Its bytes.
        ledger: Where rows are counted, and broken ones kept.
        backslash: Whether quotes inside a field may be escaped with a backslash.
    """

    def __init__(self, stream: io.BufferedReader, ledger: Ledger, *, backslash: bool) -> None:
        csv.field_size_limit(MAX_FIELD)
        self._stream = stream
        self._ledger = ledger
        self._head = stream.read(_HEAD)
        self._encoding = _encoding(self._head)
        self._delimiter = _delimiter(self._head[:4096].decode(self._encoding, "replace"))
        self._backslash = backslash
        self._most = sys.maxsize
        self._taken = 0
        self._begin(self._head, 0)
        self.header: list[str] = []
        """Cells of the header row, once found."""

    def _begin(self, front: bytes, begun: int) -> None:
        """Read lines from here on: from bytes that were read already, and what follows them."""
        self._source = Regained(front, self._stream)
        source = io.BufferedReader(self._source)
        text = io.TextIOWrapper(source, self._encoding, errors=_FALLBACK, newline="")
        self._lines = Lines(text, self._ledger.file, begun)

    @property
    def read(self) -> int:
        """Characters read; of stretches, bytes."""
        return self._taken + self._lines.read

    def bound(self, most: int) -> None:
        """Allow only so many characters: those of rows that are kept take memory."""
        self._most = self._lines.most = most

    def headers(self) -> Iterator[list[str]]:
        """Yield the first rows, one of which should be the header; each becomes `header`."""
        for _, row in islice(self._records(), _HEADER_WITHIN):
            if len(row) <= _MAX_COLUMNS:
                self.header = row
                yield row

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows below the header with the line on which each begins.

        Every row ends in one empty cell more than the header has, for columns that are not there.
        """
        width, ledger = len(self.header), self._ledger
        for line, row in self._records():
            ledger.rows += 1
            if len(row) == width or self._fits(line, row, width):
                row.append("")
                yield line, row

    def blocks(self) -> Iterator[Block]:
        """Yield the rows below the header in stretches, column by column.

        The column after the last is empty, for columns that are not there.
        """
        if self._may_be_plain():
            yield from self._plain_blocks()
        while block := row_block(self.rows()):
            yield block

    def _may_be_plain(self) -> bool:
        is_usual = self._delimiter == "," and not self._backslash and len(self.header) > 1
        return is_usual and self._encoding.startswith("utf-8") and not self._source.is_past_front

    def _plain_blocks(self) -> Iterator[Block]:
        ledger, begun = self._ledger, self._lines.begun
        front = self._head[_length_of(begun, self._head) :]
        plain = PlainRows(front, self._stream, len(self.header), begun)
        for block in plain:
            ledger.rows += block.size
            refuse_long(ledger.file, plain.read, self._most)
            yield block
            refuse_endless(ledger.file, plain.begun)
        self._taken = plain.read
        self._encoding = "utf-8"  # a byte order mark stands only at the very beginning
        self._begin(plain.rest, plain.begun)
        self._lines.most = self._most - self._taken

    def _fits(self, line: int, row: list[str], width: int) -> bool:
        """Cut empty cells that are too many, or reject a row of another width."""
        if len(row) > width and not any(row[width:]):
            del row[width:]
            return True
        self._ledger.reject(line, f"{len(row)} columns where the header has {width}")
        return False

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        lines = self._lines
        while True:
            before = lines.begun
            reader = self._reader()
            try:
                for row in reader:
                    line = lines.number
                    lines.begun = before + reader.line_num
                    if lines.ends_cut():
                        self._broken(line, _LONG_LINE)
                        lines.pass_line()
                        break
                    if row:
                        yield line, row
                else:
                    return
            except csv.Error as error:
                line = lines.number
                self._broken(line, self._passed(error, before + reader.line_num - lines.begun))

    def _passed(self, error: csv.Error, lines: int) -> str:
        """Move past a row that is not CSV, and return what is wrong with it."""
        reason = _complaint(error)
        if reason != _TOO_LONG:
            self._lines.give_up(lines)
        elif not self._lines.pass_over(self._quotes):
            reason = BROKEN[0]
        return reason

    def _quotes(self, text: str) -> int:
        return (_ESCAPED.sub("", text) if self._backslash else text).count('"')

    def _broken(self, line: int, reason: str) -> None:
        """Reject a row that is not CSV; above the header it is no row."""
        if self.header:
            self._ledger.rows += 1
            self._ledger.reject(line, reason)

    def _reader(self) -> _csv.Reader:
        escape = "\\" if self._backslash else None
        return csv.reader(
            iter(self._lines), delimiter=self._delimiter, escapechar=escape, strict=True
        )


def _encoding(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if len(head) > 1 and head[1] == 0:
        return "utf-16-le"
    return "utf-8"


def _length_of(lines: int, text: bytes) -> int:
    """Return how many bytes so many lines take at the beginning of a text."""
    ends = islice(_LINE_END.finditer(text), lines - 1, None)
    return next((end.end() for end in ends), len(text))


def _delimiter(head: str) -> str:
    """Return what separates the cells: a comma as LinkedIn writes, or what another program did."""
    lines = head.splitlines()[:4]
    return max(",\t;", key=lambda mark: max((line.count(mark) for line in lines), default=0))


def _complaint(error: csv.Error) -> str:
    text = str(error)
    if "field larger" in text:
        return _TOO_LONG
    if "unexpected end" in text:
        return BROKEN[0]
    return BROKEN[1]
