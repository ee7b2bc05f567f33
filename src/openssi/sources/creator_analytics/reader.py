"""From an xlsx file of creator analytics to the canonical tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pyarrow as pa

from openssi import tables
from openssi.errors import SourceError
from openssi.sources.account import FileAccount, Imported
from openssi.sources.bounded import shown
from openssi.sources.creator_analytics import daily, one_post, top_posts
from openssi.sources.creator_analytics.order import order_of
from openssi.sources.creator_analytics.shapes import (
    ENGAGEMENTS,
    FOLLOWERS,
    IMPRESSIONS,
    Shape,
    shape_of,
)
from openssi.sources.creator_analytics.workbook import (
    MARKS,
    NotAWorkbookError,
    Worksheet,
    read_workbook,
)
from openssi.sources.linkedin_archive.activities import ActivityLog
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.zips import is_zip
from openssi.tables import Tables

NAME: Final = "LinkedIn creator analytics"
"""What this source is called."""

Sheets = Mapping[Shape, Worksheet]
"""The first sheet of each shape."""

_READ: Final = (Shape.ENGAGEMENT, Shape.TOP_POSTS, Shape.FOLLOWERS, Shape.ONE_POST)
_CLOSED: Final = {
    Shape.TOTALS: "totals of the whole period, which the daily numbers tell better",
    Shape.READERS: "who the readers are: no signal is measured from it",
}
_SHOWS: Final = {
    Shape.ENGAGEMENT: (IMPRESSIONS, ENGAGEMENTS),
    Shape.TOP_POSTS: ("post_published",),
    Shape.FOLLOWERS: (FOLLOWERS, "followers"),
}
_HINT: Final = (
    "give the xlsx file that LinkedIn's analytics page exports, aggregate or of a single post."
)


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file is an export of creator analytics, by what its sheets hold.

    An xlsx file that is damaged or too large is taken for one, so that reading it says why not.
    """
    if not is_zip(head) or not any(mark in head for mark in MARKS):
        return False
    try:
        return bool(_by_shape(read_workbook(path)).keys() & set(_READ))
    except NotAWorkbookError:
        return False
    except SourceError:
        return True


def read(path: Path, *, member_id: str) -> Imported:
    """Read an export into the canonical tables, with an account of every sheet and row.

    Args:
        path: The xlsx file as LinkedIn made it: aggregate or of a single post, in any language.
        member_id: Whose posts it is about.

    Raises:
        SourceError: It is damaged, or no export, or its days could mean two different stretches.
    """
    where = shown(path.name)
    book = read_workbook(path)
    sheets = _by_shape(book)
    if not sheets.keys() & set(_READ):
        raise SourceError(f"{where}: no sheet of creator analytics in it.", hint=_HINT)
    reading = _Reading(where, member_id, sheets)
    accounts = [_account(where, sheet, sheets, reading) for sheet in book]
    return Imported(
        source=NAME,
        archive=where,
        kind="aggregate" if reading.days.counted else "single post",
        member_id=member_id,
        tables=reading.tables(),
        seen_to=reading.seen_to,
        files=tuple(accounts),
        notes=tuple(reading.notes()),
    )


