"""Readings of LinkedIn's own index: its groups' averages and ranks, and how far ours lies from it.

The official rank belongs to the official score, never to ours.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from openssi.result import (
    Benchmark,
    BesideOfficial,
    History,
    Official,
    OfficialPoint,
    Pillar,
    PillarBeside,
    PillarId,
    Reading,
)
from openssi.sources.account import OfficialGroup, OfficialReading

PILLARS: Final[Mapping[str, PillarId]] = {
    "brand": "professional_brand",
    "people": "find_right_people",
    "insights": "engage_with_insights",
    "relationships": "build_relationships",
}
"""The pillars as readings name them, and as results do."""

NEAR: Final = 31
"""Days that a reading may lie after the last day that the data show: half of a deed's weight."""

_ALIKE: Final = 1.0
"""Points of a pillar that are no difference to speak of."""

_HIGHER_THERE: Final[Mapping[PillarId, str]] = {
    "professional_brand": "LinkedIn's pillar gives more for the profile itself than this one, in "
    "which ten of 25 points ask for content.",
    "find_right_people": "LinkedIn sees every search and profile view, and what is done in Sales "
    "Navigator; here those are a bonus, and seen only where a source shows them.",
    "engage_with_insights": "LinkedIn sees impressions, shares in messages and groups, which no "
    "export gives.",
    "build_relationships": "Full marks are farther away here, so that there is always a next step.",
}
_LOWER_THERE: Final[Mapping[PillarId, str]] = {
    "professional_brand": "The profile and what others wrote on it count here for good; LinkedIn "
    "may look at recent posts more.",
    "find_right_people": "Days of activity of any kind count here; LinkedIn may count searches "
    "and views alone.",
    "engage_with_insights": "Messages, groups and answers count here by what the sources show; "
    "LinkedIn may look at feed posts alone.",
    "build_relationships": "Connections do not fade here; LinkedIn showed low numbers to members "
    "who had not been active.",
}


def official_groups(readings: Sequence[OfficialReading]) -> tuple[Benchmark, ...]:
    """Return the industry and the network of LinkedIn's page, from the newest reading of each."""
    newest = sorted(readings, key=lambda one: one.day, reverse=True)
    found = []
    for name in ("industry", "network"):
        told = next(((one, g) for one in newest if (g := _group(one, name))), None)
        if told:
            found.append(_benchmark(name, *told))
    return tuple(found)


def _group(reading: OfficialReading, name: str) -> OfficialGroup | None:
    group = reading.industry if name == "industry" else reading.network
    return group if group and (group.average is not None or group.top is not None) else None


def _benchmark(name: str, reading: OfficialReading, group: OfficialGroup) -> Benchmark:
    return Benchmark.model_validate(
        {
            "group": name,
            "title": group.name or ("Industry" if name == "industry" else "Network"),
            "status": "shown",
            "reason": "",
            "average": group.average,
            "pillar_averages": {},
            "size": None,
            "rank_percent": group.top,
            "band": None,
            "source": f"LinkedIn's own page, read on {reading.day} ({reading.source}).",
            "reading": Reading(day=reading.day, total=reading.total, rank_change=group.rank_change),
        }
    )


def official(
    readings: Sequence[OfficialReading], history: History, pillars: Sequence[Pillar]
) -> Official | None:
    """Set LinkedIn's own index beside ours.

    Args:
        readings: The member's, in any order; one a day.
        history: Every day's score.
        pillars: Today's pillars, whose ranges tell what the sources leave open.
    """
    if not readings:
        return None
    points = sorted((_point(one) for one in readings), key=lambda one: one.day)
    return Official(readings=tuple(points), beside=_newest_beside(points, history, pillars))


def _point(one: OfficialReading) -> OfficialPoint:
    told = {PILLARS[name]: points for name, points in one.pillars.items()}
    return OfficialPoint(day=one.day, total=one.total, pillars=told, source=one.source)


def _newest_beside(
    points: Sequence[OfficialPoint], history: History, pillars: Sequence[Pillar]
) -> BesideOfficial | None:
    """The newest reading of a day that the data show; else the nearest after their end."""
    for point in sorted(points, key=lambda one: (one.day <= history.days[-1], one.day))[::-1]:
        at = bisect_right(history.days, point.day) - 1
        if at >= 0 and point.day - history.days[at] <= dt.timedelta(NEAR):
            return _beside(point, history, at, pillars)
    return None


def _beside(
    point: OfficialPoint, history: History, at: int, pillars: Sequence[Pillar]
) -> BesideOfficial:
    ours = {name: history.pillars[name][at] for name in PILLARS.values()}
    total = history.total[at]
    whole = total is not None and None not in ours.values()
    today = {pillar.id: pillar for pillar in pillars} if at == len(history.days) - 1 else {}
    return BesideOfficial(
        official=point,
        day=history.days[at],
        ours=total,
        difference=total - point.total if whole and total is not None else None,
        pillars=tuple(
            _pillar(name, told, ours[name], today.get(name)) for name, told in point.pillars.items()
        ),
    )


def _pillar(name: PillarId, told: float, ours: float | None, today: Pillar | None) -> PillarBeside:
    difference = None if ours is None else ours - told
    return PillarBeside(
        pillar=name,
        official=told,
        ours=ours,
        difference=difference,
        why=_why(name, told, difference, today),
    )


def _why(name: PillarId, told: float, difference: float | None, today: Pillar | None) -> str:
    if difference is None:
        return "Too little of this pillar was seen to compare."
    if abs(difference) < _ALIKE:
        return ""
    if today and today.coverage < 1 and today.range.low <= told <= today.range.high:
        return (
            f"The sources show {today.coverage:.0%} of this pillar; what they do not show leaves "
            f"{today.range.low:.1f} to {today.range.high:.1f} open, and LinkedIn's number lies "
            "within."
        )
    return _HIGHER_THERE[name] if difference < 0 else _LOWER_THERE[name]
