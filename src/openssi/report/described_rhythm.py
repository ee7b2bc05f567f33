"""The rhythm and the habits as the page shows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from openssi.report.kind_words import KINDS, SHOWN_BY
from openssi.report.month_table import YearRow, latest, year_rows
from openssi.report.pictures.columns import Columns, columns, outline
from openssi.report.pictures.day_map import DayMap, day_map
from openssi.report.pictures.month_axis import month_name
from openssi.report.pictures.week_map import WeekMap, week_map
from openssi.result import Habit, Rhythm

MONTHS = 36
YEAR = 12


@dataclass(frozen=True, kw_only=True)
class KindRow:
    """One kind of deed over the months."""

    kind: str
    """Which kind."""
    title: str
    """Name to show."""
    outline: str
    """The months as an SVG path."""
    year: int
    """How often in the latest twelve months."""
    before: int | None
    """How often in the twelve months before; None where they were not all seen."""
    since: str
    """The first month drawn, in words."""
    rows: tuple[YearRow, ...]
    """The same as a table."""


@dataclass(frozen=True, kw_only=True)
class RhythmView:
    """Everything that the part shows."""

    told: Rhythm
    """The numbers."""
    days: int
    """Days of the calendar."""
    map: DayMap
    """The calendar."""
    kinds: tuple[KindRow, ...]
    """Kinds that occur, the most frequent of the last twelve months first."""
    none: tuple[str, ...]
    """Kinds that could be seen and did not occur."""


@dataclass(frozen=True, kw_only=True)
class HabitView:
    """One habit."""

    told: Habit
    """The numbers."""
    title: str
    """Name to show."""
    columns: Columns | None
    """By month."""
    rows: tuple[YearRow, ...]
    """The same as a table."""
    week: WeekMap | None
    """By the hour of the week."""
    shown_by: str
    """Which source would show it."""


def rhythm_view(rhythm: Rhythm, last: dt.date) -> RhythmView:
    """Lay out a rhythm up to the day scored."""
    rows = [_kind(rhythm, kind) for kind in rhythm.months if any(rhythm.months[kind].counts)]
    nothing = [kind for kind in rhythm.months if not any(rhythm.months[kind].counts)]
    return RhythmView(
        told=rhythm,
        days=(last - rhythm.first).days + 1,
        map=day_map(rhythm, last),
        kinds=tuple(sorted(rows, key=lambda row: -row.year)),
        none=tuple(KINDS.get(kind, kind).lower() for kind in nothing),
    )


def _kind(rhythm: Rhythm, kind: str) -> KindRow:
    told = rhythm.months[kind]
    earlier = told.counts[-2 * YEAR : -YEAR]
    is_seen = len(earlier) == YEAR and None not in earlier
    return KindRow(
        kind=kind,
        title=KINDS.get(kind, kind),
        outline=outline(told, MONTHS),
        year=latest(told),
        before=latest(told, skip=YEAR) if is_seen else None,
        since=month_name(told.first),
        rows=year_rows(told),
    )


def habit_view(habit: Habit) -> HabitView:
    """Lay out a habit."""
    months = habit.months
    return HabitView(
        told=habit,
        title=KINDS.get(habit.kind, habit.kind),
        columns=columns(months) if months else None,
        rows=year_rows(months) if months else (),
        week=week_map(habit.week) if habit.week and habit.total else None,
        shown_by=SHOWN_BY.get(habit.kind, "another source"),
    )
