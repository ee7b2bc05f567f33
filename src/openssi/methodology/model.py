"""The methodology as an object: checked once when it is loaded, frozen from then on."""

from typing import Annotated, Literal

from pydantic import (
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from openssi.methodology.base import Part, one_of, positive
from openssi.methodology.curves import Curve, RateCurve, curve_class
from openssi.methodology.measures import Measure
from openssi.methodology.whole import clashes
from openssi.result import PillarId
from openssi.tables import FUNCTIONS, SENIORITIES

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,40}$")]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Audience(Part):
    """The people a member wants to reach: every list that is given must match."""

    label: Line
    """Name to show."""
    seniorities: tuple[Annotated[str, one_of(SENIORITIES)], ...] = ()
    functions: tuple[Annotated[str, one_of(FUNCTIONS)], ...] = ()
    industries: tuple[Line, ...] = ()
    companies: tuple[Line, ...] = ()
    titles: tuple[Line, ...] = ()
    """Words that a title must contain, one of them."""


class Windows(Part):
    """How long things stay open, in days."""

    reopen_after_days: int = Field(gt=0, strict=True)
    answer_within_days: int = Field(gt=0, strict=True)
    accept_within_days: int = Field(gt=0, strict=True)
    reply_within_days: int = Field(gt=0, strict=True)


class PillarText(Part):
    """A pillar's id and name."""

    id: PillarId
    title: Line


class SignalRule(Part):
    """One signal: what is measured, what it earns, and what to say about it."""

    id: Id
    pillar: PillarId
    tier: Literal["base", "bonus"]
    weight: float = positive()
    """Points at full marks."""
    title: Line
    unit: Line
    noun: Line
    """What it counts, in the plural, as a sentence names it."""
    good: Line
    """What the good state means, to the member."""
    poor: Line
    """What the poor state means, to the member."""
    description: Line
    advice: Line
    shown_by: Line
    """Which sources show it."""
    half_life_days: float | None = Field(None, ge=10, allow_inf_nan=False, strict=True)
    """Overrides the methodology's; at least 10, so that decades of weights stay exact."""
    measure: Measure
    curve: Curve

    @field_validator("curve", mode="wrap")
    @classmethod
    def _curve_of_the_measure(
        cls, given: object, _any_curve: ValidatorFunctionWrapHandler, known: ValidationInfo
    ) -> Curve:
        """The measure says which curve it is, so that a mistake in it is named for what it is."""
        measure = known.data.get("measure")
        return curve_class(measure.type if measure else None, given).model_validate(given)

    @property
    def penalty(self) -> float:
        """Points that the signal can cost at worst."""
        return self.curve.penalty if isinstance(self.curve, RateCurve) else 0.0


class Methodology(Part):
    """The whole definition of an index."""

    id: Id
    version: Line
    title: Line
    half_life_days: float = Field(ge=10, allow_inf_nan=False, strict=True)
    """Days after which a deed counts half; at least 10, so that decades of weights stay exact."""
    coverage_floor: float = Field(gt=0, le=1, strict=True)
    observed_floor: float = Field(gt=0, le=1, strict=True)
    breadth_observed_floor: float = Field(gt=0, le=1, strict=True)
    audience: Audience
    windows: Windows
    pillars: tuple[PillarText, ...]
    signals: tuple[SignalRule, ...]

    @model_validator(mode="after")
    def _sound_as_a_whole(self) -> "Methodology":
        found = clashes(
            [pillar.model_dump() for pillar in self.pillars],
            [s.model_dump(include={"id", "pillar", "tier", "weight"}) for s in self.signals],
        )
        faults: list[InitErrorDetails] = [
            {
                "type": PydanticCustomError("whole", "{fault}", {"fault": fault}),
                "loc": place,
                "input": None,
            }
            for place, fault in found
        ]
        if faults:
            raise ValidationError.from_exception_data("Methodology", faults)
        return self

    def half_life(self, signal: SignalRule) -> float:
        """Half-life of a signal in days: its own or the methodology's."""
        return signal.half_life_days or self.half_life_days

    def signal(self, signal_id: str) -> SignalRule:
        """Return the rule of a signal by its id."""
        return next(signal for signal in self.signals if signal.id == signal_id)
