"""Regularity: at most 1 for each day (or week), however much was done in it."""

from openssi.methodology.measures import Regularity
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.sql import any_of, text

_MONDAYS = "CAST(FLOOR((day + 3) / 7.0) AS INTEGER)"  # day 0 was a Thursday
_PERIODS = {"day": "day", "week": _MONDAYS}


def impulses(_frame: Frame, signal: SignalRule, measure: Regularity) -> str:
    """Return what each day adds to its period until the period is full."""
    return f"""
SELECT member_id, {text(signal.id)} AS signal, day AS since, day,
  LEAST(1.0, so_far) - LEAST(1.0, so_far - quantity) AS amount, 0.0 AS base
FROM (
  SELECT member_id, day, quantity,
    SUM(quantity) OVER (PARTITION BY member_id, period ORDER BY day) AS so_far
  FROM (
    SELECT member_id, day, {_PERIODS[measure.per]} AS period, SUM(quantity) AS quantity
    FROM deeds
    WHERE {any_of("kind", measure.kinds)} AND day > 0
    GROUP BY member_id, day
  ) AS days
) AS periods
WHERE so_far - quantity < 1"""
