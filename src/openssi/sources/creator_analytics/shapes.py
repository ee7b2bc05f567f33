"""Which sheet is which: by what stands in it, since LinkedIn translates every name and label."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

from openssi.sources.creator_analytics.workbook import Worksheet
from openssi.sources.posts_by_time import post_in
from openssi.sources.written_days import ORDERS, day_in, days_within
from openssi.sources.written_numbers import is_blank

IMPRESSIONS: Final = "post_viewed"
ENGAGEMENTS: Final = "engagement_received"
FOLLOWERS: Final = "follower_gained"

_NAMES: Final = {
    IMPRESSIONS: ("impr",),
    ENGAGEMENTS: ("engag", "engaj", "interac", "interaktion"),
}
"""How the two columns begin in the languages that write them so."""

_LINKED: Final = "linkedin.com/"
_ENGAGEMENT_WIDTH: Final = 3
_FOLLOWERS_WIDTH: Final = 2
_PERCENT_COLUMN: Final = 2
_RIGHT: Final = 4


class Shape(Enum):
    """What a sheet of the export holds."""

    TOTALS = "totals of the whole period"
    ENGAGEMENT = "impressions and engagements of each day"
    TOP_POSTS = "two rankings of posts"
    FOLLOWERS = "new followers of each day"
    READERS = "who the readers are"
    ONE_POST = "the numbers of one post"
    UNKNOWN = "unknown"


def shape_of(sheet: Worksheet) -> Shape:
    """Return what a sheet holds."""
    if (header := daily_header(sheet)) is not None:
        return _daily(sheet, header)
    links = [
        (row, column)
        for row, cells in enumerate(sheet.rows)
        for column, cell in enumerate(cells)
        if is_link(cell)
    ]
    if links:
        return Shape.ONE_POST if is_labelled(sheet, links) else Shape.TOP_POSTS
    if any(_is_doubled(sheet, row) for row in range(len(sheet.rows))):
        return Shape.TOP_POSTS
    if any(len(named(cell)) > 1 for cells in sheet.rows[:3] for cell in cells):
        return Shape.TOTALS
    return Shape.READERS if _has_percents(sheet) else Shape.UNKNOWN


def daily_header(sheet: Worksheet) -> int | None:
    """Return the row that names the columns of a sheet of days; None where there are no days.

    A day stands in the first column and a number, or nothing, right of it; a name stands above.
    """
    above = None
    for row, cells in enumerate(sheet.rows):
        is_name = _is_words(cells[1:2])
        if above is not None and is_day(cells[0]) and not is_name:
            return above
        if is_name:
            above = row
    return None


def counted_columns(sheet: Worksheet, header: int) -> dict[int, str]:
    """Return which kind of activity each column of a sheet of days counts.

    Known names decide. Where they are translated, two columns are impressions and engagements, in
    this order, and a single one is new followers; of more, nothing is known.
    """
    named = {
        column: kind
        for column in range(1, len(sheet.rows[header]))
        for kind, beginnings in _NAMES.items()
        if sheet.text(header, column).casefold().startswith(beginnings)
    }
    if len(set(named.values())) == len(named) == len(_NAMES):
        return named
    width = sum(not is_blank(cell) for cell in sheet.rows[header])
    if width == _ENGAGEMENT_WIDTH:
        return {1: IMPRESSIONS, 2: ENGAGEMENTS}
    return {1: FOLLOWERS} if width == _FOLLOWERS_WIDTH else {}


def is_day(cell: object) -> bool:
    """Say whether a cell is a day in some order."""
    return any(day_in(cell, order) for order in ORDERS)


def is_link(cell: object) -> bool:
    """Say whether a cell is an address on LinkedIn that a list of posts may hold."""
    return isinstance(cell, str) and _LINKED in cell.lower() and cell.strip().find(" ") < 0


def is_labelled(sheet: Worksheet, links: Iterable[tuple[int, int]]) -> bool:
    """Say whether the only post stands right of its label."""
    posts = {(row, column) for row, column in links if post_in(str(sheet.rows[row][column]))}
    return len(posts) == 1 and all(column == 1 and sheet.text(row, 0) for row, column in posts)


def named(cell: object) -> list[object]:
    """Return the days that a text names, in the likelier order that gives any."""
    if not isinstance(cell, str):
        return []
    return max((list(days_within(cell, order)) for order in ORDERS[:2]), key=len)


def _daily(sheet: Worksheet, header: int) -> Shape:
    kinds = counted_columns(sheet, header).values()
    if FOLLOWERS in kinds:
        return Shape.FOLLOWERS
    return Shape.ENGAGEMENT if kinds else Shape.UNKNOWN


def _is_doubled(sheet: Worksheet, row: int) -> bool:
    """Say whether a row names the columns of two lists side by side, which may be empty."""
    left, right = (sheet.text(row, column) for column in (0, _RIGHT))
    return bool(left) and left == right


def _is_words(cells: list[object]) -> bool:
    return any(
        isinstance(cell, str) and not any(c.isdecimal() for c in cell)
        for cell in cells
        if not is_blank(cell)
    )


def _has_percents(sheet: Worksheet) -> bool:
    return any("%" in sheet.text(row, _PERCENT_COLUMN) for row in range(len(sheet.rows)))
