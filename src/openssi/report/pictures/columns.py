"""Columns: a count for each month, as far back as a person looks."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.report.pictures.calendar import Mark
from openssi.report.pictures.month_axis import add_months, month_marks, month_name
from openssi.result import Months

LATEST = 48
"""Months that are drawn at most; the table behind has them all."""
STEP = 10
HEIGHT = 100
"""Size of the drawing area: a step for each month; the page stretches it."""
LOW = 24
"""Height of the drawing area of an outline, which stands in a row of a table."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One month."""

    x: int
    """Where it stands, in steps of the drawing area."""
    height: int
    """How high it is; a month with something is never flat."""
    label: str
    """Month and year."""
    count: int | None
    """The count; None where not seen."""


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The whole picture."""

    width: int
    """Width of the drawing area."""
    top: int
    """Count at the upper edge."""
    columns: tuple[Column, ...]
    """Months that have something or were not seen."""
    marks: tuple[tuple[float, Mark], ...]
    """Marks of the time axis, with their percent from the left."""
    first: str
    """The first month."""
    last: str
    """The last month."""


def columns(told: Months) -> Columns:
    """Draw the latest months."""
    counts = told.counts[-LATEST:]
    first = add_months(told.first, len(told.counts) - len(counts))
    top = max((count for count in counts if count is not None), default=0) or 1
    labels = [month_name(add_months(first, number)) for number in range(len(counts))]
    return Columns(
        width=STEP * len(counts),
        top=top,
        columns=tuple(
            _column(number, count, top, labels[number])
            for number, count in enumerate(counts)
            if count != 0
        ),
        marks=month_marks(first, len(counts)),
        first=labels[0],
        last=labels[-1],
    )


def outline(told: Months, latest: int) -> str:
    """The latest months as strokes of one SVG path, for where there is no room for more."""
    counts = [count or 0 for count in told.counts[-latest:]]
    top = max(counts, default=0) or 1
    heights = [max(1, round(LOW * n / top)) if n else 0 for n in counts]
    columns = (f"v-{height}m{STEP} {height}" if height else f"m{STEP} 0" for height in heights)
    begin = STEP * (latest - len(counts)) + STEP // 2
    return f"M{begin} {LOW}{''.join(columns)}"


def _column(number: int, count: int | None, top: int, label: str) -> Column:
    height = HEIGHT if count is None else max(1, round(HEIGHT * count / top))
    return Column(x=STEP * number, height=height, label=label, count=count)
