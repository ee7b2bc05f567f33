"""The waterfall: from 0 to the score in steps, one for each signal and adjustment."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain

from openssi.report.figures import Figures, Step
from openssi.report.words import adjustment
from openssi.result import Pillar, Result, Signal

SCALE_STEP = 10
TICK_STEPS = (5, 10, 20, 50)
MOST_TICKS = 5


@dataclass(frozen=True, kw_only=True)
class Fall:
    """One step; places are percent of the width."""

    title: str
    """Name to show."""
    left: float
    """Left edge of the bar."""
    width: float
    """Width of the bar."""
    end: float
    """Where the sum stands after it."""
    shown: float
    """Points as shown."""
    points: float
    """Points with full precision."""
    kind: str
    """``signal``, ``floor``, ``cap`` or ``rounding``."""
    id: str
    """The signal or the kind of adjustment."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The steps of one pillar."""

    pillar: Pillar
    """The pillar."""
    start: float
    """Where the sum stands before it, in percent of the width."""
    end: float
    """Where it stands after it."""
    falls: tuple[Fall, ...]
    """Its steps."""


@dataclass(frozen=True, kw_only=True)
class Waterfall:
    """All steps on one scale."""

    top: float
    """Points at the right edge."""
    stages: tuple[Stage, ...]
    """One for each measurable pillar."""
    ticks: tuple[tuple[float, str], ...]
    """Levels of the scale: percent of the width, and what stands there."""


def waterfall(result: Result, figures: Figures) -> Waterfall:
    """Lay the steps end to end."""
    top = float(SCALE_STEP * max(1, math.ceil(_highest(figures) / SCALE_STEP)))
    stages, running = [], 0.0
    for pillar in result.pillars:
        if pillar.score is None:
            continue
        stages.append(_stage(pillar, figures, running, top))
        running += pillar.score
    return Waterfall(top=top, stages=tuple(stages), ticks=_ticks(int(top)))


def _ticks(top: int) -> tuple[tuple[float, str], ...]:
    """Even steps from nothing on, few enough for a telephone."""
    step = next(s for s in TICK_STEPS if top / s <= MOST_TICKS)
    return tuple((_percent(points, top), str(points)) for points in range(0, top + 1, step))


def _stage(pillar: Pillar, figures: Figures, running: float, top: float) -> Stage:
    start, falls = running, []
    for step in figures.steps[pillar.id]:
        falls.append(_fall(step, running, top))
        running += step.part.points or 0.0
    return Stage(
        pillar=pillar, start=_percent(start, top), end=_percent(running, top), falls=tuple(falls)
    )


def _fall(step: Step, running: float, top: float) -> Fall:
    part, points = step.part, step.part.points or 0.0
    return Fall(
        title=part.title if isinstance(part, Signal) else adjustment(part),
        id=part.id if isinstance(part, Signal) else part.kind,
        kind="signal" if isinstance(part, Signal) else part.kind,
        left=_percent(min(running, running + points), top),
        width=_percent(abs(points), top),
        end=_percent(running + points, top),
        shown=step.shown,
        points=points,
    )


def _highest(figures: Figures) -> float:
    running = highest = 0.0
    for step in chain.from_iterable(figures.steps.values()):
        running += step.part.points or 0.0
        highest = max(highest, running)
    return highest


def _percent(points: float, top: float) -> float:
    return round(100 * max(0.0, points) / top, 3)
