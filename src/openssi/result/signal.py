"""One number per member, what it rests on, and the points that it earns."""

from __future__ import annotations

from typing import Literal

from openssi.result.base import Model
from openssi.result.curve import Curve, NextPoint
from openssi.result.evidence import Evidence
from openssi.result.pillar import PillarId
from openssi.result.status import Status


class Signal(Model):
    """One number per member, and the points that it earns."""

    id: str
    """Identifier, a noun, for example ``reply_rate``."""
    title: str
    """Name to show."""
    headline: str
    """What the value means for this member in one short line: the good or the poor state."""
    pillar: PillarId
    """The pillar that it belongs to."""
    tier: Literal["base", "bonus"]
    """``base``: free for everyone; ``bonus``: needs a paid seat, comes on top under the cap."""
    status: Status
    """How well it is known."""
    value: float | None
    """The measured value in ``unit``; None where not observed."""
    unit: str
    """Unit of the value, for example ``a week``."""
    weight: float
    """Points at full marks before rescaling for unseen signals."""
    points: float | None
    """Points earned, rescaled so that the parts of a pillar sum to its score; None: unknown."""
    max_points: float
    """The most that it could earn on the same scale."""
    curve: Curve
    """How the value becomes points."""
    next_point: NextPoint | None = None
    """What one point more takes; None at full marks, and where no points are known."""
    evidence: Evidence
    """What the value rests on."""
    description: str
    """What is measured, in a sentence or two."""
    advice: str
    """What a person can do about it."""
    shown_by: str
    """Which sources show it; for a signal that is not observed: which would."""
    sources: tuple[str, ...] = ()
    """Where its number comes from, the most believed source first; empty where not observed."""
