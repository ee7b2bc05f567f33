"""From values to points, pillars and totals in plain Python: the design's words, no SQL."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from openssi.methodology import Methodology
from openssi.methodology.model import SignalRule

UNSEEN = ("not_observed", "not_applicable")


class PlainPillar(NamedTuple):
    """A pillar as it should be."""

    score: float | None
    low: float
    high: float
    coverage: float


def plain_points(rule: SignalRule, value: float | None, status: str) -> float | None:
    """What a value earns; an estimate takes nothing away."""
    if value is None:
        return None
    earned = rule.weight * _share(rule, value)
    return max(0.0, earned) if status == "estimated" else earned


def _share(rule: SignalRule, x: float) -> float:
    return float(_of_curve(rule, rule.curve, x))


def _of_curve(rule: SignalRule, curve: Any, x: float) -> Any:
    match rule.measure.type:
        case "rate" if x < curve.floor:
            return -curve.penalty / rule.weight * (1 - x / curve.floor)
        case "rate":
            return min(1.0, (x - curve.floor) / (curve.full - curve.floor))
        case "speed":
            return min(1.0, max(0.0, math.log(curve.zero / x) / math.log(curve.zero / curve.full)))
    if x <= 0:
        return 0.0
    if curve.full == 2 * curve.half:
        return min(1.0, x / curve.full)
    a = curve.half**2 / (curve.full - 2 * curve.half)
    return min(1.0, math.log(1 + x / a) / math.log(1 + curve.full / a))


def plain_pillars(rules: Methodology, rows: dict[str, dict[str, Any]]) -> dict[str, PlainPillar]:
    """Each pillar that is applicable, from the value and status of every signal."""
    found: dict[str, PlainPillar] = {}
    for pillar in rules.pillars:
        own = [rule for rule in rules.signals if rule.pillar == pillar.id]
        if any(rule.tier == "base" and _there(rows[rule.id]) for rule in own):
            found[pillar.id] = _pillar(rules, own, rows)
    return found


def _there(row: dict[str, Any]) -> bool:
    return bool(row["status"] != "not_applicable")


def _pillar(
    rules: Methodology, own: list[SignalRule], rows: dict[str, dict[str, Any]]
) -> PlainPillar:
    base = [rule for rule in own if rule.tier == "base" and _there(rows[rule.id])]
    seen = [rule for rule in base if rows[rule.id]["status"] not in UNSEEN]
    unseen = [rule for rule in base if rule not in seen]
    a, m = (sum(rule.weight for rule in some) for some in (base, seen))
    s = _sum(seen, rows)
    bonus = _sum((rule for rule in own if rule.tier == "bonus"), rows)
    worst = -sum(rule.penalty for rule in unseen)
    best = sum(rule.weight for rule in unseen)
    factor = 25 / m if s > 0 else 25 / a
    return PlainPillar(
        score=_clip(factor * s + bonus) if m / a >= rules.coverage_floor else None,
        low=_clip(25 / a * (s + worst) + bonus),
        high=_clip(25 / a * (s + best) + bonus),
        coverage=m / a,
    )


def _sum(some: Iterable[SignalRule], rows: dict[str, dict[str, Any]]) -> float:
    earned = (plain_points(r, rows[r.id]["value"], rows[r.id]["status"]) for r in some)
    return sum(points for points in earned if points is not None)


def _clip(points: float) -> float:
    return min(25.0, max(0.0, points))
