"""The history as compact columns for the page's script, which draws and reads out, nothing else.

Each column holds a day's values as they are shown: rounded so that the pillars sum to the total.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence
from typing import Any

from openssi.report.numbers import day
from openssi.report.pictures.calendar import marks
from openssi.report.pictures.history import (
    HistoryPicture,
    break_indices,
    total_cuts,
    total_top,
)
from openssi.report.rounding import shown, shown_parts
from openssi.result import History, Pillar, PillarId

RANGES = (("3 months", 91), ("1 year", 365))


def history_data(
    history: History, pillars: Sequence[Pillar], picture: HistoryPicture
) -> dict[str, Any]:
    """Columns for the script: days as offsets from the first one, cuts as indices."""
    values = _shown(history, [pillar.id for pillar in pillars])
    breaks = sorted(break_indices(history))
    total: dict[str, Any] = {
        "id": "total",
        "top": total_top(history),
        "cuts": sorted(total_cuts(history)),
    }
    parts: list[dict[str, Any]] = [
        {"id": pillar.id, "top": pillar.max, "cuts": breaks} for pillar in pillars
    ]
    return {
        "first": history.days[0].isoformat(),
        "offsets": _offsets(history.days),
        "columns": [{**c, "values": values[n]} for n, c in enumerate((total, *parts))],
        "breaks": [(mark.breaks[0].day - history.days[0]).days for mark in picture.breaks],
        "ranges": _ranges(history.days),
    }


def _shown(history: History, pillars: Sequence[PillarId]) -> list[tuple[float | None, ...]]:
    unknown = (None,) * len(history.days)
    lines = [history.pillars.get(pillar, unknown) for pillar in pillars]
    days = zip(history.total, zip(*lines, strict=True), strict=True)
    return list(zip(*(_shown_day(total, parts) for total, parts in days), strict=True))


def _shown_day(total: float | None, parts: Sequence[float | None]) -> tuple[float | None, ...]:
    if total is None:
        return (None,) * (len(parts) + 1)
    rounded = iter(shown_parts([part for part in parts if part is not None], total))
    return (shown(total), *(None if part is None else next(rounded) for part in parts))


def _offsets(days: Sequence[dt.date]) -> list[int] | int:
    """Days since the first one; the step alone where the days are evenly spaced."""
    offsets = [(date - days[0]).days for date in days]
    step = offsets[1]
    even = offsets == list(range(0, step * len(days), step))
    return step if even else offsets


def _ranges(days: Sequence[dt.date]) -> list[dict[str, Any]]:
    span = (days[-1] - days[0]).days
    short = [(label, length) for label, length in RANGES if length < span]
    return [_range(days, label, length) for label, length in (*short, ("All", span))]


def _range(days: Sequence[dt.date], label: str, length: int) -> dict[str, Any]:
    start = days[-1] - dt.timedelta(days=length)
    return {
        "label": label,
        "from": bisect.bisect_left(days, start),
        "title": f"{day(start)} to {day(days[-1])}",
        "marks": [[(mark.day - days[0]).days, mark.label] for mark in marks(start, days[-1])],
    }
