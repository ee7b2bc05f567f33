"""Rate: successes over decided trials; a trial enters on the day its window is over."""

from openssi.methodology.measures import Rate
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.measures.columns import ANY_LEVEL, ANY_PROFILE

_TRIALS = {
    "requests": ("requests", "t.accepted", "TRUE"),
    "openings": ("openings", "t.answered", "t.own AND NOT t.again AND NOT t.inmail"),
    "inmails": ("openings", "t.answered", "t.own AND NOT t.again AND t.inmail"),
}


def impulses(frame: Frame, signal: SignalRule, measure: Rate) -> str:
    """Return one impulse a trial; a success is its outcome, from the day on which it was known."""
    relation, success, condition = _TRIALS[measure.trials]
    toward = ""
    if measure.audience:
        # Only people known whether they accepted or not: attributes of connections would
        # make every known trial a success.
        toward = "JOIN people AS p ON p.member_id = t.counterpart_id"
        condition = f"{condition} AND p.is_known AND p.is_target"
    return f"""
SELECT t.who, {frame.number(signal)} AS rule, t.since, t.decided AS day,
  0.0 AS amount, 1.0 AS base, 1.0 AS outcome, {success} AS known, {ANY_PROFILE},
  {ANY_LEVEL}
FROM {relation} AS t {toward}
WHERE {condition}"""
