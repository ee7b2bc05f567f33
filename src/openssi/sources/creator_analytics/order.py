"""How the days of one export are written: told by the days themselves, or by the posts' ids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from openssi.errors import SourceError
from openssi.sources.creator_analytics import one_post, top_posts
from openssi.sources.creator_analytics.daily import day_cells
from openssi.sources.creator_analytics.shapes import Shape
from openssi.sources.creator_analytics.workbook import Worksheet
from openssi.sources.written_days import Order, day_in, likeliest

_DAYS: Final = (Shape.ENGAGEMENT, Shape.FOLLOWERS)
_NEAR: Final = dt.timedelta(days=1)
"""How far a post's day in UTC, as its id tells it, may be from the day where the member lives."""


def order_of(where: str, sheets: Mapping[Shape, Worksheet]) -> Order | None:
    """Return the order in which an export writes its days, None where nothing needs it or tells.

    Raises:
        SourceError: Several make sense, and they mean different days.
    """
    cells = [cell for shape in _DAYS if shape in sheets for cell in day_cells(sheets[shape])]
    possible = likeliest(cells, _texts(sheets))
    posts = list(_posts(sheets))
    agreeing = {order: _agreement(order, posts) for order in possible}
    best = [order for order in possible if agreeing[order] == max(agreeing.values())]
    if len({tuple(day_in(cell, order) for cell in cells) for order in best}) > 1:
        raise SourceError(
            f"{where}: nothing tells whether its days are written with the month or the day first.",
            hint="export a longer range of days.",
        )
    return best[0] if cells or agreeing[best[0]] else None


def _agreement(order: Order, posts: list[tuple[object, dt.date]]) -> int:
    days = ((day_in(cell, order), true) for cell, true in posts)
    return sum(day is not None and abs(day - true) <= _NEAR for day, true in days)


def _posts(sheets: Mapping[Shape, Worksheet]) -> Iterator[tuple[object, dt.date]]:
    if Shape.TOP_POSTS in sheets:
        yield from top_posts.dated(sheets[Shape.TOP_POSTS])
    if Shape.ONE_POST in sheets:
        yield from one_post.dated(sheets[Shape.ONE_POST])


def _texts(sheets: Mapping[Shape, Worksheet]) -> Iterator[str]:
    """Yield the texts that name the ends of the period: the range, and the day of the followers."""
    heads = [sheets[shape] for shape in (Shape.TOTALS, Shape.FOLLOWERS) if shape in sheets]
    for sheet in heads:
        for cells in sheet.rows[:2]:
            yield from (cell for cell in cells if isinstance(cell, str))
