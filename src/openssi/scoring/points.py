"""Points: a value on its curve, times its weight; and the pillars that they add up to."""

from typing import Final

from openssi.methodology.whole import PILLAR_POINTS
from openssi.scoring.frame import Frame
from openssi.scoring.sql import Stage

DECIMALS = 6
"""Scores are rounded to so many decimals before they are stored, averaged or ranked."""


SUMS: Final = ("applicable", "seen", "base", "bonus", "lowest", "highest")
"""What a pillar's score is made of: base weight, base and bonus points, and what is unknown."""


EARNED: Final = (
    *("rule", "day", "level", "share", "later", "amount", "base", "status", "value"),
    *("pillar", "base_tier", "weight", "penalty", "points"),
)
"""What is known of a signal's points, besides whose they are."""


def stages(frame: Frame) -> list[Stage]:
    """Return the stages from values to pillars and totals, in order."""
    return [_points(), _sums(), *wholes(frame)]


def wholes(frame: Frame) -> list[Stage]:
    """Return the stages from ``pillar_sums`` to pillars and totals, in order."""
    return [_pillars(frame), _totals()]


def earned(values: str) -> str:
    """Return the query for the points of each signal before rescaling.

    Args:
        values: Name of a relation of values, or a query in parentheses.
    """
    known = ", ".join(name for name in EARNED if name != "points")
    return f"""
SELECT who, {known},
  CASE WHEN status = 'estimated' THEN GREATEST(0.0, raw) ELSE raw END AS points
FROM (
  SELECT v.*, r.pillar, r.base_tier, r.weight, r.penalty, r.weight * CASE
    WHEN v.value IS NULL THEN NULL
    WHEN r.measure = 'rate' AND v.value < r.zero_at
      THEN -r.penalty / r.weight * (r.zero_at - v.value) / r.zero_at
    WHEN r.measure = 'rate'
      THEN LEAST(1.0, (v.value - r.zero_at) / (r.full_at - r.zero_at))
    WHEN r.measure = 'speed'
      THEN LEAST(1.0, GREATEST(0.0, LN(r.zero_at / v.value) / r.span))
    WHEN v.value <= 0 THEN 0.0
    WHEN r.a IS NULL THEN LEAST(1.0, v.value / r.full_at)
    ELSE LEAST(1.0, LN(1.0 + v.value / r.a) / r.span)
  END AS raw
  FROM {values} AS v
  JOIN rules AS r ON r.rule = v.rule
) AS v"""


def parts(points: str) -> str:
    """Return the query for what each signal adds to the sums of its pillar.

    Args:
        points: Name of a relation of points.
    """
    seen = "status NOT IN ('not_observed', 'not_applicable')"
    return f"""
SELECT who, rule, day, pillar,
  CASE WHEN base_tier AND status <> 'not_applicable' THEN weight ELSE 0.0 END AS applicable,
  CASE WHEN base_tier AND {seen} THEN weight ELSE 0.0 END AS seen,
  CASE WHEN base_tier AND {seen} THEN points ELSE 0.0 END AS base,
  CASE WHEN NOT base_tier AND {seen} THEN points ELSE 0.0 END AS bonus,
  CASE WHEN base_tier AND status = 'not_observed' THEN -penalty ELSE 0.0 END AS lowest,
  CASE WHEN base_tier AND status = 'not_observed' THEN weight ELSE 0.0 END AS highest
FROM {points}"""


def summed(parts: str) -> str:
    """Return the query for the sums of each pillar.

    Args:
        parts: A query for what adds to them.
    """
    sums = ",\n  ".join(f"SUM({name}) AS {name}" for name in SUMS)
    return f"""
SELECT who, day, pillar,
  {sums}
FROM ({parts}) AS parts
GROUP BY who, day, pillar"""


def _points() -> Stage:
    return Stage(
        name="earned",
        is_view=True,
        what="the points of each signal before rescaling; an estimate never takes points away",
        select=earned("valued"),
    )


def _sums() -> Stage:
    return Stage(name="pillar_sums", what=WHAT_SUMS, select=summed(parts("earned")))


WHAT_SUMS: Final = "of each pillar: applicable and seen base weight, base and bonus points"
"""What the table of sums holds."""


def _pillars(frame: Frame) -> Stage:
    full = PILLAR_POINTS

    def clipped(points: str) -> str:
        return f"ROUND(LEAST({full}, GREATEST(0.0, {points})), {DECIMALS})"

    return Stage(
        name="pillars",
        what="each pillar's score, range and coverage, for every member and day",
        select=f"""
SELECT who, day, pillar, coverage, factor, whole, bonus, base * factor + bonus AS unclipped,
  CASE WHEN coverage >= {frame.methodology.coverage_floor}
    THEN {clipped("base * factor + bonus")} END AS score,
  {clipped("(base + lowest) * whole + bonus")} AS low,
  {clipped("(base + highest) * whole + bonus")} AS high
FROM (
  SELECT *, seen / applicable AS coverage, {full} / applicable AS whole,
    {full} / CASE WHEN base > 0 THEN seen ELSE applicable END AS factor
  FROM pillar_sums
  WHERE applicable > 0
) AS scaled""",
    )


def _totals() -> Stage:
    return Stage(
        name="whole",
        what="each member's total, of how many points, on every day",
        select=f"""
SELECT who, day, ROUND(SUM(score), {DECIMALS}) AS total,
  CAST({PILLAR_POINTS} * COUNT(score) AS DOUBLE) AS measurable,
  ROUND(SUM(low), {DECIMALS}) AS low, ROUND(SUM(high), {DECIMALS}) AS high
FROM pillars
GROUP BY who, day""",
    )
