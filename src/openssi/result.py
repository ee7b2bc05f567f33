"""The result object: the one thing that every report, page, export and interface reads.

Types only, no arithmetic. `Result.model_json_schema()` is published as ``docs/result.schema.json``.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

PillarId = Literal[
    "professional_brand", "find_right_people", "engage_with_insights", "build_relationships"
]


class Status(StrEnum):
    """How well a signal or a pillar is known."""

    MEASURED = "measured"
    """Counted from what the sources saw."""
    ESTIMATED = "estimated"
    """A proxy or a lower bound; on a pillar: a part of its base weight was not seen."""
    SELF_REPORTED = "self_reported"
    """Told by the member."""
    NOT_OBSERVED = "not_observed"
    """Unknown: no source shows it. Never zero."""
    NOT_MEASURABLE = "not_measurable"
    """A pillar of which too little was seen for a score."""
    NOT_APPLICABLE = "not_applicable"
    """The platform has no such feature."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Range(_Model):
    """Where the score would lie if all that was not seen stood at its lowest or its highest."""

    low: float
    """Points if every unobserved base signal stood at its lowest."""
    high: float
    """Points if every unobserved base signal earned full marks."""


class MethodologyRef(_Model):
    """Which methodology made the numbers. Results of different ones are not comparable."""

    id: str
    """Identifier, for example ``openssi``."""
    version: str
    """Version; any change that moves a score bumps it."""
    title: str
    """Name to show."""
    audience: str
    """Label of the target audience that the scoring used."""
    fingerprint: str
    """Hash of the rules and the audience: where it is not the same, other rules made the numbers,
    whatever the version says."""


class Member(_Model):
    """The member scored: they brought their own data."""

    id: str
    """The id in the canonical tables; for an archive the last part of the profile address."""
    name: str | None
    """Full name, where the source gives it."""
    title: str | None
    """Current job title."""
    company: str | None
    """Current company."""
    industry: str | None
    """Industry as the profile states it."""


class Curve(_Model):
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


class NextPoint(_Model):
    """What the next point of a signal takes, everything else as it is."""

    value: float
    """The value that earns it, in the signal's unit."""
    points: float
    """What it brings: 1, or what is left to full marks where that is less."""


class Part(_Model):
    """One part of a composed signal such as profile completeness."""

    id: str
    """The profile fact that this part reads."""
    title: str
    """Name to show."""
    share: float | None
    """How much of the part is there, 0 to 1; None: not seen, so left out of the denominator."""
    weight: float
    """Weight within the signal."""


class Evidence(_Model):
    """What a signal's value rests on. Fields that do not apply to its measure are left out."""

    successes: int | None = None
    """Rates: decided trials that succeeded, unfaded."""
    trials: int | None = None
    """Rates: decided trials, unfaded. Speed: turns whose 30 days are over."""
    pending: int | None = None
    """Rates and speed: trials whose window is not over or was not wholly observed."""
    faded_successes: float | None = None
    """Rates: successes as they weigh today, older ones faded."""
    faded_trials: float | None = None
    """Rates and speed: decided trials as they weigh today, older ones faded."""
    pull: float | None = None
    """Rates and speed: trials at the curve's floor (or zero) mixed in, so that little evidence
    says little: value = (faded_successes + pull * floor) / (faded_trials + pull)."""
    count: float | None = None
    """Everything that counted up to the day, unfaded."""
    last_28_days: float | None = None
    """What counted in the last 28 days, unfaded."""
    occasions: int | None = None
    """Means: number of occasions (posts), unfaded."""
    observed_share: float | None = None
    """Share of the fading window's weight that the sources saw, 0 to 1."""
    half_life_days: float | None = None
    """Days after which a deed counts half."""
    undated: int | None = None
    """Stocks: entries without a date, counted as always there."""
    parts: tuple[Part, ...] | None = None
    """Composed signals: each part."""
    later_value: bool | None = None
    """True where a value seen only after the day had to stand in for it."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish the fields: what the serializer leaves out does not change what they are."""
        return handler({key: v for key, v in core.items() if key != "serialization"})

    @model_serializer(mode="wrap")
    def _only_what_applies(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}


