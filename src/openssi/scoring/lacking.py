"""Which pillars one of two days does not show, in words: why the days do not compare."""

import datetime as dt
from collections.abc import Collection
from typing import get_args

from openssi.result import PillarId
from openssi.scoring.snapshot import Snapshot


def lacking(before: Snapshot, after: Snapshot, days: tuple[dt.date, dt.date]) -> str:
    """Name the pillars that one day does not show and the other does; empty where there is none.

    Args:
        before: The earlier day.
        after: The later day.
        days: Both days, the earlier first.
    """
    then, now = before.pillars.keys(), after.pillars.keys()
    unseen = zip(days, (now - then, then - now), strict=True)
    return " ".join(
        f"Not measurable on {day}: {_names(pillars)}." for day, pillars in unseen if pillars
    )


def _names(pillars: Collection[PillarId]) -> str:
    told = (pillar for pillar in get_args(PillarId) if pillar in pillars)
    return ", ".join(pillar.replace("_", " ").capitalize() for pillar in told)
