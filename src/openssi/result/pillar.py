"""The four pillars, and what a rule adds to the sum of their signals."""

from __future__ import annotations

from typing import Literal

from openssi.result.base import Model
from openssi.result.status import Status

PillarId = Literal[
    "professional_brand", "find_right_people", "engage_with_insights", "build_relationships"
]


class Range(Model):
    """Where the score would lie if all that was not seen stood at its lowest or its highest."""

    low: float
    """Points if every unobserved base signal stood at its lowest."""
    high: float
    """Points if every unobserved base signal earned full marks."""


class Adjustment(Model):
    """What a floor, a cap or rounding adds to or takes from the sum of a pillar's signals."""

    pillar: PillarId
    """The pillar whose sum is adjusted."""
    kind: Literal["floor", "cap", "rounding"]
    """Which rule binds."""
    points: float
    """Points added (positive) or taken (negative)."""


class Pillar(Model):
    """One of the four pillars of 25 points."""

    id: PillarId
    """Identifier."""
    title: str
    """Name to show."""
    status: Status
    """``measured`` where everything was seen, ``estimated`` where not, or ``not_measurable``."""
    score: float | None
    """Points, 0 to 25; None where too little was seen."""
    range: Range
    """Where the score would lie whatever the unseen signals held."""
    max: float
    """The most that the pillar can give: 25."""
    coverage: float
    """Share of the applicable base weight that was seen, 0 to 1."""
    change_7d: float | None
    """Score less the score of seven days before; None where either is not measurable."""
