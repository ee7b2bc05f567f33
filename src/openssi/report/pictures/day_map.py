"""A year of days: a column for each week, a row for each weekday, shaded by how much was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from openssi.report.numbers import MONTHS
from openssi.report.pictures.heat import Heat
from openssi.report.pictures.week_map import WEEKDAYS
from openssi.result import Rhythm

WEEK = 7
HALVES = 2
"""The year stands in two halves, side by side where there is room."""


@dataclass(frozen=True, kw_only=True)
class DayCell:
    """One day."""

    day: dt.date
    """Which."""
    count: int
    """How much was done."""
    is_seen: bool
    """Whether any of the member's own deeds could be seen on it."""
    label: str
    """The day in short."""


@dataclass(frozen=True, kw_only=True)
class Half:
    """Half of the weeks."""

    months: tuple[str, ...]
    """For each week the month that begins in it, shortened; empty for the others."""
    rows: tuple[tuple[str, tuple[DayCell, ...]], ...]
    """Weekdays with their days; the last week ends with the day scored."""


@dataclass(frozen=True, kw_only=True)
class DayMap:
    """The whole picture."""

    halves: tuple[Half, ...]
    """The earlier half, then the later."""
    heat: Heat
    """Shades."""


def day_map(rhythm: Rhythm, last: dt.date) -> DayMap:
    """Shade the days of the calendar up to the last."""
    totals = {date: sum(deeds.values()) for date, deeds in rhythm.days.items()}
    seen_from = min(rhythm.observed.values(), default=last + dt.timedelta(days=1))
    dates = [rhythm.first + dt.timedelta(days=n) for n in range((last - rhythm.first).days + 1)]
    cells = [
        DayCell(
            day=date,
            count=totals.get(date, 0),
            is_seen=date >= seen_from or date in totals,
            label=f"{date.day} {_month(date)}",
        )
        for date in dates
    ]
    weeks = [cells[n : n + WEEK] for n in range(0, len(cells), WEEK)]
    half = (len(weeks) + 1) // HALVES
    return DayMap(halves=(_half(weeks[:half]), _half(weeks[half:])), heat=Heat.of(totals.values()))


def _half(weeks: Sequence[Sequence[DayCell]]) -> Half:
    return Half(
        months=tuple(
            next((_month(cell.day) for cell in week if cell.day.day == 1), "") for week in weeks
        ),
        rows=tuple(
            (name, tuple(week[row] for week in weeks if row < len(week)))
            for row, name in enumerate(WEEKDAYS)
        ),
    )


def _month(date: dt.date) -> str:
    return MONTHS[date.month - 1][:3]
