"""Breadth: how many different people, each counted once and fading from the last contact.

At each day of contact a person adds what has faded since the previous one, so that the fold holds
exactly 1 for them on that day.
"""

from openssi.methodology.measures import Breadth
from openssi.methodology.model import SignalRule
from openssi.scoring.coverage import keep_a_day
from openssi.scoring.frame import Frame
from openssi.scoring.measures.columns import ANY_PROFILE, AT_ONCE, observed


def impulses(frame: Frame, signal: SignalRule, measure: Breadth) -> str:
    """Return ``1 - 2^(-gap/h)`` at each day of contact, 1 at the first."""
    keep, rule = keep_a_day(frame.methodology.half_life(signal)), frame.number(signal)
    return f"""
SELECT who, {rule} AS rule, day AS since, day,
  1.0 - COALESCE(POWER({keep!r}, day - met_before), 0.0) AS amount, 0.0 AS base,
  {AT_ONCE}, {ANY_PROFILE}, level
FROM (
  SELECT who, level, day,
    LAG(day) OVER (PARTITION BY who, level, counterpart_id ORDER BY day) AS met_before
  FROM (
    SELECT DISTINCT who, level, counterpart_id, day
    FROM ({observed(rule, measure.kinds)}) AS seen
    WHERE counterpart_id IS NOT NULL
  ) AS contacts
) AS gaps"""
