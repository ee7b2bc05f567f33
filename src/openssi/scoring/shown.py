"""Pillars, signals and adjustments as results show them, from plain values: scored or stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from openssi.methodology.model import SignalRule
from openssi.methodology.whole import PILLAR_POINTS
from openssi.result import Adjustment, Evidence, Pillar, Range, Signal, Status
from openssi.scoring import curve
from openssi.scoring.points import DECIMALS

_GOOD: Final = 0.5
"""From this share of its points on, a signal is described by its good state."""
_NOTHING: Final = 1e-12
"""Below it an adjustment is floating-point noise, not points."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """One pillar of a member on a day."""

    score: float | None
    """Points; None where too little was seen."""
    low: float
    """Points if all that was not seen stood at its lowest."""
    high: float
    """Points if it earned full marks."""
    coverage: float
    """Share of the applicable base weight that was seen."""
    factor: float
    """By what the points of seen base signals are multiplied."""
    whole: float
    """By what they would be if all were seen."""
    unclipped: float
    """Points before the floor, the cap and rounding."""


@dataclass(frozen=True, kw_only=True)
class Earned:
    """One signal of a member on a day."""

    status: str
    """How well it is known."""
    value: float | None
    """The measured value; None where not observed."""
    raw: float | None
    """Points before rescaling; None where not observed."""
    evidence: Evidence
    """What the value rests on."""


def pillar(pillar_id: str, title: str, scale: Scale | None) -> Pillar:
    """Return a pillar; one without a scale does not apply."""
    return Pillar.model_validate(
        {
            "id": pillar_id,
            "title": title,
            "status": _status(scale),
            "score": scale.score if scale else None,
            "range": Range(low=scale.low, high=scale.high) if scale else Range(low=0.0, high=0.0),
            "max": PILLAR_POINTS,
            "coverage": scale.coverage if scale else 0.0,
            "change_7d": None,
        }
    )


def _status(scale: Scale | None) -> Status:
    if scale is None:
        return Status.NOT_APPLICABLE
    if scale.score is None:
        return Status.NOT_MEASURABLE
    return Status.MEASURED if scale.coverage >= 1 else Status.ESTIMATED


def total_range(given: tuple[Pillar, ...]) -> Range:
    """Return the range of the total: the ranges of all four pillars together."""
    return Range(
        low=round(sum(pillar.range.low for pillar in given), DECIMALS),
        high=round(sum(pillar.range.high for pillar in given), DECIMALS),
    )


def signal(rule: SignalRule, earned: Earned, scale: Scale | None) -> Signal:
    """Return a signal with its points on the scale of its pillar."""
    measurable = scale is not None and scale.score is not None
    factor = _factor(rule, scale, seen=earned.raw is not None)
    points = earned.raw * factor if earned.raw is not None and measurable else None
    return Signal(
        id=rule.id,
        title=rule.title,
        headline=_headline(rule, earned),
        pillar=rule.pillar,
        tier=rule.tier,
        status=Status(earned.status),
        value=None if nothing_decided(earned.evidence) else earned.value,
        unit=rule.unit,
        weight=rule.weight,
        points=points,
        max_points=rule.weight * factor,
        curve=curve.shown(rule),
        next_point=curve.next_point(rule, points, rule.weight * factor),
        evidence=earned.evidence,
        description=rule.description,
        advice=rule.advice,
        shown_by=rule.shown_by,
    )


def nothing_decided(evidence: Evidence) -> bool:
    """Tell whether a rate or a speed rests on no trial at all: it earns and says nothing."""
    return evidence.trials == 0


def _headline(rule: SignalRule, earned: Earned) -> str:
    if earned.raw is None:
        return "Not in your data"
    if nothing_decided(earned.evidence):
        return "Nothing to rate yet"
    return rule.good if earned.raw >= _GOOD * rule.weight else rule.poor


def _factor(rule: SignalRule, scale: Scale | None, *, seen: bool) -> float:
    if scale is None or rule.tier == "bonus":
        return 1.0
    return scale.factor if seen else scale.whole


def adjustments(scales: Mapping[str, Scale]) -> tuple[Adjustment, ...]:
    """Return what floors, caps and rounding add, so that the parts sum to the score."""
    return tuple(
        Adjustment.model_validate({"pillar": pillar, "kind": kind, "points": points})
        for pillar, scale in sorted(scales.items())
        if scale.score is not None
        for kind, points in _bindings(scale.unclipped, scale.score)
        if abs(points) > _NOTHING
    )


def _bindings(unclipped: float, score: float) -> list[tuple[str, float]]:
    clipped = min(PILLAR_POINTS, max(0.0, unclipped))
    return [
        ("floor", max(0.0, -unclipped)),
        ("cap", min(0.0, PILLAR_POINTS - unclipped)),
        ("rounding", score - clipped),
    ]
