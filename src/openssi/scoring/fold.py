"""The fold: S(t) = S(t-1) * 2^(-1/h) + impulses(t), at every day asked for.

Sums are kept relative to the day scored (forward decay, Cormode et al. 2009): an impulse of day d
weighs 2^(-(today-d)/h), so that a running sum over days is all that the fold takes, and the sum as
it stood on an earlier day is the running sum scaled back. Today's score, the history and a daily
update differ only in the days that they ask for.
"""

from typing import Final

from openssi.scoring.frame import Frame
from openssi.scoring.measures import impulses
from openssi.scoring.sql import UNDATED, Stage, union

LEVELS: Final = ("wholly", "partly")
"""How a signal was observed: all that it reads was covered, or a part of it."""

RECENT: Final = 28
"""Days that the evidence counts as recent."""


_NO_IMPULSE: Final = """
SELECT CAST(NULL AS VARCHAR) AS member_id, CAST(NULL AS VARCHAR) AS signal, 0 AS since, 0 AS day,
  CAST(0 AS DOUBLE) AS amount, CAST(0 AS DOUBLE) AS base
WHERE FALSE"""
"""Gives the columns their names and types, also where nothing folds."""


def stages(frame: Frame) -> list[Stage]:
    """Return the stages that make and fold impulses, in order."""
    return [_impulses(frame), _observed_impulses(), _folded(frame), _tallies(frame)]


def _impulses(frame: Frame) -> Stage:
    return Stage(
        name="impulses",
        what="what each signal counts, dated",
        select=union((_NO_IMPULSE, *impulses(frame))),
    )


def _observed_impulses() -> Stage:
    return Stage(
        name="observed_impulses",
        what="impulses whose days were observed; a stock counts whenever it began",
        select="""
SELECT i.member_id, i.signal, i.day, i.amount, i.base,
  CASE WHEN i.anyway THEN 'both' WHEN s.wholly THEN 'wholly' ELSE 'partly' END AS level
FROM (
  SELECT p.*, m.clock, GREATEST(p.since, m.joined) AS begun,
    r.measure = 'stock' OR COALESCE(p.day < m.joined, FALSE) AS anyway
  FROM impulses AS p
  JOIN rules AS r ON r.signal = p.signal
  JOIN scored AS m ON m.member_id = p.member_id
) AS i
LEFT JOIN segments AS s ON NOT i.anyway AND s.clock = i.clock AND s.signal = i.signal
  AND s.lo <= i.begun AND i.day <= s.hi
WHERE i.anyway OR s.signal IS NOT NULL""",
    )


def _folded(frame: Frame) -> Stage:
    weight = f"CASE WHEN r.measure = 'stock' THEN 1.0 ELSE POWER(r.keep, {frame.today} - i.day) END"
    names = [(number, level) for level in LEVELS for number in ("amount", "base")]
    sums = ",\n    ".join(
        f"SUM(CASE WHEN i.level IN ('both', '{level}') THEN i.{number} * {weight} ELSE 0.0 END) "
        f"AS {number}_{level}"
        for number, level in names
    )
    running = ",\n  ".join(
        f"SUM(COALESCE(b.{number}_{level}, 0.0)) OVER running "
        f"* POWER(p.keep, e.day - {frame.today}) AS {number}_{level}"
        for number, level in names
    )
    return Stage(
        name="folded",
        what="the folded sums of each signal, at every day asked for",
        select=f"""
SELECT p.member_id, p.signal, e.day,
  {running}
FROM (
  SELECT DISTINCT i.member_id, i.signal,
    CASE WHEN r.measure = 'stock' THEN 1.0 ELSE r.keep END AS keep
  FROM observed_impulses AS i JOIN rules AS r ON r.signal = i.signal
) AS p
CROSS JOIN ends AS e
LEFT JOIN (
  SELECT i.member_id, i.signal, e.day,
    {sums}
  FROM observed_impulses AS i
  JOIN rules AS r ON r.signal = i.signal
  JOIN ends AS e ON i.day > e.after AND i.day <= e.day
  GROUP BY i.member_id, i.signal, e.day
) AS b ON b.member_id = p.member_id AND b.signal = p.signal AND b.day = e.day
WINDOW running AS (
  PARTITION BY p.member_id, p.signal ORDER BY e.day ROWS UNBOUNDED PRECEDING
)""",
    )


def _tallies(frame: Frame) -> Stage:
    """Raw counts that did not fade: what a value rests on."""
    recent = f"day > {frame.today - RECENT}"
    counts = ",\n  ".join(
        f"SUM(CASE WHEN level IN ('both', '{level}') THEN amount ELSE 0.0 END) AS count_{level},"
        f" SUM(CASE WHEN level IN ('both', '{level}') THEN base ELSE 0.0 END) AS trials_{level},"
        f" SUM(CASE WHEN level IN ('both', '{level}') AND {recent} THEN amount ELSE 0.0 END)"
        f" AS recent_{level},"
        f" SUM(CASE WHEN level IN ('both', '{level}') AND {recent} THEN base ELSE 0.0 END)"
        f" AS recent_trials_{level}"
        for level in LEVELS
    )
    columns = ", ".join(
        f"o.{name}_{level}"
        for level in LEVELS
        for name in ("count", "trials", "recent", "recent_trials")
    )
    return Stage(
        name="tallies",
        what="unfaded counts of each signal on the day scored, and how many trials had begun",
        select=f"""
SELECT b.*, {columns}
FROM (
  SELECT member_id, signal, SUM(CASE WHEN since <= {frame.today} THEN base ELSE 0.0 END) AS begun,
    COUNT(CASE WHEN day <= {UNDATED} THEN 1 END) AS undated,
    COUNT(CASE WHEN amount = 1 AND day <= {frame.today} THEN 1 END) AS whole_ones
  FROM impulses GROUP BY member_id, signal
) AS b
LEFT JOIN (
  SELECT member_id, signal, {counts}
  FROM observed_impulses WHERE day <= {frame.today} GROUP BY member_id, signal
) AS o ON o.member_id = b.member_id AND o.signal = b.signal""",
    )
