"""Eras: from when to when a signal was observed in one way, and how much of the window that is.

The share observed is the part of the fading window's weight that lies on observed days; days before
the member joined are observed zeros. Within an era it follows from the day alone: what lies in
segments that are over fades as a whole, and the current segment grows.
"""

from typing import Final

from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED, Stage, union

NEVER: Final = 1_000_000
"""Day number of what does not end."""


def stages(frame: Frame) -> list[Stage]:
    """Return the stages from segments to eras, in order."""
    return [_stretches(frame), _eras()]


def _stretches(frame: Frame) -> Stage:
    begun = "GREATEST(s.lo, c.joined)"
    weight = f"""GREATEST(0.0, POWER(r.keep, {frame.today} - s.hi)
    - POWER(r.keep, {frame.today} - {begun} + 1))"""
    return Stage(
        name="stretches",
        what="observed segments of each clock, and what weighs before them, as of the day scored",
        select=f"""
SELECT c.clock, c.joined, s.rule, s.wholly, s.lo, s.hi,
  POWER(r.keep, {frame.today} - {begun} + 1) AS opened,
  COALESCE(LEAD(s.lo) OVER ordered, {NEVER}) AS until,
  COALESCE(SUM({weight}) OVER (PARTITION BY c.clock, c.joined, s.rule, s.wholly ORDER BY s.lo
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0.0) AS past
FROM (SELECT DISTINCT clock, joined FROM scored) AS c
JOIN segments AS s ON s.clock = c.clock
JOIN rules AS r ON r.rule = s.rule
WINDOW ordered AS (PARTITION BY c.clock, c.joined, s.rule, s.wholly ORDER BY s.lo)""",
    )


def _eras() -> Stage:
    whoever = "SELECT DISTINCT clock, joined FROM scored"
    begin = f"SELECT c.clock, c.joined, r.rule, {UNDATED} AS since"
    starts = union(
        (
            f"{begin} FROM ({whoever}) AS c CROSS JOIN rules AS r",
            "SELECT clock, joined, rule, lo FROM stretches",
        )
    )
    current = "clock = e.clock AND {0}.joined = e.joined AND {0}.rule = e.rule"
    held = "{0}.lo <= e.since AND e.since < {0}.until"
    joins = "\n".join(
        f"LEFT JOIN stretches AS {name} ON {name}.{current.format(name)}"
        f" AND {which}{name}.wholly AND {held.format(name)}"
        for name, which in (("w", ""), ("p", "NOT "))
    )
    return Stage(
        name="eras",
        what="from when to when each signal was observed in one way: the current segment of either "
        "level, and the weight of those before it",
        select=f"""
SELECT e.clock, e.joined, e.rule, e.since, e.until, b.rule IS NOT NULL AS barred,
  q.estimated_from, q.told_from,
  w.opened AS wholly_opened, w.hi AS wholly_end, w.past AS wholly_past,
  p.opened AS partly_opened, p.hi AS partly_end, p.past AS partly_past
FROM (
  SELECT clock, joined, rule, since,
    COALESCE(LEAD(since) OVER (PARTITION BY clock, joined, rule ORDER BY since), {NEVER}) AS until
  FROM (SELECT DISTINCT * FROM ({starts}) AS starts) AS edges
) AS e
{joins}
LEFT JOIN doubts AS q ON q.clock = e.clock AND q.rule = e.rule
LEFT JOIN barred AS b ON b.clock = e.clock AND b.rule = e.rule""",
    )


def share(level: str) -> str:
    """Return SQL for the share observed at one level, on day ``day`` of an era.

    ``fading`` is what one unit of the day scored was worth on that day: weights are kept relative
    to the day scored, and one power a day scales them all back.
    """
    left = f"CASE WHEN day <= {level}_end THEN 1.0 ELSE POWER(keep, day - {level}_end) END"
    current = f"GREATEST(0.0, {left} - fading * {level}_opened)"
    return f"fading * before + COALESCE(fading * {level}_past + {current}, 0.0)"
