"""Growth: how many connections there were at the end of each month."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate

from openssi.report.pictures.calendar import Mark
from openssi.report.pictures.line import HEIGHT, WIDTH, path
from openssi.report.pictures.month_axis import add_months, month_marks
from openssi.result import Network

LEVELS = 4
"""Levels that the scale has at most."""
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, kw_only=True)
class YearBand:
    """One calendar year of the picture."""

    year: int
    """The year."""
    left: float
    """Where it begins, in percent from the left."""
    width: float
    """How wide it is, in percent."""
    gained: int
    """Connections made in it that still stand."""
    standing: int
    """Connections at its end, or at the end of what is told."""


@dataclass(frozen=True, kw_only=True)
class Growth:
    """The whole picture."""

    line: str
    """SVG path of the line."""
    area: str
    """SVG path of the area under it."""
    levels: tuple[tuple[float, int], ...]
    """Levels of the scale: percent from the top, and the count there."""
    marks: tuple[tuple[float, Mark], ...]
    """Marks of the time axis, with their percent from the left."""
    years: tuple[YearBand, ...]
    """The years."""


def growth(network: Network) -> Growth | None:
    """Draw how a network grew; None where there are no two months to draw, or nobody in them."""
    gained = [count or 0 for count in network.gained.counts]
    if len(gained) < 2 or not any(gained):  # noqa: PLR2004 -- a line has two ends
        return None
    before = network.earlier + network.undated
    standing = list(accumulate(gained, initial=before))
    top, levels = _scale(standing[-1])
    points = [
        (round(WIDTH * n / len(gained)), round(HEIGHT * (1 - people / top)))
        for n, people in enumerate(standing)
    ]
    line = path(points)
    return Growth(
        line=line,
        area=f"{line}V{HEIGHT}H0z",
        levels=levels,
        marks=month_marks(network.gained.first, len(gained)),
        years=_years(network, standing),
    )


def _scale(most: int) -> tuple[float, tuple[tuple[float, int], ...]]:
    """Round levels, the uppermost at or above what was reached."""
    rough = max(1, most) / LEVELS
    power = 10 ** math.floor(math.log10(rough))
    step = max(1, next(int(s * power) for s in _STEPS if s * power >= rough))
    count = math.ceil(max(1, most) / step)
    return step * count, tuple(
        (round(100 - 100 * n / count, 2), step * n) for n in range(count + 1)
    )


def _years(network: Network, standing: list[int]) -> tuple[YearBand, ...]:
    first, months = network.gained.first, len(standing) - 1
    bands, start = [], 0
    while start < months:
        year = add_months(first, start).year
        end = min(months, start + 12 - (add_months(first, start).month - 1))
        bands.append(
            YearBand(
                year=year,
                left=round(100 * start / months, 2),
                width=round(100 * (end - start) / months, 2),
                gained=standing[end] - standing[start],
                standing=standing[end],
            )
        )
        start = end
    return tuple(bands)
