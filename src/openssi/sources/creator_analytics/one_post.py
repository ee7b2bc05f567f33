"""The export of a single post: labels and values, and the only split of its engagement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from openssi.sources.creator_analytics.shapes import is_link
from openssi.sources.creator_analytics.top_posts import tell_post
from openssi.sources.creator_analytics.workbook import Worksheet
from openssi.sources.linkedin_archive.activities import ActivityLog
from openssi.sources.linkedin_archive.dates import DAY, date_of
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.linkedin_archive.urls import Post
from openssi.sources.posts_by_time import post_in
from openssi.sources.totals import daily
from openssi.sources.written_days import Order, day_in
from openssi.sources.written_numbers import BadNumberError, count_in, is_blank

_SPLIT: Final[Mapping[str, str]] = {
    "reactions": "reaction_received",
    "comments": "comment_received",
    "reposts": "repost_received",
}
_PLACES: Final = (8, 9, 10)
"""Where the three stand, counted from the post's address, if labels are translated."""

_SUM: Final = 7
"""Where the engagement stands that they are parts of."""

_NUMBERS_FROM: Final = 3


class Labelled(NamedTuple):
    """A label and what stands right of it."""

    line: int
    label: str
    cell: object


def tell_one_post(
    sheet: Worksheet, order: Order | None, log: ActivityLog, ledger: Ledger
) -> list[dict[str, object]]:
    """Add the post to the log and return rows of ``activities`` for what it received.

    When each reaction came is not told: they stand where the post does.
    """
    first, *others = _labelled(sheet)
    ledger.rows += 1 + len(others)
    post = post_in(str(first.cell))
    day = day_in(others[0].cell, order) if others and order else None
    at = tell_post(first.line, post, day, log, ledger) if post else None
    if post is None or at is None:
        for _ in others:
            ledger.ignore("a number of a post that is not known")
        return []
    return list(_received(others, post, at, log.member_id, ledger))


def dated(sheet: Worksheet) -> Iterator[tuple[object, dt.date]]:
    """Yield the cell that holds the day of the post, with the day that the post's id tells."""
    first, *others = _labelled(sheet)
    post = post_in(str(first.cell))
    if others and post and post.at is not None:
        yield others[0].cell, date_of(post.at)


def _labelled(sheet: Worksheet) -> list[Labelled]:
    """Return labels and values from the address of the post on."""
    found: list[Labelled] = []
    for line, cells in enumerate(sheet.rows, 1):
        cell = cells[1] if len(cells) > 1 else ""
        label = sheet.text(line - 1, 0)
        is_post = is_link(cell) and post_in(str(cell)) is not None
        if (found or is_post) and label and not is_blank(cell):
            found.append(Labelled(line, label, cell))
    return found


def _received(
    others: list[Labelled], post: Post, at: int, member_id: str, ledger: Ledger
) -> Iterator[dict[str, object]]:
    kinds = _kinds(others)
    for place, one in enumerate(others, 1):
        kind = kinds.get(place)
        number = _count(one.cell)
        if place == 1 and kind is None:
            continue  # the day of the post, which dated it
        if kind is None:
            ledger.ignore("told for each day by the other export, or no signal is measured from it")
        elif number is None or number < 0:
            ledger.reject(one.line, "not a whole number")
        elif number:
            yield _row(kind, number, post, at, member_id)


def _row(kind: str, number: int, post: Post, at: int, member_id: str) -> dict[str, object]:
    return daily(kind, number, date_of(at), member_id=member_id) | {
        "activity_id": f"total:{kind}:{post.id}",
        "occurred_at": _moment(at),
        "object_id": post.id,
        "object_at": None if post.at is None else _moment(post.at),
    }


def _moment(at: int) -> dt.datetime:
    day = dt.datetime.combine(date_of(at), dt.time())
    return day + dt.timedelta(microseconds=at % DAY)


def _kinds(others: list[Labelled]) -> dict[int, str]:
    """Return which of the rows count what: by their labels, else by their places if they add up."""
    named = {
        place: _SPLIT[one.label.casefold()]
        for place, one in enumerate(others, 1)
        if one.label.casefold() in _SPLIT
    }
    return named or _by_place(others)


def _by_place(others: list[Labelled]) -> dict[int, str]:
    cells = [one.cell for one in others[_NUMBERS_FROM - 1 : _PLACES[-1]]]
    numbers = [number for number in map(_count, cells) if number is not None]
    if len(numbers) <= _PLACES[-1] - _NUMBERS_FROM:
        return {}
    whole, *parts = numbers[_SUM - _NUMBERS_FROM :]
    return dict(zip(_PLACES, _SPLIT.values(), strict=True)) if whole >= sum(parts) else {}


def _count(cell: object) -> int | None:
    try:
        return count_in(cell)
    except BadNumberError:
        return None
