"""The methodology as an object: checked once when it is loaded, frozen from then on."""

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from openssi.methodology.base import Part, one_of, positive
from openssi.methodology.curves import Curve, LogCurve, RateCurve, SpeedCurve
from openssi.methodology.measures import Measure
from openssi.result import PillarId
from openssi.tables import FUNCTIONS, SENIORITIES

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,40}$")]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

PILLAR_POINTS = 25.0
"""What each pillar can give."""


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

    reopen_after_days: int = Field(gt=0)
    answer_within_days: int = Field(gt=0)
    accept_within_days: int = Field(gt=0)
    reply_within_days: int = Field(gt=0)


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
    good: Line
    """What the good state means, to the member."""
    poor: Line
    """What the poor state means, to the member."""
    description: Line
    advice: Line
    shown_by: Line
    """Which sources show it."""
    half_life_days: float | None = Field(None, ge=10, allow_inf_nan=False)
    """Overrides the methodology's; at least 10, so that decades of weights stay exact."""
    measure: Measure
    curve: Curve

    @model_validator(mode="after")
    def _fitting_curve(self) -> "SignalRule":
        curves: dict[str, type[Curve]] = {"rate": RateCurve, "speed": SpeedCurve}
        wanted = curves.get(self.measure.type, LogCurve)
        if type(self.curve) is not wanted:
            keys = ", ".join(wanted.model_fields)
            raise ValueError(f"the curve of a {self.measure.type} has the keys {keys}")
        return self

    @property
    def penalty(self) -> float:
        """Points that the signal can cost at worst."""
        return self.curve.penalty if isinstance(self.curve, RateCurve) else 0.0


class Methodology(Part):
    """The whole definition of an index."""

    id: Id
    version: Line
    title: Line
    half_life_days: float = Field(ge=10, allow_inf_nan=False)
    """Days after which a deed counts half; at least 10, so that decades of weights stay exact."""
    coverage_floor: float = Field(gt=0, le=1)
    observed_floor: float = Field(gt=0, le=1)
    breadth_observed_floor: float = Field(gt=0, le=1)
    audience: Audience
    windows: Windows
    pillars: tuple[PillarText, ...]
    signals: tuple[SignalRule, ...]

    @model_validator(mode="after")
    def _four_pillars(self) -> "Methodology":
        ids = tuple(pillar.id for pillar in self.pillars)
        if sorted(ids) != sorted(get_args(PillarId)):
            raise ValueError(f"pillars must be {', '.join(get_args(PillarId))}")
        for pillar in ids:
            weight = sum(s.weight for s in self.signals if s.pillar == pillar and s.tier == "base")
            if abs(weight - PILLAR_POINTS) > 1e-9:  # noqa: PLR2004 - a rounding error, not a number to name
                raise ValueError(f"base weights of {pillar} sum to {weight:g}, not 25")
        return self

    @model_validator(mode="after")
    def _distinct_ids(self) -> "Methodology":
        seen: set[str] = set()
        for signal in self.signals:
            if signal.id in seen:
                raise ValueError(f"two signals are called '{signal.id}'")
            seen.add(signal.id)
        return self

    def half_life(self, signal: SignalRule) -> float:
        """Half-life of a signal in days: its own or the methodology's."""
        return signal.half_life_days or self.half_life_days

    def signal(self, signal_id: str) -> SignalRule:
        """Return the rule of a signal by its id."""
        return next(signal for signal in self.signals if signal.id == signal_id)
