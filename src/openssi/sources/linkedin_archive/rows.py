"""Rows of one file, turned into what its declaration makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyarrow as pa

from openssi.sources.linkedin_archive.blocks import Block
from openssi.sources.linkedin_archive.dates import BadDateError, instant_of
from openssi.sources.linkedin_archive.declared import Batch, Declared, Row
from openssi.sources.linkedin_archive.ledger import (
    BadRowError,
    IgnoredRowError,
    Ledger,
    too_many,
)
from openssi.sources.linkedin_archive.sheet import Sheet

MAX_ROWS: Final = 150_000
"""Rows of one file: LinkedIn allows 30,000 connections; 40 reactions on every day of ten years."""

MAX_TEXT: Final = 1 << 25
"""Characters of one file whose rows are kept; 150,000 reactions take half of it."""

EARLIEST: Final = instant_of(dt.date(2003, 5, 5))
"""LinkedIn opened on this day: nothing happened there before."""


LATER: Final = "dated after the archive was made"
"""Why a row is rejected that is newer than the name of its archive allows."""


def read_rows(
    sheet: Sheet, declared: Declared[Row], ledger: Ledger, *, latest: int, seen: set[int]
) -> Batch[Row]:
    """Read a file below its header; each row that cannot be used costs only itself.

    Args:
        sheet: The file, its header found.
        declared: What it is.
        ledger: Its account.
        latest: Instant after which nothing can have happened.
        seen: Fingerprints of the rows met, in files of this kind; they mean nothing outside of
            this run.
    """
    places, kept = declared.places(sheet.header), []
    sheet.bound(MAX_TEXT)
    for block in sheet.blocks():
        if ledger.rows > MAX_ROWS:
            raise too_many(ledger.file, MAX_ROWS, "rows")
        columns = declared.columns or _as_they_are
        cells = zip(*columns(*map(block.column, places)), strict=True)
        for one in _parsed(cells, block, declared, ledger, latest):
            known = len(seen)
            seen.add(hash(one))
            # Known early, a row that is said a million times takes no room.
            if len(seen) > known or declared.may_repeat:
                kept.append(one)
            else:
                ledger.duplicates += 1
    return Batch(ledger=ledger, rows=kept)


def _parsed(
    cells: Iterable[tuple[Any, ...]],
    block: Block,
    declared: Declared[Row],
    ledger: Ledger,
    latest: int,
) -> Iterator[Row]:
    """Yield what rows become; those that cannot be used, or should not, go into the account."""
    parse: Any = declared.parse
    is_dated = declared.is_dated
    for row, texts in enumerate(cells):
        try:
            one = parse(*texts)
            if is_dated and one[0] is not None and not EARLIEST <= one[0] < latest:
                check_time(one[0], latest)
        except IgnoredRowError as reason:
            ledger.ignore(str(reason))
        except (BadDateError, BadRowError) as reason:
            ledger.reject(block.line(row), str(reason))
        else:
            yield one


def _as_they_are(*columns: pa.Array) -> tuple[list[str], ...]:
    return tuple(column.to_pylist() for column in columns)


def check_time(at: int, latest: int) -> int:
    """Refuse what happened before LinkedIn opened or after the archive was made."""
    if at >= latest:
        raise BadRowError(LATER)
    if at < EARLIEST:
        raise BadRowError("dated before LinkedIn opened")
    return at
