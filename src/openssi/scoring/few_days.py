"""The fold to a few days: one pass over the impulses, straight to each day asked for.

`fold`, `eras` and `held` follow every day from the first; where few are asked for, and no other
world than the members' own, the same sums are made for each of them at once. Most members of a
network do little: what a signal is worth without a deed follows from the days on which it was
observed alone (``usual``), and only where there is more does a member have a row of their own
(``made``).
"""

from collections.abc import Sequence
from math import ceil
from typing import Final

from openssi.scoring import folded, states_on_days
from openssi.scoring.fold import LEVELS
from openssi.scoring.frame import Frame
from openssi.scoring.points import EARNED, SUMS, WHAT_SUMS, earned, parts, summed
from openssi.scoring.sql import UNDATED, Stage, relation, union
from openssi.scoring.values import unknowable, values

_HALVED_AWAY: Final = 64
"""Half-lives after which a weight is lost among the digits of the others."""


def stages(frame: Frame, days: Sequence[int]) -> list[Stage]:
    """Return the stages from impulses to points, in order.

    Args:
        frame: Methodology and day.
        days: Day numbers, in order; the last is ``frame.today``.
    """
    return [
        _ends(days),
        _cohorts(frame),
        _shares(),
        _usual(frame),
        folded.stage(frame, days),
        *states_on_days.stages(frame),
        unknowable(frame),
        _made(frame, days),
        _earned(),
        _pillar_sums(),
    ]


def _ends(days: Sequence[int]) -> Stage:
    columns = {"day": "INTEGER"}
    return relation("ends", "the days to score", columns, ((day,) for day in days))


def _cohorts(frame: Frame) -> Stage:
    longest = max(frame.methodology.half_life(rule) for rule in frame.methodology.signals)
    forgotten = frame.today - ceil(_HALVED_AWAY * longest)
    return Stage(
        name="cohorts",
        what="members of whom the same was observed since the same day; long ago is all one",
        select=f"""
SELECT who, clock, since, CAST(DENSE_RANK() OVER (ORDER BY clock, since) AS INTEGER) AS cohort
FROM (
  SELECT who, clock, CASE WHEN joined <= {forgotten} THEN {UNDATED} ELSE joined END AS since
  FROM scored
) AS members""",
    )


def _shares() -> Stage:
    weight = """GREATEST(0.0, POWER(r.keep, e.day - LEAST(s.hi, e.day))
      - POWER(r.keep, e.day - GREATEST(s.lo, c.since) + 1))"""
    before = f"""
    + MAX(CASE WHEN c.since > {UNDATED} THEN POWER(r.keep, e.day - c.since + 1) ELSE 0.0 END)"""
    shares = ",\n  ".join(
        f"COALESCE(SUM(CASE WHEN {which}s.wholly THEN {weight} END), 0.0){before} AS {level},\n"
        f"  COUNT(CASE WHEN {which}s.wholly THEN 1 END) > 0 AS {level}_begun"
        for level, which in zip(LEVELS, ("", "NOT "), strict=True)
    )
    return Stage(
        name="shares",
        what="how much of each day's fading window was observed; before joining, it was in vain",
        select=f"""
SELECT c.cohort, r.rule, e.day, COUNT(b.rule) > 0 AS barred,
  MIN(q.estimated_from) AS estimated_from, MIN(q.told_from) AS told_from,
  {shares}
FROM (SELECT DISTINCT cohort, clock, since FROM cohorts) AS c
JOIN ends AS e ON e.day >= c.since
CROSS JOIN rules AS r
LEFT JOIN segments AS s ON s.clock = c.clock AND s.rule = r.rule AND s.lo <= e.day
LEFT JOIN doubts AS q ON q.clock = c.clock AND q.rule = r.rule
LEFT JOIN barred AS b ON b.clock = c.clock AND b.rule = r.rule
GROUP BY c.cohort, r.rule, e.day""",
    )


