"""A comparison with a group."""

import datetime as dt
from typing import Literal

from openssi.result.base import Model
from openssi.result.pillar import PillarId


class Reading(Model):
    """LinkedIn's own page as the member read it: its rank is that of the official index."""

    day: dt.date
    """Day on which it was read."""
    total: float
    """The official index on it."""
    rank_change: int | None = None
    """Percent by which the rank moved in a week, positive where it rose; None where not told."""


class Benchmark(Model):
    """A comparison with a group, or the reason why there is none."""

    group: Literal["industry", "network", "team", "peer_group", "reference"]
    """Which group."""
    title: str
    """Name to show."""
    status: Literal["shown", "not_comparable", "too_small"]
    """Whether there is a comparison."""
    reason: str
    """Why there is none, and what would bring one; empty where shown."""
    average: float | None
    """Average total of the group."""
    pillar_averages: dict[PillarId, float]
    """Average of each pillar, where known."""
    size: int | None
    """Members compared; None for a published reference."""
    rank_percent: int | None
    """Top N percent, in integers."""
    band: tuple[int, int] | None
    """Coarse band "about the top a-b percent" for the published reference."""
    source: str
    """Where the group's numbers come from."""
    rank_change: int | None = None
    """Percent by which the rank moved in a week, positive where it rose; None where not known."""
    reading: Reading | None = None
    """Where the numbers are LinkedIn's own: the reading that they come from. Its average and rank
    belong to the official index, never to this one."""
