"""Points: a value on its curve, times its weight; and the pillars that they add up to."""

from openssi.methodology.whole import PILLAR_POINTS
from openssi.scoring.frame import Frame
from openssi.scoring.sql import Stage

DECIMALS = 6
"""Scores are rounded to so many decimals before they are stored, averaged or ranked."""


def stages(frame: Frame) -> list[Stage]:
    """Return the stages from values to pillars and totals, in order."""
    return [_points(), _sums(), _pillars(frame), _totals()]


def _points() -> Stage:
    return Stage(
        name="earned",
        is_view=True,
        what="the points of each signal before rescaling; an estimate never takes points away",
        select="""
SELECT who, rule, day, level, share, later, amount, base, status, value, pillar, base_tier, weight,
  penalty, CASE WHEN status = 'estimated' THEN GREATEST(0.0, raw) ELSE raw END AS points
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
  FROM valued AS v
  JOIN rules AS r ON r.rule = v.rule
) AS v""",
    )


def _sums() -> Stage:
    seen = "status NOT IN ('not_observed', 'not_applicable')"
    return Stage(
        name="pillar_sums",
        what="of each pillar: applicable and seen base weight, base and bonus points",
        select=f"""
SELECT who, day, pillar,
  SUM(CASE WHEN base_tier AND status <> 'not_applicable' THEN weight ELSE 0.0 END) AS applicable,
  SUM(CASE WHEN base_tier AND {seen} THEN weight ELSE 0.0 END) AS seen,
  SUM(CASE WHEN base_tier AND {seen} THEN points ELSE 0.0 END) AS base,
  SUM(CASE WHEN NOT base_tier AND {seen} THEN points ELSE 0.0 END) AS bonus,
  SUM(CASE WHEN base_tier AND status = 'not_observed' THEN -penalty ELSE 0.0 END) AS lowest,
  SUM(CASE WHEN base_tier AND status = 'not_observed' THEN weight ELSE 0.0 END) AS highest
FROM earned
GROUP BY who, day, pillar""",
    )


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
