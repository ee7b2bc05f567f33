"""Curves: how a value becomes points, between control points whose source is stated."""

from pydantic import Field, model_validator

from openssi.methodology.base import Part, positive


class _Sourced(Part):
    source: str = Field(min_length=1)
    """Where the control points come from, with date and population, or that they are judgement."""


class LogCurve(_Sourced):
    """Logarithmic: ``half`` earns half of the points, ``full`` earns all; straight at 2 x half."""

    half: float = positive()
    """Value that earns half of the points; at most half of 'full'."""
    full: float = positive()
    """Value that earns all points; at least twice 'half'."""

    @model_validator(mode="after")
    def _concave(self) -> "LogCurve":
        if self.full < 2 * self.half:
            raise ValueError(
                f"full ({self.full:g}) must be at least twice half ({self.half:g}): a step further "
                "must never bring more than the step before"
            )
        return self

    @property
    def a(self) -> float | None:
        """Scale of the logarithm ``ln(1 + x/a)``; None for a straight line."""
        if self.full == 2 * self.half:
            return None
        return self.half**2 / (self.full - 2 * self.half)


class RateCurve(_Sourced):
    """A straight line from ``floor`` to ``full``, and down to ``-penalty`` points below it."""

    floor: float = Field(gt=0, lt=1, strict=True)
    """Rate that earns nothing, between 0 and 1; below it points are lost."""
    full: float = Field(gt=0, le=1, strict=True)
    """Rate that earns all points, above 'floor' and at most 1."""
    penalty: float = Field(ge=0, allow_inf_nan=False, strict=True)
    """Points lost at a rate of 0."""

    @model_validator(mode="after")
    def _rising(self) -> "RateCurve":
        if self.full <= self.floor:
            raise ValueError(f"full ({self.full:g}) must be above floor ({self.floor:g})")
        return self


class SpeedCurve(_Sourced):
    """Straight in the logarithm of time: ``zero`` hours earn nothing, ``full`` hours earn all."""

    zero: float = positive()
    """Hours that earn nothing; more than 'full'."""
    full: float = positive()
    """Hours that earn all points; fewer than 'zero'."""

    @model_validator(mode="after")
    def _falling(self) -> "SpeedCurve":
        if self.full >= self.zero:
            raise ValueError(f"full ({self.full:g} h) must be below zero ({self.zero:g} h)")
        return self


Curve = LogCurve | RateCurve | SpeedCurve

_BY_MEASURE: dict[str, type[Curve]] = {"rate": RateCurve, "speed": SpeedCurve}


def curve_class(measure: str | None, given: object) -> type[Curve]:
    """Return the kind of curve that a measure has.

    Args:
        measure: The measure's type; None where it is mistaken itself.
        given: The curve as it stands in the file: its keys tell, where the measure cannot.
    """
    if measure is not None:
        return _BY_MEASURE.get(measure, LogCurve)
    keys = given if isinstance(given, dict) else {}
    return SpeedCurve if "zero" in keys else RateCurve if "floor" in keys else LogCurve
