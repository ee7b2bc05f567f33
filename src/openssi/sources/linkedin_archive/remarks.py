"""What a reader must know about an archive as a whole: what it lacks, and where it is in doubt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from openssi.sources.linkedin_archive.engagement import COMMENTS, REACTIONS
from openssi.sources.linkedin_archive.extent import Extent
from openssi.sources.linkedin_archive.files import Files
from openssi.sources.linkedin_archive.interests import SEARCHES
from openssi.sources.linkedin_archive.posts import SHARES
from openssi.sources.linkedin_archive.rows import LATER

_LONG_SILENCE: Final = 400
"""Days without any row before the day in the name that are hard to believe."""

_MISSED: Final = (
    (SHARES, "posts"),
    (COMMENTS, "comments"),
    (REACTIONS, "reactions"),
    (SEARCHES, "searches"),
)


def how_to_get_more(extent: Extent) -> Iterator[str]:
    """Yield the way to the Complete archive, where this one lacks what only that one has."""
    missed = [word for declared, word in _MISSED if declared not in extent.present]
    if extent.kind == "basic" and missed:
        yield (
            f"This is the Basic archive: it shows no {_listed(missed)}. "
            "For the Complete one, on linkedin.com open Settings & Privacy, Data privacy, "
            "Get a copy of your data, choose the larger archive, and wait for the second mail."
        )


def _listed(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def doubts_of_day(day: dt.date | None, last: dt.date | None, files: Files) -> Iterator[str]:
    """Yield what speaks against the day in the archive's name.

    Args:
        day: That day.
        last: The newest row that was taken.
        files: What was read, with all that was rejected.
    """
    if day is None:
        return
    again = "If the file was renamed, give it the name under which it came."
    later = sum(row.reason == LATER for one in files.accounts() for row in one.rejected)
    if later:
        yield (
            f"The archive's name says {day}, but {later:,} row{'s are' if later > 1 else ' is'} "
            f"dated more than a day later and {'were' if later > 1 else 'was'} rejected. {again}"
        )
    if last is not None and (day - last).days > _LONG_SILENCE:
        yield (
            f"The archive's name says {day}, but nothing in it is newer than {last}: the time "
            f"between counts as time without any activity. {again}"
        )
