"""Regularity: at most 1 for each day (or week), however much was done in it."""

from openssi.methodology.measures import Regularity
from openssi.methodology.model import SignalRule
from openssi.scoring.coverage import keep_a_day
from openssi.scoring.frame import Frame
from openssi.scoring.measures.columns import ANY_PROFILE, AT_ONCE, observed
from openssi.scoring.sql import text
from openssi.tables import ACTIVE_DAY

_MONDAYS = "CAST(FLOOR((day + 3) / 7.0) AS INTEGER)"  # day 0 was a Thursday
_PERIODS = {"day": "day", "week": _MONDAYS}


def impulses(frame: Frame, signal: SignalRule, measure: Regularity) -> str:
    """Return what each day adds to its period until the period is full.

    A period counts from its last deed: each day tops up what has faded since the one before, so
    that deeds spread over a week count at least as much as all of them on its middle day. The base
    counts periods: 1 on the first day of each. A total spread over days does not tell on which of
    them anything was done; only a count of active days does.
    """
    keep, rule = keep_a_day(frame.methodology.half_life(signal)), frame.number(signal)
    return f"""
SELECT who, {rule} AS rule, day AS since, day,
  LEAST(1.0, so_far)
    - COALESCE(LEAST(1.0, so_far - quantity) * POWER({keep!r}, day - day_before), 0.0) AS amount,
  CASE WHEN day_before IS NULL THEN 1.0 ELSE 0.0 END AS base,
  {AT_ONCE}, {ANY_PROFILE}, level
FROM (
  SELECT who, level, day, quantity,
    LAG(day) OVER days AS day_before, SUM(quantity) OVER days AS so_far
  FROM (
    SELECT who, level, day, {_PERIODS[measure.per]} AS period, SUM(quantity) AS quantity
    FROM ({observed(rule, measure.kinds)}) AS seen
    WHERE NOT is_total OR kind = {text(ACTIVE_DAY)}
    GROUP BY who, level, day
  ) AS by_day
  WINDOW days AS (PARTITION BY who, level, period ORDER BY day)
) AS periods"""