class _Reading:
    """What the sheets of one file tell together.

    Args:
        where: The file's name.
        member_id: Whose it is.
        sheets: Its sheets by what they hold.
    """

    def __init__(self, where: str, member_id: str, sheets: Sheets) -> None:
        self.ledgers = {
            shape: Ledger(f"{where}/{sheets[shape].name}") for shape in _READ if shape in sheets
        }
        self.days = daily.Days()
        self._where = where
        self._log = ActivityLog(member_id)
        self._order = order_of(where, sheets)
        self._followers: tuple[dt.date, int] | None = None
        self._received: list[dict[str, object]] = []
        self._entries = 0
        for shape in self.ledgers:
            self._take(shape, sheets[shape])

    def _take(self, shape: Shape, sheet: Worksheet) -> None:
        ledger = self.ledgers[shape]
        if shape is Shape.ONE_POST:
            self._received = one_post.tell_one_post(sheet, self._order, self._log, ledger)
        elif shape is Shape.TOP_POSTS:
            self._entries = max(map(len, top_posts.rankings(sheet)), default=0)
            top_posts.tell_posts(sheet, self._order, self._log, ledger)
        else:
            self._take_days(shape, sheet, ledger)

    def _take_days(self, shape: Shape, sheet: Worksheet, ledger: Ledger) -> None:
        if self._order is None:
            return
        daily.read_days(sheet, self._order, self.days, ledger)
        if shape is Shape.FOLLOWERS:
            self._followers = daily.followers_on(sheet, self._order, self.days.last)

    @property
    def seen_to(self) -> dt.date:
        """The last day that the file saw."""
        asked = (self.days.last, self._followers and self._followers[0])
        days = [day for day in asked if day]
        days = days or [one.last for one in self._closed() if one.last]
        if not days:
            raise SourceError(
                f"{self._where}: nothing in it is dated.",
                hint="choose a range of days on the analytics page and export again.",
            )
        return max(days)

    def _closed(self) -> list[FileAccount]:
        return [ledger.closed() for ledger in self.ledgers.values()]

    def tables(self) -> Tables:
        """Return the canonical tables."""
        told = [*self.days.rows(self._log.member_id), *self._received]
        return Tables(
            members=tables.from_rows("members", [self._member()]),
            connections=tables.from_rows("connections", []),
            activities=pa.concat_tables([self._log.table(), tables.from_rows("activities", told)]),
            coverage=tables.from_rows("coverage", list(self._coverage())),
        )

    def _member(self) -> dict[str, object]:
        day, followers = self._followers or (self.seen_to, None)
        return {"member_id": self._log.member_id, "seen_on": day, "followers": followers}

    def _coverage(self) -> Iterator[dict[str, object]]:
        spans = [(*span, "measured") for span in self.days.spans()]
        if 0 < self._entries < top_posts.LIMIT:
            spans += [
                ("post_published", first, last, "estimated")
                for kind, first, last in self.days.spans()
                if kind == IMPRESSIONS
            ]
        for kind, first, last, status in spans:
            yield {
                "member_id": self._log.member_id,
                "kind": kind,
                "observed_from": first,
                "observed_to": last,
                "status": status,
            }

    def notes(self) -> Iterator[str]:
        """Yield what a reader must know."""
        negative = sum(n < 0 for days in self.days.counted.values() for n in days.values())
        if negative:
            yield (
                f"{self._where}: {negative:,} {'day' if negative == 1 else 'days'} with a negative "
                "number, with which LinkedIn takes back what it counted before; sums stay right."
            )
        if self._received:
            yield (
                f"{self._where}: the export of one post says nothing of the others: it adds the "
                "split of what that post received, and no signal is measured from it alone."
            )
        if self._entries >= top_posts.LIMIT:
            yield (
                f"{self._where}: its rankings are full, so that posts may be missing: it does not "
                "show how often the member posts."
            )


def _by_shape(book: list[Worksheet]) -> dict[Shape, Worksheet]:
    found: dict[Shape, Worksheet] = {}
    for sheet in book:
        found.setdefault(shape_of(sheet), sheet)
    return found


def _account(where: str, sheet: Worksheet, sheets: Sheets, reading: _Reading) -> FileAccount:
    shape = next((shape for shape, one in sheets.items() if one is sheet), shape_of(sheet))
    if shape in _READ and sheets[shape] is sheet:
        return reading.ledgers[shape].closed(_SHOWS.get(shape, ()))
    file = f"{where}/{sheet.name}"
    if reason := _CLOSED.get(shape):
        return FileAccount(file=file, status="ignored", reason=reason)
    second = f"a second sheet of {shape.value}: not read"
    reason = second if shape in _READ else "not known to this version: not read"
    return FileAccount(file=file, status="unknown", reason=reason)
