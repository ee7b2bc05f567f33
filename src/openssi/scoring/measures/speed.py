"""Speed: the logarithm of the hours that each turn waited; unanswered ones count in full."""

from openssi.methodology.measures import Speed
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.measures.columns import ANY_LEVEL, ANY_PROFILE


def impulses(frame: Frame, signal: SignalRule, _measure: Speed) -> str:
    """Return one impulse a turn, on the day its window is over; unanswered until the answer."""
    return f"""
SELECT who, {frame.number(signal)} AS rule, since, decided AS day, LN(longest) AS amount,
  1.0 AS base, LN(hours) - LN(longest) AS outcome, answered AS known, {ANY_PROFILE},
  {ANY_LEVEL}
FROM turns"""
