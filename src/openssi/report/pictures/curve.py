"""The curve of a signal with the member's place on it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from openssi.report.pictures.line import path
from openssi.report.scales import Scaled
from openssi.report.words import axis_value
from openssi.result import Curve, Signal

WIDTH = 1000
HEIGHT = 400
SAMPLES = 15
ROOM = 1.08
"""The axis ends a little beyond full marks, so that the level at the top is seen."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A point of the picture."""

    x: float
    """Percent from the left."""
    y: float
    """Percent from the top."""
    label: str
    """The value there."""
    share: float
    """Share of full marks there."""


@dataclass(frozen=True, kw_only=True)
class CurvePicture:
    """A curve and what stands on it."""

    path: str
    """SVG path on the drawing area."""
    zero: float
    """Percent from the top at which no points are earned."""
    controls: tuple[Place, ...]
    """The control points."""
    member: Place | None
    """The member's own place; None where not observed."""


def curve_picture(signal: Signal) -> CurvePicture:
    """Draw the curve of a signal."""
    frame = Axes(signal, signal.value)
    member = None
    if signal.value is not None and signal.points is not None and signal.max_points > 0:
        member = frame.place(signal.value, signal.points / signal.max_points)
    return CurvePicture(
        path=frame.path(),
        zero=frame.y(0),
        controls=tuple(frame.place(x, frame.share(x)) for x in frame.controls),
        member=member,
    )


def share_of(curve: Curve) -> Callable[[float], float]:
    """Share of full marks as a function of the value, as the methodology defines its curves."""
    if curve.shape == "logarithmic":
        return _logarithmic(curve.half or curve.full / 2, curve.full)
    if curve.shape == "speed":
        return _speed(curve.floor or curve.full, curve.full)
    floor = curve.floor or 0.0
    return lambda x: min(1.0, max(0.0, (x - floor) / (curve.full - floor)))


def _logarithmic(half: float, full: float) -> Callable[[float], float]:
    bend = full - 2 * half
    if bend <= 0:
        return lambda x: min(1.0, max(0.0, x / full))
    a = half * half / bend
    return lambda x: min(1.0, math.log1p(max(0.0, x) / a) / math.log1p(full / a))


def _speed(zero: float, full: float) -> Callable[[float], float]:
    whole = math.log(zero / full) or 1.0
    return lambda x: min(1.0, max(0.0, math.log(zero / max(x, 1e-9)) / whole))


def _control_values(curve: Curve) -> tuple[float, ...]:
    first = curve.half if curve.shape == "logarithmic" else curve.floor
    return (curve.full,) if first is None else (first, curve.full)


class Axes:
    """Axes of one scale: values to the right, points upwards; speed in log time."""

    def __init__(self, scale: Scaled, value: float | None = None) -> None:
        self.scale = scale
        curve = scale.curve
        self.share = self._with_penalty(scale, share_of(curve))
        self.log = curve.shape == "speed"
        self.controls = _control_values(curve)
        values = [*self.controls, *([value] if value is not None else [])]
        self.low = min(values) / ROOM if self.log else 0.0
        self.high = max(values) * ROOM
        self.bottom = min(0.0, -curve.penalty / scale.weight) if scale.weight else 0.0

    @staticmethod
    def _with_penalty(scale: Scaled, share: Callable[[float], float]) -> Callable[[float], float]:
        floor, loss = scale.curve.floor or 0.0, scale.curve.penalty
        if not (loss and floor and scale.weight) or scale.curve.shape != "linear":
            return share
        return lambda x: share(x) if x >= floor else -loss / scale.weight * (floor - x) / floor

    def value(self, across: float) -> float:
        """The value at a share of the width: the inverse of `across`."""
        if self.log:
            return self.low * math.pow(self.high / self.low, across)
        return self.low + (self.high - self.low) * across

    def across(self, value: float) -> float:
        """Share of the width at which a value stands."""
        low, high = self.low, self.high
        if self.log:
            low, high, value = math.log(low), math.log(high), math.log(max(value, low))
        return min(1.0, max(0.0, (value - low) / (high - low)))

    def down(self, share: float) -> float:
        """Share of the height, from the top, at which a share of full marks stands."""
        return (1 - share) / (1 - self.bottom)

    def y(self, share: float) -> float:
        """The same in percent."""
        return round(100 * self.down(share), 1)

    def place(self, value: float, share: float) -> Place:
        """A point of the picture."""
        label = axis_value(self.scale, value)
        return Place(
            x=round(100 * self.across(value), 1), y=self.y(share), label=label, share=share
        )

    def path(self) -> str:
        """The curve as an SVG path."""
        samples = self._samples()
        xs = [round(WIDTH * self.across(x)) for x in samples]
        ys = [round(HEIGHT * self.down(self.share(x))) for x in samples]
        return path(list(zip(xs, ys, strict=True)))

    def _samples(self) -> list[float]:
        steps = [n / SAMPLES for n in range(SAMPLES + 1)]
        even = [self.value(step if self.log else step**2) for step in steps]
        return sorted({*even, *self.controls})
