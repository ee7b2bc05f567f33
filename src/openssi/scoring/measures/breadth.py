"""Breadth: how many different people, each counted once and fading from the last contact.

At each day of contact a person adds what has faded since the previous one, so that the fold holds
exactly 1 for them on that day.
"""

from openssi.methodology.measures import Breadth
from openssi.methodology.model import SignalRule
from openssi.scoring.coverage import keep_a_day
from openssi.scoring.frame import Frame
from openssi.scoring.sql import any_of, text


def impulses(frame: Frame, signal: SignalRule, measure: Breadth) -> str:
    """Return ``1 - 2^(-gap/h)`` at each day of contact, 1 at the first."""
    keep = keep_a_day(frame.methodology.half_life(signal))
    return f"""
SELECT member_id, {text(signal.id)} AS signal, day AS since, day,
  1.0 - COALESCE(POWER({keep!r}, day - met_before), 0.0) AS amount, 0.0 AS base
FROM (
  SELECT member_id, day,
    LAG(day) OVER (PARTITION BY member_id, counterpart_id ORDER BY day) AS met_before
  FROM (
    SELECT DISTINCT member_id, counterpart_id, day
    FROM deeds
    WHERE {any_of("kind", measure.kinds)} AND counterpart_id IS NOT NULL AND day > 0
  ) AS contacts
) AS gaps"""
