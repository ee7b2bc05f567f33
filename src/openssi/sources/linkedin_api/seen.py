"""What the interface could see: domains as a Complete archive, and the changelog's days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import pyarrow as pa

from openssi import tables
from openssi.sources.linkedin_api.domains import DOMAINS
from openssi.sources.linkedin_api.store import Seen, Store
from openssi.sources.linkedin_archive.declared import Declared
from openssi.sources.linkedin_archive.extent import shown_by

_FOLLOWED: Final[Mapping[str, str]] = {
    "post_published": "measured",
    "comment_made": "measured",
    "reaction_given": "measured",
    "message_sent": "measured",
    "message_received": "measured",
    "repost_made": "estimated",
    "article_published": "estimated",
}
"""Kinds that the changelog shows, and how well. It may show only some of the reposts, and events of
articles do not always tell when they were published."""

_LOWER_BOUNDS: Final = frozenset({"recommendation_received", "recommendation_given"})
"""Kinds of which the snapshot does not tell the direction."""

NOT_IN_SNAPSHOT: Final = frozenset({"article_published"})
"""Kinds that an archive shows in files which the snapshot has not."""

_ONE: Final = dt.timedelta(days=1)
_Row = dict[str, Any]


Taken = Mapping[str, dt.date]
"""The day on which each domain was taken that LinkedIn has told to its end."""


def taken(store: Store) -> Taken:
    """Return when each domain was taken; those that are still pending are not among them."""
    answers = (store.answer_of(domain.name) for domain in DOMAINS)
    return {one.domain: _day(one.taken) for one in answers if one and one.state != "pending"}


def unknown_files(days: Taken) -> frozenset[Declared[Any]]:
    """Return the files whose domain LinkedIn has not told to its end."""
    return frozenset(
        declared for domain in DOMAINS if domain.name not in days for declared in domain.files
    )


def last_day(days: Taken, stretches: Sequence[Seen]) -> dt.date | None:
    """Return the last day on which anything was seen."""
    return max((*days.values(), *(_day(one.last) for one in stretches)), default=None)


def coverage(
    read: pa.Table,
    days: Taken,
    stretches: Sequence[Seen],
    member_id: str,
    lost: Collection[Declared[Any]],
) -> pa.Table:
    """Return what was seen of each kind.

    Args:
        read: What a Complete archive of these rows would have seen.
        days: When each domain was taken.
        stretches: What the changelog shows.
        member_id: Whose data.
        lost: Files of which every row was rejected.
    """
    ends = {
        kind: days.get(domain.name)
        for domain in DOMAINS
        for declared in domain.files
        if declared not in lost
        for kind in shown_by(declared)
    }
    rows = [_ended(row, ends.get(row["kind"])) for row in read.to_pylist()]
    known = [row for row in rows if row and row["kind"] not in NOT_IN_SNAPSHOT]
    for kind, status in _FOLLOWED.items():
        for stretch in stretches:
            known = _with(known, kind, status, stretch, member_id)
    return tables.from_rows("coverage", known)


def _ended(row: _Row, day: dt.date | None) -> _Row | None:
    """Return what was seen of a kind up to the day on which its domain was taken."""
    if day is None:
        return None
    status = "estimated" if row["kind"] in _LOWER_BOUNDS else row["status"]
    since = min(row["observed_from"], day)
    return row | {"observed_from": since, "observed_to": day, "status": status}


def _with(
    rows: Sequence[_Row], kind: str, status: str, stretch: Seen, member_id: str
) -> list[_Row]:
    """Add a stretch of the changelog; what was seen before it, or better, stays as it is."""
    first, last = _first_whole_day(stretch), _day(stretch.last)
    kept: list[_Row] = []
    for row in rows:
        is_apart = row["observed_to"] < first - _ONE or row["observed_from"] > last + _ONE
        if row["kind"] != kind or is_apart:
            kept.append(row)
        elif row["status"] == status:
            first, last = min(first, row["observed_from"]), max(last, row["observed_to"])
        else:
            first = max(first, row["observed_to"] + _ONE)
            kept.append(row)
    if first <= last:
        kept.append(
            {
                "member_id": member_id,
                "kind": kind,
                "observed_from": first,
                "observed_to": last,
                "status": status,
            }
        )
    return kept


def _first_whole_day(stretch: Seen) -> dt.date:
    day = _day(stretch.first)
    return day if _day(stretch.first - 1) < day else day + _ONE


def _day(milliseconds: int) -> dt.date:
    return dt.datetime.fromtimestamp(milliseconds // 1000, dt.UTC).date()


def days_of(stretches: Sequence[Seen]) -> list[tuple[dt.date, dt.date]]:
    """Return the whole days that the changelog shows, stretch by stretch."""
    return [(_first_whole_day(one), _day(one.last)) for one in stretches]
