"""The week as a map: a row for each weekday, a column for each hour, shaded by count."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.report.pictures.heat import Heat
from openssi.result import Week

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, kw_only=True)
class WeekMap:
    """The whole picture."""

    rows: tuple[tuple[str, tuple[int, ...]], ...]
    """Weekdays with the counts of their hours, UTC."""
    heat: Heat
    """Shades."""
    total: int
    """Everything counted."""
    most: int
    """The most in one hour."""
    busiest: str
    """The hour of the week with the most, in words; empty where there is nothing."""


def week_map(week: Week) -> WeekMap:
    """Shade a week."""
    return WeekMap(
        rows=tuple(zip(WEEKDAYS, week.hours, strict=True)),
        heat=Heat.of(count for row in week.hours for count in row),
        total=sum(map(sum, week.hours)),
        most=max(map(max, week.hours)),
        busiest=_busiest(week),
    )


def _busiest(week: Week) -> str:
    most, day, hour = max(
        (count, -day, -hour) for day, row in enumerate(week.hours) for hour, count in enumerate(row)
    )
    return f"{WEEKDAYS[-day]} {-hour:02}:00" if most else ""
