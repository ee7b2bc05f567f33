"""How far members move from one methodology to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from openssi.result import PillarId

EDGES: Final = (0.5, 1.0, 2.0, 5.0)
"""Sizes of move, in points, that divide the members."""


@dataclass(frozen=True, kw_only=True)
class Mean:
    """A mean under both methodologies, of the members measurable under both."""

    before: float
    after: float


@dataclass(frozen=True, kw_only=True)
class SignalMove:
    """How far one signal moves the members with a whole total under both, in points as shown."""

    signal: str
    """Id of the signal."""
    size: float
    """Mean of the moves whatever their direction: what the signal does to the order of members."""
    change: float
    """Mean of the moves: what the signal does to the mean total, before floors and caps."""


@dataclass(frozen=True, kw_only=True)
class Moves:
    """How far members move from one methodology to another."""

    members: int
    """Members with a whole total under both."""
    shares: tuple[float, ...]
    """Shares of them by size of move: below the first of `EDGES`, between each two, beyond."""
    total: Mean | None
    """The mean total; None where no member has one under both."""
    pillars: Mapping[PillarId, Mean]
    """The mean of each pillar that is measurable under both."""
    signals: tuple[SignalMove, ...]
    """Signals that move anybody, the one that moves them furthest first."""
