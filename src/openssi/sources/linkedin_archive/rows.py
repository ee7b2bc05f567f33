"""Rows of one file, turned into what its declaration makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from operator import itemgetter
from typing import Any, Final

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
    cells, is_dated = _cells(declared.places(sheet.header)), declared.is_dated
    may_repeat, known = declared.may_repeat, len(seen)
    parse: Any = declared.parse
    kept: list[Row] = []
    sheet.bound(MAX_TEXT)
    for line, row in sheet.rows():
        try:
            one: Any = parse(*cells(row))
            if is_dated and one[0] is not None and not EARLIEST <= one[0] < latest:
                check_time(one[0], latest)
        except IgnoredRowError as reason:
            ledger.ignore(str(reason))
        except (BadDateError, BadRowError) as reason:
            ledger.reject(line, str(reason))
        else:
            # Known early, a row that is said a million times takes no room.
            seen.add(hash(one))
            if len(seen) > known or may_repeat:
                known = len(seen)
                kept.append(one)
            else:
                ledger.duplicates += 1
        if ledger.rows > MAX_ROWS:
            raise too_many(ledger.file, MAX_ROWS, "rows")
    return Batch(ledger=ledger, rows=kept)


def _cells(places: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    """Return what picks the declared cells out of a row, whose last cell is always empty."""
    if len(places) == 1:
        place = places[0]
        return lambda row: (row[place],)
    return itemgetter(*places)


def check_time(at: int, latest: int) -> int:
    """Refuse what happened before LinkedIn opened or after the archive was made."""
    if at >= latest:
        raise BadRowError("dated after the archive was made")
    if at < EARLIEST:
        raise BadRowError("dated before LinkedIn opened")
    return at
