"""Rows of one file, turned into what its declaration makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from operator import itemgetter
from typing import Any, Final

from openssi.sources.linkedin_archive.dates import BadDateError, instant_of
from openssi.sources.linkedin_archive.declared import Batch, Declared, Row
from openssi.sources.linkedin_archive.ledger import BadRowError, IgnoredRowError, Ledger
from openssi.sources.linkedin_archive.sheet import Sheet

_EARLIEST: Final = instant_of(dt.date(2003, 5, 5))
"""LinkedIn opened on this day: nothing happened there before."""


def read_rows(sheet: Sheet, declared: Declared[Row], ledger: Ledger, latest: int) -> Batch[Row]:
    """Read a file below its header; each row that cannot be used costs only itself.

    Args:
        sheet: The file, its header found.
        declared: What it is.
        ledger: Its account.
        latest: Instant after which nothing can have happened.
    """
    cells, parse = _cells(declared.places(sheet.header)), declared.parse
    is_dated = declared.is_dated
    kept: list[Row] = []
    for line, row in sheet.rows():
        try:
            one: Any = parse(*cells(row))
            if is_dated and one[0] is not None and not _EARLIEST <= one[0] < latest:
                _refuse_time(one[0], latest)
        except IgnoredRowError as reason:
            ledger.ignore(str(reason))
        except (BadDateError, BadRowError) as reason:
            ledger.reject(line, str(reason))
        else:
            kept.append(one)
    return Batch(ledger=ledger, rows=kept)


def _cells(places: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    """Return what picks the declared cells out of a row, whose last cell is always empty."""
    if len(places) == 1:
        place = places[0]
        return lambda row: (row[place],)
    return itemgetter(*places)


def _refuse_time(at: int, latest: int) -> None:
    """Refuse what happened before LinkedIn opened or after the archive was made."""
    if at >= latest:
        raise BadRowError("dated after the archive was made")
    raise BadRowError("dated before LinkedIn opened")
