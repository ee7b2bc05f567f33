"""The stored days of a member as a history: each as it was scored then."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from openssi.methodology import Methodology
from openssi.methodology.whole import PILLAR_POINTS
from openssi.population.lookup import Row
from openssi.result import Break, History

_SAME: Final = 1e-6
"""Coverages that are less apart are the same: trails tell them to a millionth."""


def columns(rules: Methodology) -> list[str]:
    """Return what is read of the scores of a day."""
    pillars = [pillar.id for pillar in rules.pillars]
    return ["total", *pillars, *(f"{pillar}_coverage" for pillar in pillars), "methodology"]


def history(rules: Methodology, past: Mapping[dt.date, Row]) -> History:
    """Return the history of the stored days; days between them that were not scored are no days."""
    rows = list(past.values())
    pillars = [pillar.id for pillar in rules.pillars]
    return History(
        days=tuple(past),
        total=tuple(row["total"] for row in rows),
        measurable=tuple(_measurable(row, pillars) for row in rows),
        pillars={pillar: tuple(row[pillar] for row in rows) for pillar in pillars},
        breaks=_breaks(rules, past),
    )


def _measurable(row: Row, pillars: Sequence[str]) -> float:
    return PILLAR_POINTS * sum(row[pillar] is not None for pillar in pillars)


def _breaks(rules: Methodology, past: Mapping[dt.date, Row]) -> tuple[Break, ...]:
    found = (
        (day, _reason(rules, before, row)) for (_, before), (day, row) in pairwise(past.items())
    )
    return tuple(Break(day=day, reason=reason) for day, reason in found if reason)


def _reason(rules: Methodology, before: Row, row: Row) -> str:
    """Why two days do not compare: other rules, or other signals seen."""
    if before["methodology"] != row["methodology"]:
        return f"Scored by {row['methodology']} from here on, by {before['methodology']} before"
    changed = [
        pillar.title
        for pillar in rules.pillars
        if abs(row[f"{pillar.id}_coverage"] - before[f"{pillar.id}_coverage"]) > _SAME
    ]
    return f"Not the same signals are seen of: {', '.join(changed)}" if changed else ""