class Signal(_Model):
    """One number per member, and the points that it earns."""

    id: str
    """Identifier, a noun, for example ``reply_rate``."""
    title: str
    """Name to show."""
    headline: str
    """What the value means for this member in one short line: the good or the poor state."""
    pillar: PillarId
    """The pillar that it belongs to."""
    tier: Literal["base", "bonus"]
    """``base``: free for everyone; ``bonus``: needs a paid seat, comes on top under the cap."""
    status: Status
    """How well it is known."""
    value: float | None
    """The measured value in ``unit``; None where not observed."""
    unit: str
    """Unit of the value, for example ``a week``."""
    weight: float
    """Points at full marks before rescaling for unseen signals."""
    points: float | None
    """Points earned, rescaled so that the parts of a pillar sum to its score; None: unknown."""
    max_points: float
    """The most that it could earn on the same scale."""
    curve: Curve
    """How the value becomes points."""
    next_point: NextPoint | None = None
    """What one point more takes; None at full marks, and where no points are known."""
    evidence: Evidence
    """What the value rests on."""
    description: str
    """What is measured, in a sentence or two."""
    advice: str
    """What a person can do about it."""
    shown_by: str
    """Which sources show it; for a signal that is not observed: which would."""


class Adjustment(_Model):
    """What a floor, a cap or rounding adds to or takes from the sum of a pillar's signals."""

    pillar: PillarId
    """The pillar whose sum is adjusted."""
    kind: Literal["floor", "cap", "rounding"]
    """Which rule binds."""
    points: float
    """Points added (positive) or taken (negative)."""


class Pillar(_Model):
    """One of the four pillars of 25 points."""

    id: PillarId
    """Identifier."""
    title: str
    """Name to show."""
    status: Status
    """``measured`` where everything was seen, ``estimated`` where not, or ``not_measurable``."""
    score: float | None
    """Points, 0 to 25; None where too little was seen."""
    range: Range
    """Where the score would lie whatever the unseen signals held."""
    max: float
    """The most that the pillar can give: 25."""
    coverage: float
    """Share of the applicable base weight that was seen, 0 to 1."""
    change_7d: float | None
    """Score less the score of seven days before; None where either is not measurable."""


class Break(_Model):
    """A day on which the set of observed signals changes, so that the line must not connect."""

    day: dt.date
    """First day of the new stretch."""
    reason: str
    """Which signals came into view or left it, in words."""


class History(_Model):
    """The score of every day, each on what that day's coverage shows; the last is today's."""

    days: tuple[dt.date, ...]
    """Days in order, one step each."""
    total: tuple[float | None, ...]
    """Total of each day: the sum of the measurable pillars; None where none is measurable."""
    measurable: tuple[float, ...]
    """Points that could be measured at most on each day (25 for each measurable pillar)."""
    pillars: dict[PillarId, tuple[float | None, ...]]
    """Score of each pillar on each day; None where not measurable."""
    breaks: tuple[Break, ...]
    """Where the observed signals change."""


class SignalChange(_Model):
    """What one signal adds to a step of a change."""

    id: str
    """The signal."""
    title: str
    """Name to show."""
    pillar: PillarId
    """Its pillar."""
    points: float
    """Points gained (positive) or lost."""
    reason: str
    """Why, in words."""


class ChangeStep(_Model):
    """One thing that changed between two days, everything else held still."""

    id: Literal["sources", "aged", "activity", "profile"]
    """Which thing: what the sources show; time; deeds and connections; the profile."""
    title: str
    """Name to show."""
    total: float
    """Points that it moved the total by."""
    pillars: dict[PillarId, float]
    """Points that it moved each comparable pillar by."""
    signals: tuple[SignalChange, ...]
    """Its signals, the largest moves first."""
    adjustments: dict[PillarId, float]
    """What floors, caps and rounding moved: with the signals' points it sums to each pillar."""


