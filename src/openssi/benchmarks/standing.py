"""What the comparisons of a whole network share: scores as whole numbers, ranks, smallest sizes.

The stages read ``standings``, a row a member: ``number``, ``member_id``, the day's ``now`` and
``now_<pillar>`` and the total ``earlier`` by a week, in millionths of a point, NULL where not
measurable (a total: where any pillar is not). Whole numbers sum to the same in any order.
"""

from collections.abc import Sequence
from typing import Final

from openssi.scoring.points import DECIMALS

SCALE: Final = 10**DECIMALS
"""Parts of a point in which scores are compared: they are rounded to these before."""

SMALLEST: Final = 10
"""Members whose scores can be compared, under which a group is not shown."""

SMALLEST_TEAM: Final = 5
"""The same of a team."""

SMALLEST_SPREAD: Final = 30
"""Members under which a group has no deciles: each is a score, and of few one knows whose."""


def measures(pillars: Sequence[str]) -> dict[str, str]:
    """Return what is compared, as the end of a column's name: the total, and each pillar."""
    return {"": "now"} | {f"_{pillar}": f"now_{pillar}" for pillar in pillars}


def percent(place: str, size: str) -> str:
    """Return SQL for "top N %": the share that stands as high or higher, rounded up.

    Args:
        place: How many are strictly ahead, and one.
        size: How many are compared.
    """
    return f"CAST((100 * {place} + {size} - 1) // {size} AS INTEGER)"


def average(sum_: str, size: str) -> str:
    """Return SQL for the average, in points."""
    return f"CAST({sum_} AS DOUBLE) / {size} / {SCALE}"


def points(standing: str) -> str:
    """Return SQL for a standing in points."""
    return f"CAST({standing} AS DOUBLE) / {SCALE}"
