"""The fold: S(t) = S(t-1) * 2^(-1/h) + impulses(t), at every day asked for.

Sums are kept relative to the day scored (forward decay, Cormode et al. 2009): an impulse of day d
weighs 2^(-(today-d)/h), so that a running sum over days is all that the fold takes, and the sum as
it stood on an earlier day is the running sum scaled back. Today's score, the history and a daily
update differ only in the days that they ask for.
"""

from typing import Final

from openssi.scoring.eras import NEVER
from openssi.scoring.frame import Frame
from openssi.scoring.measures import FOLDED, impulses
from openssi.scoring.sql import UNDATED, Stage

LEVELS: Final = ("wholly", "partly")
"""How a signal was observed: all that it reads was covered, or a part of it."""

RECENT: Final = 28
"""Days that the evidence counts as recent."""


_LOOKING: Final = ("regularity", "breadth", "mean")
"""Types of measures that count by what was seen of each day."""

_BLIND: Final = tuple(sorted({*FOLDED} - {*_LOOKING}))

_NUMBERS: Final = [(number, level) for level in LEVELS for number in ("amount", "base")]
"""What is folded."""

_COUNTS: Final = ("count", "trials", "recent", "recent_trials", "whole_ones")
"""What is counted besides."""


def stages(frame: Frame) -> list[Stage]:
    """Return the stages that make and fold impulses, in order."""
    return [
        *_counted(frame),
        _impulses(),
        _daily(),
        _entries(),
        _sums(frame),
        _tallies(frame),
    ]


def _counted(frame: Frame) -> list[Stage]:
    """Two tables rather than one: what looks at no sights need not wait for them."""
    halves = {"counted_in_sight": _LOOKING, "counted_anyhow": _BLIND}
    return [
        Stage(
            name=name,
            what=f"what each {', '.join(types)} counts, dated: alike in everything together",
            select=f"""
SELECT who, rule, since, day, known, profile_until, level,
  SUM(amount) AS amount, SUM(base) AS base, SUM(outcome) AS outcome, COUNT(*) AS n,
  COUNT(CASE WHEN amount = 1 THEN 1 END) AS ones
FROM ({impulses(frame, types)}) AS i
GROUP BY who, rule, since, day, known, profile_until, level""",
        )
        for name, types in halves.items()
    ]


def _impulses() -> Stage:
    return Stage(
        name="impulses",
        what="what each signal counts in each world",
        select="""
SELECT w.who, c.rule, c.since, c.day, c.level, c.base, c.n, c.ones,
  c.amount + CASE WHEN c.known <= w.deeds_until THEN c.outcome ELSE 0.0 END AS amount
FROM (SELECT * FROM counted_in_sight UNION ALL SELECT * FROM counted_anyhow) AS c
JOIN worlds AS w ON w.person = c.who AND c.since <= w.deeds_until
  AND COALESCE(c.profile_until, w.profile_until) = w.profile_until""",
    )


def _daily() -> Stage:
    numbers = ",\n  ".join(
        f"SUM(CASE WHEN {level} THEN {number} ELSE 0.0 END) AS {number}_{level}"
        for number, level in (*_NUMBERS, *(("ones", level) for level in LEVELS))
    )
    return Stage(
        name="daily",
        what="what of the impulses was observed, by day; a stock counts whenever it began",
        select=f"""
SELECT who, rule, day, {numbers}
FROM (
  SELECT i.who, i.rule, i.day, i.amount, i.base, i.ones,
    i.anyway OR s.wholly AS wholly, i.anyway OR s.partly AS partly
  FROM (
    SELECT p.*, m.clock, GREATEST(p.since, m.joined) AS begun,
      r.measure = 'stock' AS anyway
    FROM impulses AS p
    JOIN rules AS r ON r.rule = p.rule
    JOIN worlds AS m ON m.who = p.who
    WHERE r.measure = 'stock' OR p.day >= m.joined
  ) AS i
  LEFT JOIN sights AS s ON NOT i.anyway AND s.clock = i.clock AND s.rule = i.rule
    AND s.lo <= i.begun AND i.day <= s.hi AND COALESCE(i.level, s.level) = s.level
  WHERE i.anyway OR s.rule IS NOT NULL
) AS observed
GROUP BY who, rule, day""",
    )


def _entries() -> Stage:
    return Stage(
        name="entries",
        what="the day asked for on which what happened on a day is first taken in",
        select="""
SELECT d.day, e.day AS entered
FROM (SELECT DISTINCT day FROM daily) AS d
JOIN ends AS e ON d.day > e.after AND d.day <= e.day""",
    )


def _sums(frame: Frame) -> Stage:
    weight = f"CASE WHEN r.measure = 'stock' THEN 1.0 ELSE POWER(r.keep, {frame.today} - i.day) END"
    sums = ",\n    ".join(
        f"SUM(i.{number}_{level} * {weight}) AS {number}_{level}" for number, level in _NUMBERS
    )
    nothing = ", ".join("0.0" for _ in _NUMBERS)
    running = ",\n  ".join(
        f"SUM({number}_{level}) OVER (PARTITION BY who, rule ORDER BY day "
        f"ROWS UNBOUNDED PRECEDING) AS {number}_{level}"
        for number, level in _NUMBERS
    )
    return Stage(
        name="sums",
        what="the folded sums, relative to the day, from when to when they hold; at first 0",
        select=f"""
SELECT who, rule, day AS since,
  COALESCE(LEAD(day) OVER (PARTITION BY who, rule ORDER BY day), {NEVER}) AS until,
  {running}
FROM (
  SELECT i.who, i.rule, GREATEST(e.entered, m.begin) AS day,
    {sums}
  FROM daily AS i
  JOIN rules AS r ON r.rule = i.rule
  JOIN worlds AS m ON m.who = i.who
  JOIN entries AS e ON e.day = i.day
  GROUP BY i.who, i.rule, GREATEST(e.entered, m.begin)
  UNION ALL
  SELECT m.who, r.rule, {UNDATED}, {nothing} FROM worlds AS m CROSS JOIN rules AS r
) AS entered""",
    )


def _tallies(frame: Frame) -> Stage:
    """Raw counts that did not fade: what a value rests on."""
    recent = f"day > {frame.today - RECENT}"
    counts = ",\n  ".join(
        f"SUM(amount_{level}) AS count_{level}, SUM(base_{level}) AS trials_{level},"
        f" SUM(CASE WHEN {recent} THEN amount_{level} ELSE 0.0 END) AS recent_{level},"
        f" SUM(CASE WHEN {recent} THEN base_{level} ELSE 0.0 END) AS recent_trials_{level},"
        f" SUM(ones_{level}) AS whole_ones_{level}"
        for level in LEVELS
    )
    columns = ", ".join(f"o.{name}_{level}" for level in LEVELS for name in _COUNTS)
    return Stage(
        name="tallies",
        what="unfaded counts of each signal on the day scored, and how many trials had begun",
        select=f"""
SELECT b.*, {columns}
FROM (
  SELECT who, rule, SUM(CASE WHEN since <= {frame.today} THEN base ELSE 0.0 END) AS begun,
    SUM(CASE WHEN day <= {UNDATED} THEN n ELSE 0 END) AS undated
  FROM impulses GROUP BY who, rule
) AS b
LEFT JOIN (
  SELECT who, rule, {counts}
  FROM daily WHERE day <= {frame.today} GROUP BY who, rule
) AS o ON o.who = b.who AND o.rule = b.rule""",
    )
