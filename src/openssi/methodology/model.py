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

from openssi.methodology.base import Part, one_of
from openssi.methodology.curves import Curve, RateCurve, curve_class
from openssi.methodology.measures import Measure
from openssi.methodology.whole import PILLAR_POINTS, clashes
from openssi.result import PillarId
from openssi.tables import FUNCTIONS, SENIORITIES

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,40}$")]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Audience(Part):
    """The people a member wants to reach: every list that is given must match."""

    label: Line
    """Name to show."""
    seniorities: tuple[Annotated[str, one_of(SENIORITIES)], ...] = ()
    """Levels of seniority, for example ["director", "vp"]."""
    functions: tuple[Annotated[str, one_of(FUNCTIONS)], ...] = ()
    """Job functions, for example ["purchasing"]."""
    industries: tuple[Line, ...] = ()
    """Names of industries, in any spelling of capitals."""
    companies: tuple[Line, ...] = ()
    """Names of companies, in any spelling of capitals."""
    titles: tuple[Line, ...] = ()
    """Words that a title must contain, one of them."""


class Windows(Part):
    """How long things stay open, in days."""

    reopen_after_days: int = Field(gt=0, strict=True)
    """Silent days after which a message reopens a conversation."""
    answer_within_days: int = Field(gt=0, strict=True)
    """Days in which the other side must write for an opening to be answered."""
    accept_within_days: int = Field(gt=0, strict=True)
    """Days in which the connection must follow for a request to be accepted."""
    reply_within_days: int = Field(gt=0, strict=True)
    """Days that a turn counts as having waited where the member left it unanswered."""


class PillarText(Part):
    """A pillar's id and name."""

    id: PillarId
    """One of the four pillars of every methodology."""
    title: Line
    """Name to show."""


class SignalRule(Part):
    """One signal: what is measured, what it earns, and what to say about it."""

    id: Id
    """A name that no other signal has: small letters, digits and _."""
    pillar: PillarId
    """Id of the pillar to which its points count."""
    tier: Literal["base", "bonus"]
    """'base' where everyone can earn it for free, 'bonus' where it takes a paid seat."""
    weight: float = Field(gt=0, le=PILLAR_POINTS, allow_inf_nan=False, strict=True)
    """Points at full marks, at most the 25 of its pillar."""
    title: Line
    """Name to show."""
    unit: Line
    """What its value counts, as it stands after the number: 'a week', '%', 'people'."""
    noun: Line
    """What it counts, in the plural, as a sentence names it."""
    good: Line
    """What the good state means, to the member."""
    poor: Line
    """What the poor state means, to the member."""
    description: Line
    """What is measured, in a sentence or two."""
    advice: Line
    """What to do to earn more of it."""
    shown_by: Line
    """Which sources show it."""
    half_life_days: float | None = Field(None, ge=10, le=3650, allow_inf_nan=False, strict=True)
    """Overrides the methodology's; at least 10, so that decades of weights stay exact."""
    measure: Measure
    """How its number is made: a table whose 'type' says of which kind it is."""
    curve: Curve
    """How the number becomes points: a table of control points and their source."""

    @field_validator("curve", mode="wrap")
    @classmethod
    def _curve_of_the_measure(
        cls, given: object, _any_curve: ValidatorFunctionWrapHandler, known: ValidationInfo
    ) -> Curve:
        """The measure says which curve it is, so that a mistake in it is named for what it is."""
        measure = known.data.get("measure")
        curve = curve_class(measure.type if measure else None, given).model_validate(given)
        if measure and measure.most is not None and curve.full > measure.most:
            raise ValueError(
                f"full ({curve.full:g}) must be at most {measure.most:g}: no value is higher"
            )
        return curve

    @property
    def penalty(self) -> float:
        """Points that the signal can cost at worst."""
        return self.curve.penalty if isinstance(self.curve, RateCurve) else 0.0


class Methodology(Part):
    """The whole definition of an index."""

    id: Id
    """Name of the methodology: small letters, digits and _."""
    version: Line
    """Version to show beside every result, for example "1.0.0"."""
    title: Line
    """Name to show."""
    half_life_days: float = Field(ge=10, le=3650, allow_inf_nan=False, strict=True)
    """Days after which a deed counts half, 10 to 3,650: decades of weights must stay exact."""
    coverage_floor: float = Field(gt=0, le=1, strict=True)
    """Share of its base weight from which on a pillar is measurable, above 0 and at most 1."""
    observed_floor: float = Field(gt=0, le=1, strict=True)
    """Share of the fading window from which on a signal is observed, above 0 and at most 1."""
    breadth_observed_floor: float = Field(gt=0, le=1, strict=True)
    """Share of the window below which a count of people is an estimate, above 0 and at most 1."""
    audience: Audience
    """The people whom members want to reach: a table [audience]."""
    windows: Windows
    """How long things stay open: a table [windows]."""
    pillars: tuple[PillarText, ...]
    """Four tables [[pillars]]; the base weights of the signals of each sum to 25."""
    signals: tuple[SignalRule, ...]
    """A table [[signals]] for each signal."""

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
