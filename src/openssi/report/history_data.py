"""The history as compact columns for the page's script, which draws and reads out, nothing else.

Each column holds a day's values as they are shown: rounded so that the pillars sum to the total.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from openssi.report import official_words
from openssi.report.numbers import day
from openssi.report.packed import ALPHABET, NEAR, packed
from openssi.report.pictures.history import HistoryPicture, break_indices, total_cuts
from openssi.report.rounding import shown, shown_parts
from openssi.report.words import event, month
from openssi.result import History, Pillar, PillarId

RANGES = (("3 months", 91), ("1 year", 365), ("3 years", 1096))
"""Lengths that a button offers, in days; "All" comes on top."""


def history_data(
    history: History, pillars: Sequence[Pillar], picture: HistoryPicture
) -> dict[str, Any]:
    """Columns for the script: days as offsets from the first one, cuts as indices."""
    values = shown_columns(history, [pillar.id for pillar in pillars])
    breaks = sorted(break_indices(history))
    columns: list[dict[str, Any]] = [
        {"id": "total", "title": "Index", "top": 100, "cuts": sorted(total_cuts(history))},
        *({"id": p.id, "title": p.title, "top": p.max, "cuts": breaks} for p in pillars),
    ]
    return {
        "alphabet": ALPHABET,
        "near": NEAR,
        "first": history.days[0].isoformat(),
        "offsets": _offsets(history.days),
        "columns": [{**c, "values": packed(values[n])} for n, c in enumerate(columns)],
        "marks": [*_marks(history, picture), *_official(history, picture)],
        "until": (picture.axis.last - history.days[0]).days,
        "ranges": _ranges(history.days, picture.axis.last),
    }


def shown_columns(history: History, pillars: Sequence[PillarId]) -> list[tuple[float | None, ...]]:
    """The total and the pillars of every day as shown, one column each."""
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


def _marks(history: History, picture: HistoryPicture) -> list[dict[str, Any]]:
    """Breaks by number and events by letter, each with its day and what a reader is told of it."""
    first = history.days[0]
    breaks = [
        {
            "kind": "break",
            "name": str(number),
            "day": (mark.breaks[0].day - first).days,
            "text": "; ".join(gap.reason for gap in mark.breaks),
        }
        for number, mark in enumerate(picture.breaks, start=1)
    ]
    events = [
        {
            "kind": "event",
            "name": mark.letter,
            "day": (mark.event.day - first).days,
            "text": f"{month(mark.event.day)}: {event(mark.event)}",
        }
        for mark in picture.events
    ]
    return [*breaks, *events]


def _official(history: History, picture: HistoryPicture) -> list[dict[str, Any]]:
    """Official readings, each with its numbers as shown by the line that they stand beside."""
    return [
        {
            "kind": "official",
            "name": day(one.point.day),
            "day": (one.point.day - history.days[0]).days,
            "text": official_words.read(one.point),
            "values": {
                "total": shown(one.point.total),
                **{pillar: shown(points) for pillar, points in one.point.pillars.items()},
            },
        }
        for one in picture.official
    ]


def _ranges(days: Sequence[dt.date], until: dt.date) -> list[dict[str, Any]]:
    span = (until - days[0]).days
    short = [(label, length) for label, length in RANGES if length < span]
    return [{"label": label, "days": length} for label, length in (*short, ("All", span))]
