"""A stranger's xlsx file, opened so that it cannot take more room than an export needs.

Readers of xlsx lay a sheet out as wide and as high as its farthest cell, so that one cell in the
last corner asks for terabytes. The parts are therefore read and looked at here, each byte counted,
and only those that are as small as they should be are handed over, in an archive written anew.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import Final

from openssi.errors import SourceError
from openssi.sources.bounded import shown
from openssi.sources.container import Container, opened

MAX_ROWS: Final = 5_000
"""Rows of a sheet; a year of days has 366."""

MAX_COLUMNS: Final = 64
"""Columns of a sheet; the widest of an export has seven."""

MAX_SHEETS: Final = 40
"""Sheets of a file; an export has six."""

MAX_SHARES: Final = 50_000
"""Cells of all sheets that share a text with others; an export of a year has 4,000."""

MAX_STRING: Final = 2_000
"""Bytes of a text that cells may share: one of megabytes in thousands of cells fills any memory."""

MAX_TEXT: Final = 1 << 23
"""Bytes of all parts, unpacked; an export of a year has 200,000."""

MARKS: Final = (b"xl/workbook.xml", b"xl/worksheets/", b"xl/_rels/", b"xl/theme/", b"xl/styles.xml")
"""Names of parts, one of which stands in the first bytes of an xlsx file."""

_BOOK: Final = "xl/workbook.xml"
_PART: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(_rels/|worksheets/(_rels/)?)?[^/]+\.(xml|rels)",
    re.IGNORECASE,
)
_ROW: Final = re.compile(rb"<(?:[^\s<>/!?:]+:)?row[\s>/]")
_CELL: Final = re.compile(rb"<(?:[^\s<>/!?:]+:)?c[\s>/]")
_SHARES: Final = re.compile(rb"\st\s*=\s*[\"']s[\"']")
_SHARED: Final = re.compile(rb"<(?:[^\s<>/!?:]+:)?si[\s>/]")
_PLACE: Final = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)(\d*)[\"']")
_HINT: Final = "export it again from LinkedIn's analytics page, and do not edit it."


class NotAWorkbookError(SourceError):
    """The file is a ZIP of something else."""


Cell = object
"""A text, number, truth, date or time."""


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    """One sheet, every row of the same width."""

    name: str
    rows: list[list[Cell]]

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, an empty one where there is none."""
        cells = self.rows[row]
        cell = cells[column] if column < len(cells) else ""
        return cell.replace("\u00a0", " ").strip() if isinstance(cell, str) else ""


def read_workbook(path: Path) -> list[Worksheet]:
    """Read every sheet of an xlsx file.

    Raises:
        SourceError: It is damaged, encrypted, not an xlsx file, or far larger than an export.
    """
    try:
        with opened(path) as container:
            rewritten = _rewritten(container, shown(path.name))
    except SourceError as error:
        raise type(error)(error.what, hint=_HINT) from error
    return list(_sheets(rewritten, shown(path.name)))


def _rewritten(container: Container, where: str) -> io.BytesIO:
    if all(entry.path != _BOOK for entry in container.entries):
        raise NotAWorkbookError(f"{where}: not an xlsx file.")
    text, shares, written = MAX_TEXT, MAX_SHARES, io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for entry in container.entries:
            if not _PART.fullmatch(entry.path):
                continue
            with container.open(entry) as stream:
                part = stream.read(text + 1)
            text -= len(part)
            shares -= _count(_SHARES, part, MAX_SHARES)
            if text < 0 or shares < 0:
                most = (
                    f"{MAX_TEXT:,} bytes unpacked" if text < 0 else f"{MAX_SHARES:,} shared texts"
                )
                raise _too_large(where, most)
            _refuse_vast(part, where)
            archive.writestr(entry.path, part)
    written.seek(0)
    return written


def _refuse_vast(part: bytes, where: str) -> None:
    """Refuse a sheet that is laid out beyond all measure, and a text that would be repeated."""
    if _count(_ROW, part, MAX_ROWS) > MAX_ROWS:
        raise _too_large(where, f"{MAX_ROWS:,} rows in a sheet")
    if any(len(_CELL.findall(row)) > MAX_COLUMNS for row in _ROW.split(part)):
        raise _too_large(where, f"{MAX_COLUMNS} columns in a sheet")
    for place in _PLACE.finditer(part):
        column, row = place.groups()
        if len(row) > len(str(MAX_ROWS)) or int(row or 0) > MAX_ROWS:
            raise _too_large(where, f"{MAX_ROWS:,} rows in a sheet")
        if _number(column) > MAX_COLUMNS:
            raise _too_large(where, f"{MAX_COLUMNS} columns in a sheet")
    begins = (found.start() for found in _SHARED.finditer(part))
    if any(end - begin > MAX_STRING for begin, end in pairwise((*begins, len(part)))):
        raise _too_large(where, f"{MAX_STRING:,} bytes in a cell")


def _count(pattern: re.Pattern[bytes], part: bytes, most: int) -> int:
    """Count what a pattern finds, up to one more than there may be."""
    return sum(1 for _ in islice(pattern.finditer(part), most + 1))


def _number(letters: bytes) -> int:
    """Return the number of a column by its letters."""
    number = 0
    for letter in letters.upper()[:4]:
        number = number * 26 + letter - 64
    return number


def _too_large(where: str, what: str) -> SourceError:
    return SourceError(f"{where}: more than {what}.", hint=_HINT)


def _sheets(book: io.BytesIO, where: str) -> Iterator[Worksheet]:
    # Most commands never see an xlsx file: its reader is loaded when one comes.
    from python_calamine import CalamineError, load_workbook  # noqa: PLC0415

    left = MAX_TEXT
    try:
        workbook = load_workbook(book)
        if len(workbook.sheet_names) > MAX_SHEETS:
            raise _too_large(where, f"{MAX_SHEETS} sheets")
        for number, name in enumerate(workbook.sheet_names):
            sheet = workbook.get_sheet_by_index(number)
            rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            left -= sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
            if left < 0:
                raise _too_large(where, f"{MAX_TEXT:,} characters in its cells")
            yield Worksheet(name=shown(name), rows=rows)
    except (CalamineError, OSError, ValueError) as error:
        raise SourceError(f"{where}: a damaged xlsx file.", hint=_HINT) from error
