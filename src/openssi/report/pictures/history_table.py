"""The table behind the history: the end of each year, then of each month of the last one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from openssi.result import History, PillarId

MONTHS_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One day of the table."""

    day: dt.date
    """The day."""
    total: float | None
    """Total on it."""
    pillars: dict[PillarId, float | None]
    """Each pillar on it."""


def history_rows(history: History) -> tuple[HistoryRow, ...]:
    """The last known day of each period, the latest first."""
    ends = {_period(history, index): index for index in range(len(history.days))}
    return tuple(_row(history, index) for index in sorted(ends.values(), reverse=True))


def _period(history: History, index: int) -> tuple[int, int]:
    day, last = history.days[index], history.days[-1]
    months_ago = (last.year - day.year) * 12 + last.month - day.month
    return (day.year, day.month if months_ago <= MONTHS_SHOWN else 0)


def _row(history: History, index: int) -> HistoryRow:
    return HistoryRow(
        day=history.days[index],
        total=history.total[index],
        pillars={pillar: line[index] for pillar, line in history.pillars.items()},
    )
