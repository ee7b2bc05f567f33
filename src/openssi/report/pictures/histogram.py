"""A histogram: how many members stand at each step of a scale, as a share of all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from openssi.report.numbers import DASH, plain, points
from openssi.result.population import Distribution

STEP: Final = 10
"""Width of a step in the drawing area, which the page stretches; HEIGHT is its height."""
HEIGHT: Final = 100
GAP: Final = 1
_TOPS: Final = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
MOST_MARKS: Final = 5


@dataclass(frozen=True, kw_only=True)
class Bin:
    """One step."""

    x: float
    """Where its bar stands, in the drawing area."""
    height: float
    """How high it is; one with somebody in it is never flat."""
    label: str
    """From where to where."""
    members: int
    """How many."""
    share: float
    """How many of all, 0 to 1."""
    side: str
    """``below`` none, ``above`` it, or ``level``: colours of a change."""


@dataclass(frozen=True, kw_only=True)
class Histogram:
    """The whole picture."""

    width: int
    """Width of the drawing area."""
    top: float
    """Share of the members at the upper edge."""
    bins: tuple[Bin, ...]
    """Steps that have somebody."""
    marks: tuple[tuple[float, str], ...]
    """Marks of the scale: percent from the left, and what stands there."""
    median: float
    """Percent from the left at which the middle member stands."""


def histogram(told: Distribution, *, signed: bool = False) -> Histogram:
    """Draw a distribution.

    Args:
        told: What to draw.
        signed: Whether the numbers are changes, with none in the middle and open ends.
    """
    shares = [members / told.members for members in told.counts]
    top = next((top for top in _TOPS if top >= max(shares)), 1.0)
    found = [_bin(told, n, top, signed=signed) for n, members in enumerate(told.counts) if members]
    last = told.first + told.step * len(told.counts)
    return Histogram(
        width=STEP * len(told.counts),
        top=top,
        bins=tuple(found),
        marks=tuple((_percent(told, at), _mark(at, signed=signed)) for at in _marks(told, last)),
        median=min(100.0, max(0.0, _percent(told, told.deciles[4]))),
    )


def _bin(told: Distribution, number: int, top: float, *, signed: bool) -> Bin:
    share = told.counts[number] / told.members
    middle = told.first + told.step * (number + 0.5)
    return Bin(
        x=STEP * number + GAP / 2,
        height=max(1.0, round(HEIGHT * share / top, 1)),
        label=_label(told, number, signed=signed),
        members=told.counts[number],
        share=share,
        side=_side(middle, told.step) if signed else "level",
    )


def _side(middle: float, step: float) -> str:
    if abs(middle) < step / 2:
        return "level"
    return "above" if middle > 0 else "below"


def _label(told: Distribution, number: int, *, signed: bool) -> str:
    """From where to where; the ends of changes are open."""
    low = told.first + told.step * number
    ends = [plain(round(end, 3)) for end in (low, low + told.step)]
    if signed and number == 0:
        return f"below {ends[1]}"
    if signed and number == len(told.counts) - 1:
        return f"{ends[0]} and more"
    return f"{ends[0]} to {ends[1]}" if signed else f"{ends[0]}{DASH}{ends[1]}"


def _marks(told: Distribution, last: float) -> list[float]:
    """Round values, few enough for a telephone."""
    span = last - told.first
    power = 10 ** math.floor(math.log10(span / MOST_MARKS))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power * MOST_MARKS >= span - 1e-9)
    begin = math.ceil(told.first / step - 1e-9)
    return [step * n for n in range(begin, math.floor(last / step + 1e-9) + 1)]


def _mark(value: float, *, signed: bool) -> str:
    text = plain(round(value, 3))
    return f"+{text}" if signed and value > 0 else text


def _percent(told: Distribution, value: float) -> float:
    return round(100 * (value - told.first) / (told.step * len(told.counts)), 2)


def ends(told: Distribution) -> str:
    """From the first to the last decile, between which eight of ten members stand."""
    return f"{points(told.deciles[0])}{DASH}{points(told.deciles[-1])}"
