"""What holds for a signal: from when to when nothing of it changes but by fading."""

from openssi.scoring.eras import NEVER, share
from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED, Stage


def stage(frame: Frame) -> Stage:
    """Return the stage that lays eras, sums and states over each other.

    A state has no sum but the first, and covers all days or none: the joins leave no gap.

    It is a table because engines plan a join by ranges for as many rows as they think there are.
    """
    before = f"POWER(r.keep, {frame.today} - x.joined + 1)"
    return Stage(
        name="held",
        what="from when to when nothing of a signal changes but by fading: one era, one sum, one "
        "state",
        select=f"""
SELECT m.who, r.rule, r.measure, r.keep, r.k, r.zero_at,
  GREATEST(m.begin, x.since, s.since, COALESCE(t.since, {UNDATED})) AS since,
  LEAST(x.until, s.until, COALESCE(t.until, {NEVER})) AS until,
  CASE WHEN x.joined > {UNDATED} THEN {before} ELSE 0.0 END AS before,
  x.wholly_opened, x.wholly_end, x.wholly_past, x.partly_opened, x.partly_end, x.partly_past,
  x.barred, x.estimated_from, x.told_from, u.rule IS NOT NULL AS unknown,
  s.amount_wholly, s.base_wholly, s.amount_partly, s.base_partly, t.value AS state, t.later
FROM worlds AS m
JOIN eras AS x ON x.clock = m.clock AND x.joined = m.joined
JOIN rules AS r ON r.rule = x.rule
JOIN sums AS s ON s.who = m.who AND s.rule = x.rule AND s.since < x.until AND s.until > x.since
LEFT JOIN states AS t ON t.who = m.who AND t.rule = x.rule
  AND t.since < x.until AND t.until > x.since
LEFT JOIN unknowable AS u ON u.who = m.person AND u.rule = x.rule""",
    )


def levels(frame: Frame) -> str:
    """Return the query for what a value is made of, for every member, signal and day."""
    return f"""
SELECT *, {share("wholly")} AS wholly, {share("partly")} AS partly,
  wholly_end IS NOT NULL AS wholly_begun, partly_end IS NOT NULL AS partly_begun
FROM (
  SELECT h.*, e.day, POWER(h.keep, e.day - {frame.today}) AS fading
  FROM held AS h
  JOIN ends AS e ON e.day >= h.since AND e.day < h.until
) AS d"""
