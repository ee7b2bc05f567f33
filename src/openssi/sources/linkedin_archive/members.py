"""The members table: dated facts on their days, and the whole profile on the archive's day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pyarrow as pa

from openssi import tables
from openssi.sources.linkedin_archive.contents import Contents
from openssi.sources.linkedin_archive.dates import date_of
from openssi.sources.linkedin_archive.extent import Extent
from openssi.sources.linkedin_archive.profile import (
    PROFILE,
    SECTIONS,
    Item,
    Profile,
    first_profile,
    section,
    summary_length,
)
from openssi.sources.linkedin_archive.relations import RECOMMENDATIONS_RECEIVED

_Row = dict[str, object]


def members(contents: Contents, extent: Extent, member_id: str, today: dt.date) -> pa.Table:
    """Return one row a day on which something dated was added, and the last with everything.

    Args:
        contents: What was read.
        extent: Which sections the archive would show; the others are not observed.
        member_id: Whose profile.
        today: The archive's day.
    """
    sections = {fact: section(contents, declared) for declared, fact in SECTIONS}
    sections["recommendations"] = [
        Item(row.at, "") for row in contents.rows(RECOMMENDATIONS_RECEIVED)
    ]
    rows = _dated(sections, today)
    rows[today] = _whole(sections, extent, first_profile(contents), summary_length(contents))
    return tables.from_rows(
        "members",
        [{"member_id": member_id, "seen_on": day, **rows[day]} for day in sorted(rows)],
    )


def _dated(sections: dict[str, list[Item]], today: dt.date) -> dict[dt.date, _Row]:
    """Count each section as it grew."""
    rows: defaultdict[dt.date, _Row] = defaultdict(dict)
    for fact, items in sections.items():
        days = sorted((date_of(item.at), item) for item in items if item.at is not None)
        for count, (day, item) in enumerate(days, start=1):
            if day > today:
                break
            rows[day][fact] = count
            if fact == "positions":
                rows[day] |= _role(item)
    return dict(rows)


def _role(item: Item | None) -> _Row:
    if item is None:
        return {"title": None, "company": None}
    return {"title": item.title or None, "company": item.company or None}


def _whole(
    sections: dict[str, list[Item]], extent: Extent, profile: Profile | None, summary: int
) -> _Row:
    """Return everything the profile shows on the archive's day."""
    files = {fact: declared for declared, fact in SECTIONS}
    row: _Row = {
        fact: len(items)
        for fact, items in sections.items()
        if extent.shows(files.get(fact, RECOMMENDATIONS_RECEIVED))
    }
    row |= _role(_current(sections["positions"]))
    if profile is not None and extent.shows(PROFILE):
        row["name"] = profile.name
        row["industry"] = profile.industry or None
        row["headline_length"] = profile.headline_length
        row["summary_length"] = max(profile.summary_length, summary)
    return row


def _current(positions: list[Item]) -> Item | None:
    """Return the latest position that is not over."""
    running = [item for item in positions if not item.is_over]
    return max(running, key=lambda item: item.at or 0, default=None)
