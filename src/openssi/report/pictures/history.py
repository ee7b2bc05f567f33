"""The history: the total and the four pillars by day, broken where the days do not compare."""

from __future__ import annotations

import bisect
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase

from openssi.report.pictures.calendar import Mark, marks
from openssi.report.pictures.days_axis import DaysAxis, days_axis, drawn
from openssi.report.pictures.line import HEIGHT, WIDTH, path, stretches, thinned
from openssi.report.pictures.official_mark import OfficialMark, official_mark
from openssi.result import Break, Event, History, Official, OfficialPoint, Pillar

TOTAL_BUCKETS = 160
PILLAR_BUCKETS = 70
"""Two points a bucket at most: about 900 points for all five lines, however long the history."""
TOTAL_STEP = 20
NUMBERED_APART = 2.5
"""Break marks closer than this many percent share the number of the first."""


@dataclass(frozen=True, kw_only=True)
class GridLine:
    """A level of a panel."""

    at: float
    """Percent from the top."""
    label: str
    """What the level is."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One line with its levels."""

    id: str
    """``total`` or the pillar."""
    title: str
    """Name to show."""
    top: float
    """Points at the upper edge."""
    line: str
    """SVG path of the line."""
    area: str
    """SVG path of the area under it."""
    grid: tuple[GridLine, ...]
    """Levels."""


@dataclass(frozen=True, kw_only=True)
class BreakMark:
    """A place where the line breaks, with the reason."""

    at: float
    """Percent from the left."""
    breaks: tuple[Break, ...]
    """What happened there; several where they are too close to tell apart."""


@dataclass(frozen=True, kw_only=True)
class EventMark:
    """A day of the member's own life."""

    at: float
    """Percent from the left."""
    letter: str
    """By which the list below names it."""
    event: Event
    """What happened."""


@dataclass(frozen=True, kw_only=True)
class HistoryPicture:
    """The whole picture."""

    total: Panel
    """The total."""
    pillars: tuple[Panel, ...]
    """The four pillars, on one scale."""
    marks: tuple[tuple[float, Mark], ...]
    """Marks of the time axis, with their percent from the left."""
    breaks: tuple[BreakMark, ...]
    """Where the lines break."""
    events: tuple[EventMark, ...]
    """What happened meanwhile."""
    official: tuple[OfficialMark, ...]
    """LinkedIn's own index, as read."""
    axis: DaysAxis
    """From which day to which the picture goes."""


def history_picture(
    history: History, pillars: Sequence[Pillar], official: Official | None = None
) -> HistoryPicture | None:
    """Draw a history; None where there are no two days to draw."""
    if len(history.days) < 2:  # noqa: PLR2004 -- a line has two ends
        return None
    axis = days_axis(history, official)
    readings = drawn(history, official)
    total = _total(history, axis, readings)
    panels = tuple(_pillar(history, axis, pillar) for pillar in pillars)
    tops = {panel.id: panel.top for panel in (total, *panels)}
    return HistoryPicture(
        total=total,
        pillars=panels,
        marks=tuple((axis.percent(mark.day), mark) for mark in marks(axis.first, axis.last)),
        breaks=_break_marks(history, axis),
        events=_event_marks(history, axis),
        official=tuple(official_mark(point, axis, tops) for point in readings),
        axis=axis,
    )


def break_indices(history: History) -> frozenset[int]:
    """Index of the first day of each new stretch."""
    days = history.days
    return frozenset(bisect.bisect_left(days, gap.day) for gap in history.breaks)


def total_cuts(history: History) -> frozenset[int]:
    """Where the total must not connect: at breaks, and where another sum is measurable."""
    steps = enumerate(pairwise(history.measurable), start=1)
    return break_indices(history) | {index for index, (a, b) in steps if a != b}


def total_top(history: History, readings: Sequence[OfficialPoint] = ()) -> float:
    """The upper edge of the total's panel: the next level above all that was reached."""
    totals = (*history.total, *(point.total for point in readings))
    highest = max((value for value in totals if value is not None), default=0.0)
    return float(TOTAL_STEP * max(1, math.ceil(highest / TOTAL_STEP)))


def _total(history: History, axis: DaysAxis, readings: Sequence[OfficialPoint]) -> Panel:
    top = total_top(history, readings)
    lines = _Drawn(_places(history, axis), history.total, total_cuts(history), top, TOTAL_BUCKETS)
    levels = range(TOTAL_STEP, int(top) + 1, TOTAL_STEP)
    return Panel(
        id="total", title="Index", top=top, line=lines.line, area=lines.area,
        grid=tuple(GridLine(at=100 - 100 * n / top, label=str(n)) for n in levels),
    )  # fmt: skip


def _pillar(history: History, axis: DaysAxis, pillar: Pillar) -> Panel:
    values = history.pillars.get(pillar.id, ())
    lines = _Drawn(
        _places(history, axis), values, break_indices(history), pillar.max, PILLAR_BUCKETS
    )
    return Panel(
        id=pillar.id, title=pillar.title, top=pillar.max, line=lines.line, area=lines.area,
        grid=(GridLine(at=0, label=f"{pillar.max:.0f}"), GridLine(at=100, label="0")),
    )  # fmt: skip


def _places(history: History, axis: DaysAxis) -> list[int]:
    """Where each day stands on the drawing area."""
    span = (axis.last - axis.first).days
    return [round(WIDTH * (day - axis.first).days / span) for day in history.days]


class _Drawn:
    """Paths of one series."""

    def __init__(
        self, xs: Sequence[int], values: Sequence[float | None], cuts: Collection[int],
        top: float, buckets: int,
    ) -> None:  # fmt: skip
        ys = [None if v is None else round(HEIGHT * (1 - v / top)) for v in values]
        runs = [
            thinned([(xs[n], y) for n in run if (y := ys[n]) is not None], buckets)
            for run in stretches(values, cuts)
        ]
        self.line = "".join(path(run) for run in runs)
        self.area = "".join(f"{path(run)}V{HEIGHT}H{run[0][0]}z" for run in runs if len(run) > 1)


def _break_marks(history: History, axis: DaysAxis) -> tuple[BreakMark, ...]:
    found: list[BreakMark] = []
    for gap in sorted(history.breaks, key=lambda gap: gap.day):
        at = axis.percent(gap.day)
        if found and at - found[-1].at < NUMBERED_APART:
            last = found.pop()
            found.append(BreakMark(at=last.at, breaks=(*last.breaks, gap)))
        else:
            found.append(BreakMark(at=at, breaks=(gap,)))
    return tuple(found)


def _event_marks(history: History, axis: DaysAxis) -> tuple[EventMark, ...]:
    """Mark the latest events, as many as there are letters."""
    latest = history.events[-len(ascii_uppercase) :]
    return tuple(
        EventMark(at=axis.percent(event.day), letter=letter, event=event)
        for letter, event in zip(ascii_uppercase, latest, strict=False)
    )
