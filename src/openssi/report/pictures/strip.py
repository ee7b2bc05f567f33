"""A pillar in one strip: a cell for each signal, as wide as it could earn, filled as it earns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openssi.result import Signal

GAP = 0.4
"""Space between two cells, in percent of the width."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One signal; places are percent of the width."""

    left: float
    """Where the cell begins."""
    width: float
    """How wide it is."""
    filled: float
    """How much of it is filled, from the left."""


def strip(signals: Sequence[Signal]) -> tuple[Cell, ...]:
    """Lay the signals that earn or could earn points side by side."""
    known = [s for s in signals if s.points is not None and s.max_points > 0]
    whole = sum(signal.max_points for signal in known)
    cells, start = [], 0.0
    for signal in known:
        width = 100 * signal.max_points / whole
        cells.append(_cell(signal, start, width))
        start += width
    return tuple(cells)


def _cell(signal: Signal, start: float, width: float) -> Cell:
    inner = max(0.1, width - GAP)
    share = min(1.0, max(0.0, (signal.points or 0.0) / signal.max_points))
    return Cell(left=round(start, 2), width=round(inner, 2), filled=round(inner * share, 2))
