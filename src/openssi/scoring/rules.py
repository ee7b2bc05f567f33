"""The methodology's numbers as a relation, one row for each signal."""

from math import log

from openssi.methodology.curves import LogCurve, RateCurve, SpeedCurve
from openssi.methodology.model import SignalRule
from openssi.scoring.coverage import keep_a_day
from openssi.scoring.frame import Frame
from openssi.scoring.sql import Stage, relation

_COLUMNS = {
    "rule": "INTEGER",
    "signal": "VARCHAR",
    "pillar": "VARCHAR",
    "base_tier": "BOOLEAN",
    "measure": "VARCHAR",
    "weight": "DOUBLE",
    "keep": "DOUBLE",
    "k": "DOUBLE",
    "half": "DOUBLE",
    "a": "DOUBLE",
    "span": "DOUBLE",
    "full_at": "DOUBLE",
    "zero_at": "DOUBLE",
    "penalty": "DOUBLE",
}


def stage(frame: Frame) -> Stage:
    """Return the stage that holds the rules."""
    return relation(
        "rules",
        "the methodology's numbers, one row a signal; the stages know a signal by its number",
        _COLUMNS,
        (_row(frame, signal) for signal in frame.methodology.signals),
    )


def _row(frame: Frame, signal: SignalRule) -> tuple[str | float | None, ...]:
    return (
        frame.number(signal),
        signal.id,
        signal.pillar,
        signal.tier == "base",
        signal.measure.type,
        signal.weight,
        keep_a_day(frame.methodology.half_life(signal)),
        getattr(signal.measure, "k", None),
        *_curve(signal),
        signal.penalty,
    )


def _curve(signal: SignalRule) -> tuple[float | None, ...]:
    """The columns ``half, a, span, full_at, zero_at``; the span is what the logarithm crosses."""
    match signal.curve:
        case LogCurve() as curve:
            span = None if curve.a is None else log(1 + curve.full / curve.a)
            return curve.half, curve.a, span, curve.full, None
        case RateCurve() as curve:
            return None, None, None, curve.full, curve.floor
        case SpeedCurve() as curve:
            return None, None, log(curve.zero / curve.full), curve.full, curve.zero
