"""The activity export: one row for each search, view, saved lead and message of every seat.

Whom an activity concerned is told by a key of its own, which names nobody: messages therefore count
as something done on a day, never as people written to, and an unanswered message is nowhere told
from an answered one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from openssi import tables
from openssi.errors import SourceError
from openssi.sources.bounded import shown
from openssi.sources.linkedin_archive.blocks import Block
from openssi.sources.linkedin_archive.dates import BadDateError, date_of, stamp
from openssi.sources.linkedin_archive.declared import normal_column
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.linkedin_archive.rows import EARLIEST
from openssi.sources.linkedin_archive.sheet import Sheet
from openssi.sources.sales_navigator.members import NOT_IN_ROSTER
from openssi.sources.sales_navigator.roster import Person, Roster
from openssi.sources.sales_navigator.sheets import own_hint

MAX_ROWS: Final = 1_000_000
"""Rows of an export; 500 seats for a quarter."""

KIND_OF: Final[Mapping[str, str]] = {
    "SEARCH_PERFORMED": "advanced_search_performed",
    "PROFILE_VIEWED": "profile_viewed",
    "SAVED_LEAD": "lead_saved",
    "SAVED_ACCOUNT": "account_saved",
    "MESSAGE_SENT": "message_sent",
    "INMAIL_SENT": "inmail_sent",
}
"""A search in Sales Navigator is one with its filters."""

SHOWN: Final = ("advanced_search_performed", "profile_viewed", "lead_saved", "account_saved")
"""Kinds that the export shows wholly, and of which no signal asks whom they concerned."""

_NEEDED: Final = ("activityid", "activitytype", "createdat", "seatid")
_COLUMNS: Final = (*_NEEDED, "memberidentitykey")
_MESSAGES: Final = ("message_sent", "inmail_sent")
_KEPT: Final = ("activity_id", "member_id", "kind", "occurred_at", "counterpart_id")
_IGNORED: Final = {
    "CONNECTION_MADE": "a connection: the data archive tells it, and with whom",
}
_UNKNOWN: Final = "a type of activity that is not known to this version"
_OWN: Final = "sales-navigator:"
_STAMP: Final = r"^\d\d-\d\d-\d{4} \d\d:\d\d:\d\d(?: UTC)?$"
_PARTS: Final = re.compile(r"(\d\d)-(\d\d)-(\d{4}) (\d\d:\d\d:\d\d)(?: UTC)?", re.ASCII)
_LATEST: Final = int(dt.datetime(2100, 1, 1, tzinfo=dt.UTC).timestamp()) * 1_000_000


@dataclass(kw_only=True)
class Export:
    """What an export tells, while it is read."""

    tables: list[pa.Table] = field(default_factory=list)
    """Activities of members whom the roster names."""
    people: dict[str, Person] = field(default_factory=dict)
    """Members met, by their id."""
    waiting: dict[str, None] = field(default_factory=dict)
    """Seats of whom nothing says who they are."""
    span: tuple[int, int] | None = None
    """The first and the last instant of anything, whoever did it."""

    def activities(self) -> pa.Table:
        """Return the canonical table."""
        return pa.concat_tables([tables.from_rows("activities", []), *self.tables])

    def days(self) -> tuple[dt.date, dt.date] | None:
        """Return the first and the last day of the export."""
        return (date_of(self.span[0]), date_of(self.span[1])) if self.span else None

    def coverage(self) -> Iterator[dict[str, object]]:
        """Yield what was seen of each member who did anything."""
        first, last = self.days() or (None, None)
        for member_id in self.people:
            for kind in SHOWN:
                yield {
                    "member_id": member_id,
                    "kind": kind,
                    "observed_from": first,
                    "observed_to": last,
                    "status": "measured",
                }


def is_export(header: list[str]) -> bool:
    """Say whether a row is the header of an activity export."""
    return set(_NEEDED) <= {normal_column(cell) for cell in header}


def read_export(sheet: Sheet, roster: Roster | None, ledger: Ledger) -> Export:
    """Read an export below its header.

    Raises:
        SourceError: It has more rows than an export can have.
    """
    cells = [normal_column(cell) for cell in sheet.header]
    places = [cells.index(name) if name in cells else -1 for name in _COLUMNS]
    reader = _Reader(roster, ledger)
    with own_hint():
        for block in sheet.blocks():
            if ledger.rows > MAX_ROWS:
                raise SourceError(f"{ledger.file}: more than {MAX_ROWS:,} rows.")
            reader.take(block, places)
    if reader.export.span:
        ledger.dates(reader.export.span)
    return reader.export


class _Reader:
    """Rows of an export, taken in stretches."""

    def __init__(self, roster: Roster | None, ledger: Ledger) -> None:
        self.export = Export()
        self._ledger = ledger
        self._roster = roster
        self._seats: dict[str, str | None] = {}
        self._seen: set[str] = set()

    def take(self, block: Block, places: list[int]) -> None:
        """Take a stretch of rows, whose columns stand at the places of `_COLUMNS`."""
        ids, types, times, seats, others = (block.column(place) for place in places)
        ids, at = pc.utf8_trim_whitespace(ids), _instants(times)
        kinds, members = _looked_up(types, _kind), _looked_up(seats, self._member_id)
        is_whole = pc.and_(pc.not_equal(ids, ""), pc.is_valid(at))
        self._widen(at.filter(is_whole))
        self._reject(block, ids, is_whole)
        is_kind = pc.and_(is_whole, pc.is_valid(kinds))
        self._ignore(types.filter(pc.and_not(is_whole, is_kind)))
        is_used = pc.and_(is_kind, pc.is_valid(members))
        if waiting := pc.sum(pc.and_not(is_kind, is_used)).as_py():
            self._ledger.ignored[NOT_IN_ROSTER] += waiting
        used = pa.table([ids, members, kinds, at, others], names=list(_KEPT)).filter(is_used)
        self._keep(used)

    def _reject(self, block: Block, ids: pa.Array, is_whole: pa.Array) -> None:
        for row in pc.indices_nonzero(pc.invert(is_whole)).to_pylist():
            has_id = bool(ids[row].as_py())
            what = "no time like '10-31-2026 16:41:18'" if has_id else "no activityId"
            self._ledger.reject(block.line(row), what)

    def _ignore(self, types: pa.Array) -> None:
        for counted in pc.value_counts(types).to_pylist():
            reason = _IGNORED.get(counted["values"].strip().upper(), _UNKNOWN)
            self._ledger.ignored[reason] += counted["counts"]

    def _keep(self, rows: pa.Table) -> None:
        fresh = []
        for row, identity in enumerate(rows["activity_id"].to_pylist()):
            known = len(self._seen)
            self._seen.add(identity)
            if len(self._seen) > known:
                fresh.append(row)
        self._ledger.duplicates += len(rows) - len(fresh)
        if len(fresh) < len(rows):
            rows = rows.take(pa.array(fresh, pa.int64()))
        self.export.tables.append(_canonical(rows))

    def _member_id(self, seat: str) -> str | None:
        if seat not in self._seats:
            person = self._roster.find(seat=seat) if self._roster else None
            self._seats[seat] = person.member_id if person else None
            if person:
                self.export.people[person.member_id] = person
            else:
                waits = f"seat {shown(seat)}" if seat.strip() else "rows without a seat"
                self.export.waiting[waits] = None
        return self._seats[seat]

    def _widen(self, instants: pa.Array) -> None:
        if len(instants):
            ends = pc.min_max(instants).as_py()
            known = [*(self.export.span or ()), ends["min"], ends["max"]]
            self.export.span = (min(known), max(known))


def _kind(type_: str) -> str | None:
    return KIND_OF.get(type_.strip().upper())


def _looked_up(texts: pa.Array, read: Callable[[str], str | None]) -> pa.Array:
    """Return what each text stands for, looked up once for all that are the same."""
    coded = texts.dictionary_encode()
    values = pa.array(map(read, coded.dictionary.to_pylist()), pa.string())
    return values.take(coded.indices)


def _canonical(rows: pa.Table) -> pa.Table:
    """Return activities with ids of this source; of messages it is not told who got them."""
    other = rows["counterpart_id"]
    is_told = pc.and_(
        pc.not_equal(other, ""), pc.invert(pc.is_in(rows["kind"], pa.array(_MESSAGES)))
    )
    nobody = pa.scalar(None, pa.string())
    columns = {
        "activity_id": pc.binary_join_element_wise(_OWN, rows["activity_id"], ""),
        "member_id": rows["member_id"],
        "kind": rows["kind"],
        "occurred_at": rows["occurred_at"].cast(pa.timestamp("us")),
        "counterpart_id": pc.if_else(is_told, pc.binary_join_element_wise(_OWN, other, ""), nobody),
        "quantity": pa.repeat(pa.scalar(1.0), len(rows)),
    }
    return tables.conform("activities", pa.table(columns))


def _instants(texts: pa.Array) -> pa.Array:
    """Return instants in microseconds since 1970; null where a text is none that can be."""
    at = _at_once(texts)
    if at is None:
        at = pa.array(map(_instant, texts.to_pylist()), pa.int64())
    can_be = pc.and_(pc.greater_equal(at, EARLIEST), pc.less(at, _LATEST))
    return pc.if_else(can_be, at, pa.scalar(None, pa.int64()))


def _at_once(texts: pa.Array) -> pa.Array | None:
    if pc.all(pc.match_substring_regex(texts, _STAMP)).as_py() is False:
        return None
    year, day, clock = (
        pc.utf8_slice_codeunits(texts, *ends) for ends in ((6, 10), (0, 5), (10, 19))
    )
    written = pc.binary_join_element_wise(pc.binary_join_element_wise(year, day, "-"), clock, "")
    try:
        return written.cast(pa.timestamp("us")).cast(pa.int64())
    except pa.ArrowInvalid:
        return None


def _instant(text: str) -> int | None:
    found = _PARTS.fullmatch(text.strip())
    try:
        return stamp(f"{found[3]}-{found[1]}-{found[2]} {found[4]}") if found else None
    except BadDateError:
        return None
