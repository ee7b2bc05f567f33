"""Why the score moved between two days."""

import datetime as dt
from typing import Literal

from openssi.result.base import Model
from openssi.result.pillar import PillarId


class SignalChange(Model):
    """What one signal adds to a step of a change."""

    id: str
    """The signal."""
    title: str
    """Name to show."""
    pillar: PillarId
    """Its pillar."""
    points: float
    """Points gained (positive) or lost."""
    reason: str
    """Why, in words."""


class ChangeStep(Model):
    """One thing that changed between two days, everything else held still."""

    id: Literal["sources", "aged", "activity", "profile"]
    """Which thing: what the sources show; time; deeds and connections; the profile."""
    title: str
    """Name to show."""
    total: float
    """Points that it moved the total by."""
    pillars: dict[PillarId, float]
    """Points that it moved each comparable pillar by."""
    signals: tuple[SignalChange, ...]
    """Its signals, the largest moves first."""
    adjustments: dict[PillarId, float]
    """What floors, caps and rounding moved: with the signals' points it sums to each pillar."""


class Revision(Model):
    """What an earlier result would be today: its day scored again."""

    scored_then: float | None
    """Total as it was scored then."""
    scored_now: float | None
    """Total of the same day on today's methodology and data."""
    points: float | None
    """The difference; it belongs to no day."""
    pillars: dict[PillarId, float]
    """The difference of each pillar measurable in both."""
    methodology_then: str
    """Methodology and version of the earlier result."""
    cause: str
    """Whether the methodology, the data now known, or both may be behind it."""


class Change(Model):
    """Why the score moved between two days: a chain of scorings that each change one thing."""

    from_day: dt.date
    """The earlier day, to its end."""
    to_day: dt.date
    """The later day, to its end."""
    before: float | None
    """Total of the earlier day, on today's methodology and data."""
    after: float | None
    """Total of the later day."""
    points: float | None
    """The difference; None where the measurable pillars are not the same."""
    pillars: dict[PillarId, float]
    """The difference of each pillar that is measurable on both days."""
    steps: tuple[ChangeStep, ...]
    """The chain, in order: their points sum to the differences exactly."""
    revision: Revision | None
    """Set apart from the chain, where an earlier result was given."""
    note: str = ""
    """What a reader must know of the days: that the data end before, or what one does not show."""
