"""A network's pictures in rows: groups, their moves, coverage and what makes the spread."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from openssi.report.rounding import shown_parts
from openssi.result import PillarId, Status
from openssi.result.population import (
    Grouping,
    GroupMoves,
    GroupScores,
    Population,
    SignalCoverage,
    SignalSpread,
)

_STEPS: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
TOLD: Final = 16
"""Signals whose part of the spread has a row of its own; the table behind has all of them."""

SEEN: Final = (Status.MEASURED, Status.ESTIMATED, Status.SELF_REPORTED)


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A scale of rows."""

    low: float
    """Value at the left edge."""
    high: float
    """Value at the right edge."""
    step: float
    """Between two marks."""

    def at(self, value: float) -> float:
        """Return where a value stands, in percent from the left."""
        return round(100 * (value - self.low) / (self.high - self.low), 2)

    @property
    def marks(self) -> list[tuple[float, float]]:
        """Percent from the left, and the value there."""
        count = round((self.high - self.low) / self.step)
        values = [round(self.low + self.step * n, 6) for n in range(count + 1)]
        return [(self.at(value), value) for value in values]


@dataclass(frozen=True, kw_only=True)
class GroupingView:
    """Groups of one sort on one scale."""

    told: Grouping
    """What is shown."""
    scale: Scale
    """Points."""


@dataclass(frozen=True, kw_only=True)
class MovesView:
    """Moves of groups of one sort on one scale."""

    told: GroupMoves
    """What is shown."""
    scale: Scale
    """Points, none in the middle."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of a bar, in percent."""

    name: str
    """What it is."""
    left: float
    """Where it begins."""
    width: float
    """How wide it is."""


@dataclass(frozen=True, kw_only=True)
class CoverageRow:
    """One signal."""

    told: SignalCoverage
    """What is shown."""
    seen: float
    """Share of the members of whom it is known."""
    pieces: tuple[Piece, ...]
    """The statuses, end to end."""


@dataclass(frozen=True, kw_only=True)
class SpreadRow:
    """One signal's part of the spread."""

    told: SignalSpread
    """What is shown."""
    shown: float
    """Percent as shown; all rows sum to 100."""


@dataclass(frozen=True, kw_only=True)
class SpreadView:
    """What makes the spread."""

    rows: tuple[SpreadRow, ...]
    """Every part, the largest first."""
    largest: tuple[SpreadRow, ...]
    """Those with a row of their own in the picture."""
    rest: float
    """Percent of all the others, as shown."""
    others: int
    """How many they are."""
    scale: Scale
    """Percent."""
    pillars: tuple[tuple[PillarId, float], ...]
    """Percent of each pillar, as shown."""
    pieces: tuple[Piece, ...]
    """The pillars end to end; none where one of them takes from the spread."""


def groupings(told: Population) -> tuple[GroupingView, ...]:
    """Lay the groups of each sort on one scale, from 0 on."""
    return tuple(
        GroupingView(told=one, scale=_scale(0.0, max(_highest(g) for g in one.groups)))
        for one in told.groupings
        if one.groups
    )


def _highest(group: GroupScores) -> float:
    return max((group.average, *group.deciles))


def moves(told: Population) -> tuple[MovesView, ...]:
    """Lay the moves of each sort of group on one scale around none."""
    return tuple(
        MovesView(told=one, scale=_around_none([group.mean for group in one.groups]))
        for one in (told.moves.groups if told.moves else ())
    )


def _around_none(values: Sequence[float]) -> Scale:
    most = max(0.1, *map(abs, values))
    step = next(step for step in _STEPS if step * 2 >= most)
    side = step * math.ceil(most / step - 1e-9)
    return Scale(low=-side, high=side, step=step)


def _scale(low: float, high: float, marks: int = 5) -> Scale:
    span = max(high - low, 1.0)
    step = next(step for step in _STEPS if step * marks >= span)
    return Scale(low=low, high=low + step * math.ceil(span / step - 1e-9), step=step)


def coverage(told: Population) -> dict[PillarId, list[CoverageRow]]:
    """Lay the statuses of each signal end to end, by pillar."""
    found: dict[PillarId, list[CoverageRow]] = {pillar.id: [] for pillar in told.pillars}
    for signal in told.signals.coverage if told.signals else ():
        found[signal.pillar].append(_coverage_row(signal))
    return found


def _coverage_row(signal: SignalCoverage) -> CoverageRow:
    known = [(status, share) for status, share in signal.shares.items() if share]
    return CoverageRow(
        told=signal,
        seen=min(1.0, sum(share for status, share in known if status in SEEN)),
        pieces=_end_to_end([(status.value, 100 * share) for status, share in known]),
    )


def _end_to_end(parts: Sequence[tuple[str, float]]) -> tuple[Piece, ...]:
    found, left = [], 0.0
    for name, width in parts:
        found.append(Piece(name=name, left=round(left, 2), width=round(width, 2)))
        left += width
    return tuple(found)


def spread(told: Population) -> SpreadView | None:
    """Lay the parts of the spread on one scale; None where there is none."""
    parts = told.signals.spread if told.signals else ()
    if not parts:
        return None
    rounded = shown_parts([100 * part.share for part in parts], 100.0)
    each = (SpreadRow(told=p, shown=n) for p, n in zip(parts, rounded, strict=True))
    rows = tuple(row for row in each if row.told.id or row.shown)
    largest, rest = rows[:TOLD], rows[TOLD:]
    sums = [(p.id, _sum([r for r in rows if r.told.pillar == p.id])) for p in told.pillars]
    least = min(0.0, *(row.shown for row in largest))
    return SpreadView(
        rows=rows,
        largest=largest,
        rest=_sum(rest),
        others=len(rest),
        scale=_from(least, max(row.shown for row in largest)),
        pillars=tuple(sums),
        pieces=_end_to_end(sums) if all(share >= 0 for _, share in sums) else (),
    )


def _from(least: float, most: float) -> Scale:
    whole = _scale(0.0, most)
    return Scale(
        low=-whole.step * math.ceil(-least / whole.step - 1e-9), high=whole.high, step=whole.step
    )


def _sum(rows: Sequence[SpreadRow]) -> float:
    return round(math.fsum(row.shown for row in rows), 1)
