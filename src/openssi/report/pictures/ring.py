"""The index ring: pillars end to end on a circle of 100, with the range around it."""

from __future__ import annotations

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
    arcs, start = [], 0.0
    for pillar in result.pillars:
        score = pillar.score or 0.0
        arcs.append(_arc(pillar.id, start, score))
        start += score
    limits = result.range
    return Ring(
        pillars=tuple(arc for arc in arcs if arc.length > 0),
        track=Arc(name="track", start=0, length=result.measurable),
        range=Arc(name="range", start=limits.low, length=limits.high - limits.low),
    )


def _arc(name: str, start: float, length: float) -> Arc:
    gap = GAP if length > GAP else 0.0
    return Arc(name=name, start=round(start + gap / 2, 3), length=round(length - gap, 3))
