"""The index ring: pillars end to end on a circle of 100, with the range around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openssi.result import PillarId, Result

GAP = 0.5
"""Space between two segments, in hundredths of the circle."""


@dataclass(frozen=True, kw_only=True)
class Arc:
    """A piece of the circle, in hundredths of it, clockwise from the top."""

    name: PillarId | str
    """The pillar, or what the arc shows."""
    start: float
    """Where it begins."""
    length: float
    """How far it goes."""
    points: float
    """What it stands for."""


@dataclass(frozen=True, kw_only=True)
class Ring:
    """Everything that the ring draws."""

    pillars: tuple[Arc, ...]
    """A segment for each measurable pillar."""
    track: Arc
    """What could be measured."""
    range: Arc
    """From the lowest to the highest that the score could be."""


def ring(result: Result) -> Ring:
    """Lay the pillars end to end."""
    limits, span = result.range, result.range.high - result.range.low
    return Ring(
        pillars=arcs([(pillar.id, pillar.score or 0.0) for pillar in result.pillars]),
        track=Arc(name="track", start=0, length=result.measurable, points=result.measurable),
        range=Arc(name="range", start=limits.low, length=span, points=span),
    )


def arcs(parts: Sequence[tuple[str, float]]) -> tuple[Arc, ...]:
    """Arcs end to end, from the top, one for each part that is more than nothing."""
    found, start = [], 0.0
    for name, points in parts:
        found.append(_arc(name, start, points))
        start += points
    return tuple(arc for arc in found if arc.length > 0)


def _arc(name: str, start: float, points: float) -> Arc:
    gap = GAP if points > GAP else 0.0
    length = round(points - gap, 3)
    return Arc(name=name, start=round(start + gap / 2, 3), length=length, points=points)
