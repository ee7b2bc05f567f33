"""LinkedIn's own index beside this one."""

import datetime as dt

from openssi.result.base import Model
from openssi.result.pillar import PillarId


class OfficialPoint(Model):
    """LinkedIn's own index as its page showed it to the member on a day."""

    day: dt.date
    """Day on which it was read."""
    total: float
    """The official index, 0 to 100."""
    pillars: dict[PillarId, float]
    """Its points by pillar, where they were told."""
    source: str
    """Where the reading comes from, in words."""


class PillarBeside(Model):
    """One pillar of both indexes."""

    pillar: PillarId
    """Which pillar."""
    official: float
    """LinkedIn's points."""
    ours: float | None
    """Points of this index; None where it was not measurable."""
    difference: float | None
    """This index less LinkedIn's."""
    why: str
    """What could explain the difference; empty where there is none to speak of."""


class BesideOfficial(Model):
    """The newest reading that can be compared, pillar by pillar."""

    official: OfficialPoint
    """The reading."""
    day: dt.date
    """The day of this index that it is compared with: the same, or the last that data show."""
    ours: float | None
    """Total of this index on that day; None where no pillar was measurable."""
    difference: float | None
    """This index less LinkedIn's; None where not all four pillars were measurable."""
    pillars: tuple[PillarBeside, ...]
    """Each pillar that was told."""


class Official(Model):
    """Everything that is known of LinkedIn's own index of the member."""

    readings: tuple[OfficialPoint, ...]
    """All readings, in order of days."""
    beside: BesideOfficial | None
    """The comparison; None where the data say nothing of any day near a reading."""
