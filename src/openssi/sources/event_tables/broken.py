"""Lines of a CSV file: those that are not CSV, and on which line a numbered row begins.

DuckDB numbers rows, not lines: a cell may hold line breaks. Where a row must be named, the file is
walked through once more.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from openssi.errors import SourceError
from openssi.sources.account import Rejected
from openssi.sources.event_tables.headers import QUOTE, header_of
from openssi.sources.event_tables.inputs import MAX_BROKEN, REJECTS, Input

QUOTES: Final = "quotes that do not match"
"""Why a row is broken that may have taken rows after it along."""

_WORDS: Final = {
    "MISSING COLUMNS": "fewer columns than the header has",
    "TOO MANY COLUMNS": "more columns than the header has",
    "UNQUOTED VALUE": QUOTES,
    "LINE SIZE OVER MAXIMUM": "a line that is too long",
    "INVALID ENCODING": "characters that are not UTF-8",
}
_MAX_CELL: Final = 1 << 22
_WALKED: Final = 512 << 20
"""Bytes of a file up to which it is walked through for the sake of lines."""


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A row that is not CSV."""

    record: int
    """Its number in the file, the header's being 1."""
    rejected: Rejected


def reason_of(kind: str) -> str:
    """Return why a row is no CSV, by DuckDB's kind of complaint.

    >>> reason_of("MISSING COLUMNS")
    'fewer columns than the header has'
    """
    return _WORDS.get(kind, "it is not CSV")


def broken_rows(source: Input, rows: int, connection: duckdb.DuckDBPyConnection) -> list[Broken]:
    """Return the rows that are no CSV, of the scans so far, and forget them.

    Raises:
        SourceError: There are so many that it is another kind of file.
    """
    if source.form != "csv":
        return []
    found = connection.execute(
        f"SELECT r.line, min(error_type::VARCHAR) FROM {REJECTS} r GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    connection.execute(f"DELETE FROM {REJECTS}")
    if len(found) >= MAX_BROKEN:
        raise SourceError(
            f"{source.label}: more than {MAX_BROKEN:,} rows that are not CSV.",
            hint="export the table again, as CSV in UTF-8 with a header.",
        )
    lines = lines_by_record(source, [int(record) for record, _ in found], rows + len(found))
    return [
        Broken(
            record=int(record),
            rejected=Rejected(line=lines[int(record)], reason=reason_of(str(kind))),
        )
        for record, kind in found
    ]


def lines_of(
    source: Input, rows: Sequence[int], broken: Sequence[Broken], taken: int
) -> dict[int, int]:
    """Return the line on which each row begins, of rows as DuckDB numbers those that it took.

    Args:
        source: The file.
        rows: Their numbers, in order.
        broken: The rows that it did not take.
        taken: How many rows it took in all.
    """
    if source.form != "csv":
        return {row: row for row in rows}
    records = dict(zip(rows, _records(rows, [one.record for one in broken]), strict=True))
    lines = lines_by_record(source, list(records.values()), taken + len(broken))
    return {row: lines[record] for row, record in records.items()}


def _records(rows: Sequence[int], broken: Sequence[int]) -> Iterator[int]:
    """Count the header and the broken rows in, which lie before each row; both are in order."""
    skipped = 0
    for row in rows:
        while skipped < len(broken) and broken[skipped] <= row + 1 + skipped:
            skipped += 1
        yield row + 1 + skipped


def lines_by_record(source: Input, records: Sequence[int], rows: int) -> dict[int, int]:
    """Return the line on which each record of a single file begins; else the record's number.

    A file of as many lines as records, the header with them, has each on its own.
    """
    wanted = set(records)
    path = source.paths[0]
    is_far = len(source.paths) > 1 or path.stat().st_size > _WALKED
    if not wanted or is_far or _lines(path) == rows + 1:
        return {record: record for record in wanted}
    known = {record: line for record, line in _walked(path, max(wanted)) if record in wanted}
    return {record: known.get(record, record) for record in wanted}


def _lines(path: Path) -> int:
    last, lines = b"\n", 0
    with path.open("rb") as stream:
        while part := stream.read(1 << 20):
            lines += part.count(b"\n")
            last = part[-1:]
    return lines + (last != b"\n")


def _walked(path: Path, last: int) -> Iterator[tuple[int, int]]:
    delimiter = header_of([path]).delimiter
    csv.field_size_limit(_MAX_CELL)
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        reader = csv.reader(
            (line.replace("\0", "") for line in stream), delimiter=delimiter, quotechar=QUOTE
        )
        record, begins = 0, 1
        try:
            for row in reader:
                if row:
                    record += 1
                    yield record, begins
                begins = reader.line_num + 1
                if record >= last:
                    return
        except csv.Error:
            return
