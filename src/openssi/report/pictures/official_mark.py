"""LinkedIn's own index in the history: marks beside the lines, never on one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openssi.report.pictures.days_axis import DaysAxis
from openssi.result import OfficialPoint


@dataclass(frozen=True, kw_only=True)
class OfficialMark:
    """A reading of one day."""

    at: float
    """Percent from the left."""
    heights: Mapping[str, float]
    """Percent from the top, by the id of the panel that it stands in."""
    point: OfficialPoint
    """The reading."""


def official_mark(point: OfficialPoint, axis: DaysAxis, tops: Mapping[str, float]) -> OfficialMark:
    """Place a reading in every panel of which it tells.

    Args:
        point: The reading.
        axis: The days of the picture.
        tops: Points at the upper edge of each panel, by its id.
    """
    told = {"total": point.total, **{str(name): value for name, value in point.pillars.items()}}
    heights = {
        name: round(100 * (1 - told[name] / top), 2) for name, top in tops.items() if name in told
    }
    return OfficialMark(at=axis.percent(point.day), heights=heights, point=point)