class Revision(_Model):
    """What an earlier result would be today: its day scored again."""

    scored_then: float | None
    """Total as it was scored then."""
    scored_now: float | None
    """Total of the same day on today's methodology and data."""
    points: float | None
    """The difference; it belongs to no day."""
    pillars: dict[PillarId, float]
    """The difference of each pillar measurable in both."""
    methodology_then: str
    """Methodology and version of the earlier result."""
    cause: str
    """Whether the methodology, the data now known, or both may be behind it."""


class Change(_Model):
    """Why the score moved between two days: a chain of scorings that each change one thing."""

    from_day: dt.date
    """The earlier day, to its end."""
    to_day: dt.date
    """The later day, to its end."""
    before: float | None
    """Total of the earlier day, on today's methodology and data."""
    after: float | None
    """Total of the later day."""
    points: float | None
    """The difference; None where the measurable pillars are not the same."""
    pillars: dict[PillarId, float]
    """The difference of each pillar that is measurable on both days."""
    steps: tuple[ChangeStep, ...]
    """The chain, in order: their points sum to the differences exactly."""
    revision: Revision | None
    """Set apart from the chain, where an earlier result was given."""
    note: str = ""
    """What a reader must know about the days, where they reach beyond the data."""


class NetworkYear(_Model):
    """How the network grew in one calendar year."""

    year: int
    """Calendar year, UTC."""
    gained: int
    """Connections made in it that still stand."""


class Description(_Model):
    """What is told but not scored."""

    connections: int | None
    """Connections on the day; None where the sources do not show them."""
    decision_makers: int | None
    """Connections at director level or above, by their titles."""
    network_growth: tuple[NetworkYear, ...]
    """Growth of the network by year."""
    kinds: dict[str, int]
    """Number of activities of each kind up to the day."""
    first_day: dt.date | None
    """Day of the oldest dated activity or connection."""
    last_active_day: dt.date | None
    """Latest day with an activity of the member's own."""


class Benchmark(_Model):
    """A comparison with a group, or the reason why there is none."""

    group: Literal["industry", "network", "team", "peer_group", "reference"]
    """Which group."""
    title: str
    """Name to show."""
    status: Literal["shown", "not_comparable", "too_small"]
    """Whether there is a comparison."""
    reason: str
    """Why there is none, and what would bring one; empty where shown."""
    average: float | None
    """Average total of the group."""
    pillar_averages: dict[PillarId, float]
    """Average of each pillar, where known."""
    size: int | None
    """Members compared; None for a published reference."""
    rank_percent: int | None
    """Top N percent, in integers."""
    band: tuple[int, int] | None
    """Coarse band "about the top a-b percent" for the published reference."""
    source: str
    """Where the group's numbers come from."""


class Result(_Model):
    """Everything that OpenSSI says about one member on one day."""

    methodology: MethodologyRef
    """Which methodology made the numbers."""
    as_of: dt.date
    """The day scored; everything to its end (UTC) is taken in, nothing after it."""
    member: Member
    """Who is scored."""
    total: float | None
    """Sum of the measurable pillars, never scaled up; None where no pillar is measurable."""
    measurable: float
    """What could be measured at most: 25 for each measurable pillar; read "total of measurable"."""
    range: Range
    """Sum of the ranges of all four pillars."""
    change_7d: float | None
    """Total less the total of seven days before, on today's methodology and data."""
    pillars: tuple[Pillar, ...]
    """The four pillars in order."""
    signals: tuple[Signal, ...]
    """Every signal of the methodology, in its order."""
    adjustments: tuple[Adjustment, ...]
    """Floors, caps and rounding: with the signals' points they sum to each pillar's score."""
    history: History
    """The daily history."""
    change: Change | None
    """Why the total moved in the last seven days; None in a result that does not tell."""
    description: Description
    """What is told but not scored."""
    benchmarks: tuple[Benchmark, ...]
    """Comparisons, or why there is none."""
    advisories: tuple[str, ...] = Field(default=())
    """What to do first, because the sources show much less than they could; shown at the top."""
    notes: tuple[str, ...] = Field(default=())
    """What a reader must know about these numbers (sources, what could not be seen)."""
