"""Rate: successes over decided trials; a trial enters on the day its window is over."""

from openssi.methodology.measures import Rate
from openssi.methodology.model import SignalRule
from openssi.scoring.audience import known, matches
from openssi.scoring.frame import Frame
from openssi.scoring.sql import text

_TRIALS = {
    "requests": ("requests", "t.accepted", "TRUE"),
    "openings": ("openings", "t.answered", "t.own AND NOT t.again AND NOT t.inmail"),
    "inmails": ("openings", "t.answered", "t.own AND NOT t.again AND t.inmail"),
}


def impulses(frame: Frame, signal: SignalRule, measure: Rate) -> str:
    """Return one impulse a trial: success 0 or 1, and the trial itself."""
    relation, success, condition = _TRIALS[measure.trials]
    toward = ""
    if measure.audience:
        # Only people known whether they accepted or not: attributes of connections would
        # make every known trial a success.
        audience = frame.methodology.audience
        toward = "JOIN people AS p ON p.member_id = t.counterpart_id"
        condition = f"{condition} AND {known(audience, 'p')} AND {matches(audience, 'p')}"
    return f"""
SELECT t.member_id, {text(signal.id)} AS signal, t.since, t.decided AS day,
  CASE WHEN {success} IS NULL THEN 0.0 ELSE 1.0 END AS amount, 1.0 AS base
FROM {relation} AS t {toward}
WHERE {condition}"""
