"""How a value becomes points."""

from typing import Literal

from openssi.result.base import Model


class Curve(Model):
    """How a value becomes points, with the origin of the control points."""

    shape: Literal["logarithmic", "linear", "speed"]
    """``logarithmic`` by ``half`` and ``full``; ``linear`` for rates; ``speed`` in log time."""
    half: float | None
    """Value that earns half of the points (logarithmic only)."""
    full: float
    """Value that earns all of the points."""
    floor: float | None
    """Value that earns nothing: a rate's floor, or the speed at which nothing is earned."""
    penalty: float
    """Points lost at worst (rates below their floor); 0 elsewhere."""
    source: str
    """Where the control points come from, or that they are our judgement."""


class NextPoint(Model):
    """What the next point of a signal takes, everything else as it is."""

    value: float
    """The value that earns it, in the signal's unit."""
    points: float
    """What it brings: 1, or what is left to full marks where that is less."""
