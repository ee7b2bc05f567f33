"""Measures: each makes dated impulses ``(member_id, signal, since, day, amount, base)``.

``day`` is when an impulse enters; ``since`` is when what it reports began, so that a trial counts
only where its whole window was observed. ``amount`` and ``base`` are the two numbers that a measure
folds: quantity and nothing, successes and trials, quantity and occasions, log hours and turns.
"""

from collections.abc import Callable
from typing import Any

from openssi.methodology.measures import Flow
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.measures import breadth, flow, mean, rate, regularity, speed, stock

_MEASURES: dict[str, Callable[[Frame, SignalRule, Any], str]] = {
    "stock": stock.impulses,
    "flow": flow.impulses,
    "regularity": regularity.impulses,
    "breadth": breadth.impulses,
    "rate": rate.impulses,
    "mean": mean.impulses,
    "speed": speed.impulses,
}


def impulses(frame: Frame) -> list[str]:
    """Return the queries that make the impulses of every signal that folds."""
    folded = [signal for signal in frame.methodology.signals if signal.measure.type != "state"]
    plain = [s for s in folded if isinstance(s.measure, Flow) and flow.is_plain(s.measure)]
    others = [
        _MEASURES[signal.measure.type](frame, signal, signal.measure)
        for signal in folded
        if signal not in plain
    ]
    return [flow.plain_impulses(plain)] * bool(plain) + others
