"""The numbers as a page shows them: rounded so that parts sum, and nothing else than rounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openssi.report.rounding import shown, shown_change, shown_parts
from openssi.result import Adjustment, PillarId, Result, Signal

TOLERANCE = 1e-6


@dataclass(frozen=True, kw_only=True)
class Step:
    """One part of the sum with the number shown for it."""

    part: Signal | Adjustment
    """The signal or the adjustment, with its full precision."""
    shown: float
    """The number to show."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The shown numbers of one result."""

    total: float | None
    """Total; None where no pillar is measurable."""
    pillars: Mapping[PillarId, float | None]
    """Pillars; they sum to the total."""
    steps: Mapping[PillarId, tuple[Step, ...]]
    """Signals with points, then adjustments, of each measurable pillar; they sum to the pillar."""
    signals: Mapping[str, float | None]
    """Points of each signal, as in the steps."""
    most: Mapping[str, float]
    """The most that each signal could earn, never less than what is shown as earned."""
    waiting: Mapping[str, float]
    """Points of each signal between what is shown as earned and as its most."""
    change: float | None
    """Weekly change of the total: the difference of both totals as shown."""
    changes: Mapping[PillarId, float | None]
    """Weekly change of each pillar; they sum to the total's where all are known."""
    coverage: float
    """Share of the whole weight that was seen, 0 to 1: every pillar counts by its most."""


def figures(result: Result) -> Figures:
    """Round everything that is shown as a part of something."""
    total = None if result.total is None else shown(result.total)
    change = _change(result.total, result.change_7d)
    pillars = _spread({p.id: p.score for p in result.pillars}, total)
    steps = {
        pillar: _steps(result, pillar, score)
        for pillar, score in pillars.items()
        if score is not None
    }
    known = {s.part.id: s.shown for p in steps.values() for s in p if isinstance(s.part, Signal)}
    most = {signal.id: _most(signal, known.get(signal.id)) for signal in result.signals}
    return Figures(
        total=total,
        pillars=pillars,
        steps=steps,
        signals={signal.id: known.get(signal.id) for signal in result.signals},
        most=most,
        waiting={signal: most[signal] - earned for signal, earned in known.items()},
        change=change,
        changes=_changes(result, change),
        coverage=_coverage(result),
    )


def _coverage(result: Result) -> float:
    whole = sum(pillar.max for pillar in result.pillars)
    return sum(pillar.coverage * pillar.max for pillar in result.pillars) / whole


def _spread(
    parts: Mapping[PillarId, float | None], total: float | None
) -> dict[PillarId, float | None]:
    known = {key: value for key, value in parts.items() if value is not None}
    if total is None:
        return dict.fromkeys(parts)
    rounded = dict(zip(known, shown_parts(tuple(known.values()), total), strict=True))
    return {key: rounded.get(key) for key in parts}


def _steps(result: Result, pillar: PillarId, score: float) -> tuple[Step, ...]:
    signals = [s for s in result.signals if s.pillar == pillar and s.points is not None]
    adjustments = [a for a in result.adjustments if a.pillar == pillar]
    parts: list[Signal | Adjustment] = [*signals, *adjustments]
    rounded = shown_parts([part.points or 0.0 for part in parts], score)
    return tuple(Step(part=p, shown=n) for p, n in zip(parts, rounded, strict=True))


def _most(signal: Signal, earned: float | None) -> float:
    most = shown(signal.max_points)
    if earned is None or signal.points is None:
        return most
    full = signal.points > signal.max_points - TOLERANCE
    return earned if full else max(most, earned)


def _change(score: float | None, moved: float | None) -> float | None:
    return None if score is None or moved is None else shown_change(score - moved, score)


def _changes(result: Result, total: float | None) -> dict[PillarId, float | None]:
    changes = {p.id: p.change_7d for p in result.pillars}
    known = [change for change in changes.values() if change is not None]
    if total is not None and abs(sum(known) - (result.change_7d or 0.0)) < TOLERANCE:
        return _spread(changes, total)
    return {key: None if value is None else shown(value) for key, value in changes.items()}
