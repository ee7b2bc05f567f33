"""Speed: the logarithm of the hours that each turn waited; unanswered ones count in full."""

from openssi.methodology.measures import Speed
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.sql import text


def impulses(_frame: Frame, signal: SignalRule, _measure: Speed) -> str:
    """Return one impulse a turn, on the day its window is over."""
    return f"""
SELECT member_id, {text(signal.id)} AS signal, since, decided AS day, LN(hours) AS amount,
  1.0 AS base
FROM turns"""
