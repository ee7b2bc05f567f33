"""Who is believed on which days: of several sources that saw a kind, the best on each day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_ONE = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Days on which a source saw a kind."""

    source: int
    """Its number."""
    rank: tuple[int, ...]
    """How far to believe it: the lowest is believed."""
    status: str
    """How well it saw: a value of `tables.SEEN_HOW`."""
    first: dt.date
    last: dt.date


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Days on which the same source is believed."""

    believed: Seen
    doubted: tuple[Seen, ...]
    """The others that saw these days."""
    first: dt.date
    last: dt.date


def stretches(seen: Sequence[Seen]) -> Iterator[Stretch]:
    """Yield who is believed, stretch by stretch, in the order of days."""
    edges = sorted({day for one in seen for day in (one.first, one.last + _ONE)})
    before: Stretch | None = None
    for start, end in pairwise(edges):
        there = sorted(
            (one for one in seen if one.first <= start <= one.last),
            key=lambda one: (one.rank, one.source, one.first, one.last),
        )
        if there:
            now = Stretch(believed=there[0], doubted=tuple(there[1:]), first=start, last=end - _ONE)
            if before and _goes_on(before, now):
                before = _longer(before, now)
                continue
            if before:
                yield before
            before = now
    if before:
        yield before


def _goes_on(before: Stretch, now: Stretch) -> bool:
    same = (before.believed.source, before.believed.status) == (
        now.believed.source,
        now.believed.status,
    )
    others = {one.source for one in before.doubted} == {one.source for one in now.doubted}
    return same and others and before.last + _ONE == now.first


def _longer(before: Stretch, now: Stretch) -> Stretch:
    return Stretch(
        believed=before.believed, doubted=before.doubted, first=before.first, last=now.last
    )
