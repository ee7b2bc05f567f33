"""Readings of LinkedIn's own index from several sources: one for each member and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from openssi.sources.account import Imported, OfficialGroup, OfficialReading

_SHOWN_WHOLE: Final = 1.0
"""The page shows the total and averages as whole numbers, its JSON with decimals."""

_SHOWN_CUT: Final = 0.02
"""It shows the points of a pillar with two decimals, and its JSON with more."""


@dataclass(frozen=True, kw_only=True)
class Readings:
    """What several sources tell of LinkedIn's own index."""

    readings: tuple[OfficialReading, ...]
    """One for each member and day, by day."""
    doubts: tuple[str, ...]
    """Where sources contradict each other, in plain sentences."""


@dataclass(kw_only=True)
class _Days:
    """The readings met so far, each with the name of its source."""

    found: dict[tuple[dt.date, str], tuple[str, OfficialReading]] = field(default_factory=dict)
    doubts: dict[str, None] = field(default_factory=dict)

    def take(self, name: str, one: OfficialReading) -> None:
        key = (one.day, one.member_id)
        won, known = self.found.setdefault(key, (name, one))
        if contradicted := next(_differences(known, one), None):
            part, ours, theirs = contradicted
            self.doubts[
                f"LinkedIn's own index of {one.day}: {won} tells {part} {ours:g}, {name} "
                f"{theirs:g}; the former stands."
            ] = None
        else:
            self.found[key] = (won, _filled(known, one))


def readings_once(sources: Sequence[Imported]) -> Readings:
    """Keep one reading for each member and day: a file that is given goes before what was kept.

    What one of two that agree leaves open, the other fills in.

    Args:
        sources: The better first.
    """
    days = _Days()
    for one in sorted(sources, key=_was_kept):
        for reading in one.official:
            days.take(one.archive or one.source, reading)
    readings = (days.found[key][1] for key in sorted(days.found))
    return Readings(readings=tuple(readings), doubts=tuple(days.doubts))


def _was_kept(one: Imported) -> bool:
    return not one.files


def _differences(
    known: OfficialReading, other: OfficialReading
) -> Iterator[tuple[str, float, float]]:
    theirs = {part: (value, slack) for part, value, slack in _numbers(other)}
    for part, ours, _ in _numbers(known):
        value, slack = theirs.get(part, (ours, 1.0))
        if abs(ours - value) >= slack:
            yield part, ours, value


def _numbers(one: OfficialReading) -> Iterator[tuple[str, float, float]]:
    """Yield each number that is known, and from which difference on another contradicts it."""
    yield "the total", one.total, _SHOWN_WHOLE
    yield from ((pillar, points, _SHOWN_CUT) for pillar, points in one.pillars.items())
    for name, group in (("industry", one.industry), ("network", one.network)):
        if group and group.top is not None:
            yield f"the {name} rank", group.top, _SHOWN_WHOLE
        if group and group.average is not None:
            yield f"the {name} average", group.average, _SHOWN_WHOLE


def _filled(known: OfficialReading, other: OfficialReading) -> OfficialReading:
    return replace(
        known,
        pillars={**other.pillars, **known.pillars},
        industry=_group(known.industry, other.industry),
        network=_group(known.network, other.network),
    )


def _group(known: OfficialGroup | None, other: OfficialGroup | None) -> OfficialGroup | None:
    if known is None or other is None:
        return known or other
    return OfficialGroup(
        name=known.name or other.name,
        top=other.top if known.top is None else known.top,
        average=other.average if known.average is None else known.average,
        rank_change=other.rank_change if known.rank_change is None else known.rank_change,
    )
