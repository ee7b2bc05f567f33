"""What a value is measured on: its unit and its curve, of a member's signal or of a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self

from openssi.methodology.model import SignalRule
from openssi.result import Curve
from openssi.scoring.curve import shown


class Scaled(Protocol):
    """Anything with a unit, a weight and a curve."""

    @property
    def unit(self) -> str:
        """Unit of the value."""

    @property
    def weight(self) -> float:
        """Points at full marks."""

    @property
    def curve(self) -> Curve:
        """How the value becomes points."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The scale of a signal of which no value is known."""

    unit: str
    weight: float
    curve: Curve

    @classmethod
    def of(cls, rule: SignalRule) -> Self:
        """Return the scale of a rule of the methodology."""
        return cls(unit=rule.unit, weight=rule.weight, curve=shown(rule))
