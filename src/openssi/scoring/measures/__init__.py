"""Measures: each makes dated impulses, and the relations that they read.

An impulse has ``(who, rule, since, day, amount, base, outcome, known, profile_until, level)``.
``day`` is when it enters; ``since`` is when what it reports began, so that a trial counts only
where its whole window was observed. ``amount`` and ``base`` are the two numbers that a measure
folds: quantity and nothing, successes and trials, quantity and occasions, log hours and turns.
``outcome`` is what the amount gains on the day on which it was ``known``; ``profile_until`` names
the view of the member's profile that it rests on; ``level`` names the level of observation that
alone it counts for. Most measures leave the last four empty.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from openssi.methodology.measures import Flow
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.measures import breadth, flow, mean, rate, regularity, speed, stock
from openssi.scoring.measures.columns import ANY_LEVEL, ANY_PROFILE, AT_ONCE
from openssi.scoring.sql import union

_MEASURES: dict[str, Callable[[Frame, SignalRule, Any], str]] = {
    "stock": stock.impulses,
    "flow": flow.impulses,
    "regularity": regularity.impulses,
    "breadth": breadth.impulses,
    "rate": rate.impulses,
    "mean": mean.impulses,
    "speed": speed.impulses,
}


_SHORT: Final = "flow"
"""A measure that fills the first six columns alone."""

_NO_IMPULSE: Final = """
SELECT 0 AS who, 0 AS rule, 0 AS since, 0 AS day, CAST(0 AS DOUBLE) AS amount,
  CAST(0 AS DOUBLE) AS base
WHERE FALSE"""
"""Gives the columns their names and types, also where nothing folds."""


FOLDED: Final = tuple(_MEASURES)
"""Types of measures that fold: all but the states."""


def plain_flows(frame: Frame) -> tuple[SignalRule, ...]:
    """Return the signals for which deeds of their kinds count, whatever else is known of them."""
    return tuple(
        signal
        for signal in frame.of_type("flow")
        if isinstance(signal.measure, Flow) and flow.is_plain(signal.measure)
    )


def impulses(frame: Frame, types: Iterable[str] = FOLDED, *, with_plain: bool = True) -> str:
    """Return the query that makes the impulses of every signal that folds.

    Args:
        frame: Methodology and day.
        types: Types of the measures that are wanted.
        with_plain: Whether those of `plain_flows` are.
    """
    plain = plain_flows(frame)
    folded = [signal for signal in frame.of_type(*types) if signal not in plain]
    whole = [_of(frame, s) for s in folded if s.measure.type != _SHORT]
    others = [_of(frame, s) for s in folded if s.measure.type == _SHORT]
    if plain and with_plain and _SHORT in types:
        others.insert(0, flow.plain_impulses(frame, plain))
    short = union((_NO_IMPULSE, *others))
    return union(
        (f"SELECT *, {AT_ONCE}, {ANY_PROFILE}, {ANY_LEVEL} FROM ({short}) AS short", *whole)
    )


def _of(frame: Frame, signal: SignalRule) -> str:
    return _MEASURES[signal.measure.type](frame, signal, signal.measure)