def _usual(frame: Frame) -> Stage:
    nothing = f"""
SELECT x.cohort AS who, {_OBSERVED}, POWER(r.keep, x.day - {frame.today}) AS fading,
  FALSE AS unknown, {", ".join(f"0.0 AS {column}" for column in folded.SUMS)},
  CAST(NULL AS DOUBLE) AS state, CAST(NULL AS BOOLEAN) AS later
FROM shares AS x JOIN rules AS r ON r.rule = x.rule"""
    return Stage(
        name="usual",
        what="what each signal is worth to a cohort's members who did nothing for it",
        select=earned(f"({values(frame, nothing)})"),
    )


_OBSERVED: Final = """r.rule, r.measure, r.keep, r.k, r.zero_at, x.day, x.barred,
  x.estimated_from, x.told_from, x.wholly, x.partly, x.wholly_begun, x.partly_begun"""
"""Columns of a signal's rule and of what was observed of it."""


def _made(frame: Frame, days: Sequence[int]) -> Stage:
    sums = ",\n  ".join(
        f"COALESCE({_of_day(column, days)}, 0.0) AS {column}" for column in folded.SUMS
    )
    told = union(f"SELECT who, rule FROM {name}" for name in ("folded", "states", "unknowable"))
    measured = f"""
SELECT o.who, {_OBSERVED}, POWER(r.keep, x.day - {frame.today}) AS fading,
  u.rule IS NOT NULL AS unknown,
  {sums}, t.value AS state, t.later
FROM (SELECT DISTINCT who, rule FROM ({told}) AS told) AS o
JOIN cohorts AS c ON c.who = o.who
JOIN rules AS r ON r.rule = o.rule
JOIN shares AS x ON x.cohort = c.cohort AND x.rule = o.rule
LEFT JOIN folded AS f ON f.who = o.who AND f.rule = o.rule
LEFT JOIN states AS t ON t.who = o.who AND t.rule = o.rule AND t.day = x.day
LEFT JOIN unknowable AS u ON u.who = o.who AND u.rule = o.rule"""
    return Stage(
        name="made",
        what="what each signal is worth to the members of whom there is something to tell",
        select=earned(f"({values(frame, measured)})"),
    )


def _of_day(column: str, days: Sequence[int]) -> str:
    whens = " ".join(f"WHEN {day} THEN f.{column}_{number}" for number, day in enumerate(days))
    return f"CASE x.day {whens} END"


def _earned() -> Stage:
    return Stage(
        name="earned",
        is_view=True,
        what="the points of each signal before rescaling, for every member and day",
        select=f"""
SELECT who, {", ".join(EARNED)} FROM made
UNION ALL
SELECT c.who, {", ".join(f"u.{name}" for name in EARNED)}
FROM cohorts AS c
JOIN usual AS u ON u.who = c.cohort
LEFT JOIN made AS m ON m.who = c.who AND m.rule = u.rule AND m.day = u.day
WHERE m.who IS NULL""",
    )


def _pillar_sums() -> Stage:
    """Sum what is usual, and what is made beyond it."""
    usual, more = (
        ", ".join(cell.format(name) for name in SUMS) for cell in ("u.{0}", "p.{0} - u.{0}")
    )
    return Stage(
        name="pillar_sums",
        what=WHAT_SUMS,
        select=f"""
WITH usual_parts AS ({parts("usual")}),
  usual_sums AS ({summed("SELECT * FROM usual_parts")})
{
            summed(f'''
  SELECT c.who, u.day, u.pillar, {usual}
  FROM cohorts AS c JOIN usual_sums AS u ON u.who = c.cohort
  UNION ALL
  SELECT p.who, p.day, p.pillar, {more}
  FROM ({parts("made")}) AS p
  JOIN cohorts AS c ON c.who = p.who
  JOIN usual_parts AS u ON u.who = c.cohort AND u.rule = p.rule AND u.day = p.day''')
        }""",
    )
