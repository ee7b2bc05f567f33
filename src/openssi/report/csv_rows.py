"""Rows as CSV that a spreadsheet can open without running what strangers wrote."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence

_WIDE = "\uff1d\uff0b\uff0d\uff20"
FORMULA_STARTS = (*"=+-@\t\r\n", *_WIDE)
"""Some spreadsheets take the full-width signs for the others."""

Cell = str | float | int | None
Row = Mapping[str, Cell]


def csv_rows(columns: Sequence[str], rows: Iterable[Row], *, text: Collection[str]) -> str:
    """Rows with full precision, lines ending in a newline.

    Text that a spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers.
    Line breaks within a cell become spaces, so that every row is one line.

    Args:
        columns: The heads, in order.
        rows: What stands under each; a column that a row lacks is empty.
        text: Columns that hold text; nothing else is changed.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _neutral(cell) if key in text else cell for key, cell in row.items()})
    return out.getvalue()


def _neutral(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    guard = "'" if cell.startswith(FORMULA_STARTS) else ""
    return guard + cell.replace("\r", " ").replace("\n", " ")
