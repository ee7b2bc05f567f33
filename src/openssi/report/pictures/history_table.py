"""The table behind the history: the end of each year, then of each month of the last one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from openssi.report.pictures.days_axis import drawn
from openssi.result import History, Official, OfficialPoint, PillarId

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
    official: OfficialPoint | None
    """The last official reading of its period."""


def history_rows(history: History, official: Official | None = None) -> tuple[HistoryRow, ...]:
    """The last known day of each period, the latest first."""
    ends = {_period(history, day): index for index, day in enumerate(history.days)}
    read = {_period(history, one.day): one for one in drawn(history, official)}
    return tuple(
        _row(history, index, read.get(_period(history, history.days[index])))
        for index in sorted(ends.values(), reverse=True)
    )


def _period(history: History, day: dt.date) -> tuple[int, int]:
    """Days after the last one belong to its period."""
    last = history.days[-1]
    day = min(day, last)
    months_ago = (last.year - day.year) * 12 + last.month - day.month
    return (day.year, day.month if months_ago <= MONTHS_SHOWN else 0)


def _row(history: History, index: int, read: OfficialPoint | None) -> HistoryRow:
    return HistoryRow(
        day=history.days[index],
        total=history.total[index],
        pillars={pillar: line[index] for pillar, line in history.pillars.items()},
        official=read,
    )
