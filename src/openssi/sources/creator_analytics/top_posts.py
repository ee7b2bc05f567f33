"""TOP POSTS: two rankings side by side, which name the same posts in two orders.

A post that only one of them names is as well known as the others; what the other would say of it is
unknown. Their numbers belong to the whole period and are told better by the sheet of days.
"""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from openssi.sources.creator_analytics.shapes import is_link
from openssi.sources.creator_analytics.workbook import Worksheet
from openssi.sources.linkedin_archive.activities import ActivityLog
from openssi.sources.linkedin_archive.dates import DAY, date_of, instant_of
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.linkedin_archive.urls import Post, pulse_of
from openssi.sources.posts_by_time import post_in, same_post
from openssi.sources.written_days import Order, day_in

LIMIT: Final = 50
"""Posts that a ranking holds at most: fewer are all that there are."""

_SECOND: Final = 1_000_000
_FAR: Final = 2 * DAY


class Listed(NamedTuple):
    """An entry of a ranking."""

    line: int
    link: str
    day: object
    """The cell that holds the day of publication."""


def rankings(sheet: Worksheet) -> list[list[Listed]]:
    """Return the entries of each ranking, from left to right."""
    columns: dict[int, list[Listed]] = {}
    for line, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells):
            if is_link(cell):
                day = cells[column + 1] if column + 1 < len(cells) else None
                columns.setdefault(column, []).append(Listed(line, str(cell).strip(), day))
    return [columns[column] for column in sorted(columns)]


def dated(sheet: Worksheet) -> list[tuple[object, dt.date]]:
    """Return the cells that hold a day of publication with the day that the post's id tells."""
    found = []
    for entry in (entry for ranking in rankings(sheet) for entry in ranking):
        post = post_in(entry.link)
        if post and post.at is not None:
            found.append((entry.day, date_of(post.at)))
    return found


def tell_posts(sheet: Worksheet, order: Order | None, log: ActivityLog, ledger: Ledger) -> None:
    """Add each post of either ranking to the log once."""
    told: list[Post] = []
    for entry in (entry for ranking in rankings(sheet) for entry in ranking):
        ledger.rows += 1
        post = post_in(entry.link)
        if post is None:
            _leave(entry, ledger)
        elif any(same_post(post, one) for one in told):
            ledger.duplicates += 1
        else:
            told.append(post)
            tell_post(entry.line, post, day_in(entry.day, order) if order else None, log, ledger)


def tell_post(
    line: int, post: Post, day: dt.date | None, log: ActivityLog, ledger: Ledger
) -> int | None:
    """Add a published post under the id that the archive gives it, and return its time."""
    at = published_at(post, day)
    if at is None:
        ledger.reject(line, "neither its id nor its date tells when it was published")
        return None
    log.add("post_published", at, "post", post.id, object_id=post.id, object_at=post.at)
    ledger.date(at)
    return at


def published_at(post: Post, day: dt.date | None) -> int | None:
    """Return when a post was published: as its id tells to the second, else at noon of its day.

    An id is made when the post is written; one that was published on another day counts from there.
    """
    noon = None if day is None else instant_of(day) + DAY // 2
    if post.at is None or (noon is not None and abs(post.at - noon) > _FAR):
        return noon
    return post.at // _SECOND * _SECOND


def _leave(entry: Listed, ledger: Ledger) -> None:
    if pulse_of(entry.link):
        ledger.ignore("an article: the data archive tells when it was published")
    else:
        ledger.reject(entry.line, "not the address of a post")
