"""A line through days: split where it must not connect, thinned to what the eye can see."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise

WIDTH = 2000
HEIGHT = 1000
"""Size of the drawing area; the page stretches it to the space that there is."""

Point = tuple[int, int]


def stretches(values: Sequence[float | None], cuts: Collection[int]) -> Iterator[range]:
    """Runs of known values that may be connected; a cut is the first index of a new run."""
    start: int | None = None
    for index, value in enumerate(values):
        if start is not None and (value is None or index in cuts):
            yield range(start, index)
            start = None
        if value is not None and start is None:
            start = index
    if start is not None:
        yield range(start, len(values))


def path(points: Sequence[Point]) -> str:
    """A path through points, in relative steps; a single point becomes a dot."""
    x, y = points[0]
    if len(points) == 1:
        return f"M{x} {y}h0"
    steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{x} {y}l{steps}"


def thinned(points: Sequence[Point], buckets: int) -> list[Point]:
    """At most the ends and, for each bucket of the width, the lowest and the highest point."""
    kept: list[Point] = [points[0]]
    for _, group in groupby(points[1:-1], key=lambda point: point[0] * buckets // WIDTH):
        members = list(group)
        low, high = min(members, key=_height), max(members, key=_height)
        kept += sorted({low, high})
    return [*kept, points[-1]] if len(points) > 1 else kept


def _height(point: Point) -> int:
    return point[1]
