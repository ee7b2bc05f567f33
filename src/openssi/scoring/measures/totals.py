"""Undifferentiated totals: used only for days on which no specific kind is covered."""

from openssi.methodology.measures import Flow, Mean
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.sql import any_of, text


def totals(frame: Frame, signal: SignalRule, measure: Flow | Mean) -> tuple[str, ...]:
    """Return the impulses of a measure's totals, or nothing where it has none."""
    if measure.totals is None:
        return ()
    return (
        f"""
SELECT d.who, {frame.number(signal)}, d.day, d.day, d.quantity, 0.0
FROM deeds AS d
WHERE d.kind = {text(measure.totals)} AND d.day > 0 AND NOT EXISTS (
  SELECT 1 FROM spans AS s
  WHERE s.clock = d.clock AND {any_of("s.kind", measure.kinds)} AND d.day BETWEEN s.lo AND s.hi
)""",
    )
