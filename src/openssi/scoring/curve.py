"""Curves read both ways: as the result shows them, and from points back to the value they take."""

import math

from openssi.methodology.curves import LogCurve, RateCurve, SpeedCurve
from openssi.methodology.model import SignalRule
from openssi.result import Curve, NextPoint

_NOTHING = 1e-9
"""Points below it are floating-point noise: full marks are reached."""


def shown(rule: SignalRule) -> Curve:
    """Return a rule's curve as the result shows it."""
    match rule.curve:
        case LogCurve() as log:
            return Curve(
                shape="logarithmic",
                half=log.half,
                full=log.full,
                floor=None,
                penalty=0.0,
                source=log.source,
            )
        case RateCurve() as rate:
            return Curve(
                shape="linear",
                half=None,
                full=rate.full,
                floor=rate.floor,
                penalty=rate.penalty,
                source=rate.source,
            )
        case SpeedCurve() as speed:
            return Curve(
                shape="speed",
                half=None,
                full=speed.full,
                floor=speed.zero,
                penalty=0.0,
                source=speed.source,
            )


def next_point(rule: SignalRule, points: float | None, max_points: float) -> NextPoint | None:
    """Return the value that earns one point more, or full marks where less than one is left.

    Args:
        rule: The signal.
        points: What it earns now, as shown (rescaled); None where it is not known.
        max_points: Full marks on the same scale.
    """
    missing = 0.0 if points is None else max_points - points
    if points is None or missing <= _NOTHING:
        return None
    if missing <= 1:
        return NextPoint(value=rule.curve.full, points=missing)
    return NextPoint(value=value_at(rule, (points + 1) / max_points), points=1.0)


def points_at(rule: SignalRule, value: float) -> float:
    """Return what a value earns before rescaling; below the floor of a rate it costs points."""
    match rule.curve:
        case LogCurve() as log:
            return rule.weight * _share_of_log(log, value)
        case RateCurve() as rate if value < rate.floor:
            return -rate.penalty * (rate.floor - value) / rate.floor
        case RateCurve() as rate:
            return rule.weight * min(1.0, (value - rate.floor) / (rate.full - rate.floor))
        case SpeedCurve() as speed:
            share = math.log(speed.zero / value) / math.log(speed.zero / speed.full)
            return rule.weight * min(1.0, max(0.0, share))


def _share_of_log(curve: LogCurve, value: float) -> float:
    if value <= 0:
        return 0.0
    if curve.a is None:
        return min(1.0, value / curve.full)
    return min(1.0, math.log1p(value / curve.a) / math.log1p(curve.full / curve.a))


def value_at(rule: SignalRule, share: float) -> float:
    """Return the value that earns a share of full marks; below 0 it is a part of the penalty.

    The inverse of the curve: a share of 1 or more is earned at ``full``.
    """
    if share >= 1:
        return rule.curve.full
    match rule.curve:
        case LogCurve() as log:
            return _on_log(log, max(0.0, share))
        case RateCurve() as rate:
            return _on_line(rate, share * rule.weight, rule.weight)
        case SpeedCurve() as speed:
            return speed.zero * math.pow(speed.full / speed.zero, max(0.0, share))


def _on_log(curve: LogCurve, share: float) -> float:
    if curve.a is None:
        return share * curve.full
    return curve.a * math.expm1(share * math.log1p(curve.full / curve.a))


def _on_line(curve: RateCurve, points: float, weight: float) -> float:
    if points >= 0:
        return curve.floor + points / weight * (curve.full - curve.floor)
    if points <= -curve.penalty:
        return 0.0
    return curve.floor * (1 + points / curve.penalty)
