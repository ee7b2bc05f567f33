"""A stored day as the values that a result shows: scales of pillars, and what signals earned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openssi.errors import SourceError
from openssi.methodology import Methodology
from openssi.methodology.model import SignalRule
from openssi.methodology.whole import PILLAR_POINTS
from openssi.population.lookup import Row
from openssi.result import Evidence, Status
from openssi.scoring import curve
from openssi.scoring.shown import Earned, Scale

_UNSEEN: Final = frozenset({Status.NOT_OBSERVED.value, Status.NOT_APPLICABLE.value})
_ROUNDING: Final = 1e-5
"""Stored scores are rounded to six decimals: signals that miss them by more belong to others."""


@dataclass(frozen=True, kw_only=True)
class StoredDay:
    """One member's pillars and signals."""

    scales: Mapping[str, Scale]
    """Of each pillar that applies."""
    earned: Mapping[str, Earned]
    """Of each signal."""


def stored_day(rules: Methodology, scores: Row, signals: Mapping[str, Row]) -> StoredDay:
    """Tell from stored rows what the scoring knew.

    Raises:
        SourceError: The signals are not those of the methodology, or do not add up to the scores.
    """
    lacking = [rule.id for rule in rules.signals if rule.id not in signals]
    if lacking or len(signals) != len(rules.signals):
        raise SourceError(
            "The stored signals are not those of the methodology.",
            hint="give the file that scored them with --methodology.",
        )
    scales: dict[str, Scale] = {}
    earned: dict[str, Earned] = {}
    for pillar in rules.pillars:
        own = [rule for rule in rules.signals if rule.pillar == pillar.id]
        scale = _scale(pillar.id, own, scores, signals)
        earned |= {rule.id: _earned(rule, signals[rule.id], scale) for rule in own}
        if scale is not None:
            scales[pillar.id] = scale
    return StoredDay(scales=scales, earned=earned)


def _scale(
    pillar: str, rules: Sequence[SignalRule], scores: Row, signals: Mapping[str, Row]
) -> Scale | None:
    """A pillar's scale follows from what of it was seen; None where nothing of it applies."""
    base = [rule for rule in rules if rule.tier == "base"]
    applicable, seen = (
        sum(rule.weight for rule in base if signals[rule.id]["status"] not in unseen)
        for unseen in ({Status.NOT_APPLICABLE.value}, _UNSEEN)
    )
    if not applicable:
        return None
    raw = [_raw(rule, signals[rule.id]) for rule in base]
    scale = Scale(
        score=scores[pillar],
        low=scores[f"{pillar}_low"],
        high=scores[f"{pillar}_high"],
        coverage=scores[f"{pillar}_coverage"],
        factor=PILLAR_POINTS / (seen if sum(filter(None, raw)) > 0 else applicable),
        whole=PILLAR_POINTS / applicable,
        unclipped=sum(signals[rule.id]["points"] or 0.0 for rule in rules),
    )
    _check(scale)
    return scale


def _check(scale: Scale) -> None:
    if scale.score is None:
        return
    clipped = min(PILLAR_POINTS, max(0.0, scale.unclipped))
    if abs(clipped - scale.score) > _ROUNDING:
        raise SourceError(
            "The stored signals do not add up to the stored scores.",
            hint="run `openssi batch` for the day again.",
        )


def _earned(rule: SignalRule, row: Row, scale: Scale | None) -> Earned:
    points, factor = row["points"], 1.0
    if scale is not None and rule.tier == "base":
        factor = scale.factor
    return Earned(
        status=row["status"],
        value=row["value"],
        raw=_raw(rule, row) if points is None else points / factor,
        evidence=Evidence(
            successes=row.get("successes"), trials=row.get("trials"), pending=row.get("pending")
        ),
    )


def _raw(rule: SignalRule, row: Row) -> float | None:
    """Points before rescaling, from the value; none where nothing was seen."""
    if row["status"] in _UNSEEN:
        return None
    earned = 0.0 if row["value"] is None else curve.points_at(rule, row["value"])
    return max(0.0, earned) if row["status"] == Status.ESTIMATED.value else earned
