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
