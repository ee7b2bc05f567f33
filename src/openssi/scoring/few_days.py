"""The fold to a few days: one pass over the impulses, straight to each day asked for.

`fold`, `eras` and `held` follow every day from the first; where few are asked for, and no other
world than the members' own, the same sums are made for each of them at once.
"""

from collections.abc import Sequence

from openssi.scoring.fold import LEVELS
from openssi.scoring.frame import Frame
from openssi.scoring.measures import FOLDED, impulses
from openssi.scoring.sql import UNDATED, Stage, relation, union

_NUMBERS = ("amount", "base")
_FADING = tuple(kind for kind in FOLDED if kind != "stock")
_TRIED = ("rate", "speed")
"""Types of measures that wait for an outcome."""


def stages(frame: Frame, days: Sequence[int]) -> list[Stage]:
    """Return the stages from impulses to sums and observed shares, in order.

    Args:
        frame: Methodology and day.
        days: Day numbers, in order; the last is ``frame.today``.
    """
    return [_ends(days), _begun(), _shares(), _folded(frame, days)]


def levels(frame: Frame, days: Sequence[int]) -> str:
    """Return the query for what a value is made of, for every member, signal and day."""
    sums = ",\n  ".join(
        f"COALESCE({_of_day(f'{number}_{level}', days)}, 0.0) AS {number}_{level}"
        for level in LEVELS
        for number in _NUMBERS
    )
    return f"""
SELECT m.who, r.rule, r.measure, r.keep, r.k, r.zero_at, e.day,
  POWER(r.keep, e.day - {frame.today}) AS fading,
  x.barred, x.estimated_from, x.told_from, u.rule IS NOT NULL AS unknown,
  x.wholly_begun, x.partly_begun,
  x.wholly + {_before("m")} AS wholly, x.partly + {_before("m")} AS partly,
  {sums}, t.value AS state, t.later
FROM scored AS m
JOIN begun AS b ON b.clock = m.clock AND b.joined = m.joined
JOIN ends AS e ON e.day >= m.joined
CROSS JOIN rules AS r
JOIN shares AS x ON x.cohort = b.cohort AND x.rule = r.rule AND x.day = e.day
LEFT JOIN folded AS f ON f.who = m.who AND f.rule = r.rule
LEFT JOIN states AS t ON t.who = m.who AND t.rule = r.rule AND t.since <= e.day AND t.until > e.day
LEFT JOIN unknowable AS u ON u.who = m.who AND u.rule = r.rule"""


def _of_day(column: str, days: Sequence[int]) -> str:
    whens = " ".join(f"WHEN {day} THEN f.{column}_{number}" for number, day in enumerate(days))
    return f"CASE e.day {whens} END"


def _before(row: str) -> str:
    """Days before a member joined are observed zeros."""
    return (
        f"CASE WHEN {row}.joined > {UNDATED} THEN POWER(r.keep, e.day - {row}.joined + 1) "
        "ELSE 0.0 END"
    )


def _ends(days: Sequence[int]) -> Stage:
    columns = {"day": "INTEGER"}
    return relation("ends", "the days to score", columns, ((day,) for day in days))


def _begun() -> Stage:
    return Stage(
        name="begun",
        what="days of joining, alike where nothing was observed before them",
        select="""
SELECT clock, joined, first, CAST(DENSE_RANK() OVER (ORDER BY clock, first) AS INTEGER) AS cohort
FROM (
  SELECT c.clock, c.joined, GREATEST(c.joined, COALESCE(MIN(s.lo), c.joined)) AS first
  FROM (SELECT DISTINCT clock, joined FROM scored) AS c
  LEFT JOIN segments AS s ON s.clock = c.clock
  GROUP BY c.clock, c.joined
) AS each_one""",
    )


def _shares() -> Stage:
    weight = """GREATEST(0.0, POWER(r.keep, e.day - LEAST(s.hi, e.day))
      - POWER(r.keep, e.day - GREATEST(s.lo, c.first) + 1))"""
    shares = ",\n  ".join(
        f"COALESCE(SUM(CASE WHEN {which}s.wholly THEN {weight} END), 0.0) AS {level},\n"
        f"  COUNT(CASE WHEN {which}s.wholly THEN 1 END) > 0 AS {level}_begun"
        for level, which in zip(LEVELS, ("", "NOT "), strict=True)
    )
    return Stage(
        name="shares",
        what="how much of each day's fading window was observed since joining, wholly and in part",
        select=f"""
SELECT c.cohort, r.rule, e.day, MAX(b.rule) IS NOT NULL AS barred,
  MIN(q.estimated_from) AS estimated_from, MIN(q.told_from) AS told_from,
  {shares}
FROM (SELECT DISTINCT cohort, clock, first FROM begun) AS c
CROSS JOIN rules AS r
CROSS JOIN ends AS e
LEFT JOIN segments AS s ON s.clock = c.clock AND s.rule = r.rule AND s.lo <= e.day
LEFT JOIN doubts AS q ON q.clock = c.clock AND q.rule = r.rule
LEFT JOIN barred AS b ON b.clock = c.clock AND b.rule = r.rule
GROUP BY c.cohort, r.rule, e.day""",
    )


def _folded(frame: Frame, days: Sequence[int]) -> Stage:
    today = frame.today
    sums = [
        f"SUM(CASE WHEN {level} AND day <= {day} THEN {number} * weight ELSE 0.0 END) "
        f"AS {number}_{level}_{index}"
        for index, day in enumerate(days)
        for level in LEVELS
        for number in _NUMBERS
    ]
    counts = [
        f"SUM(CASE WHEN {level} AND day <= {today} THEN {number} ELSE 0.0 END) AS {name}_{level}"
        for level in LEVELS
        for number, name in (("amount", "count"), ("base", "trials"))
    ]
    columns = ",\n  ".join((*sums, *counts, "SUM(begun) AS begun"))
    return Stage(
        name="folded",
        what="the folded sums of each day, relative to the day scored, and what did not fade of it",
        select=f"""
SELECT who, rule, {columns}
FROM ({_observed(frame)}) AS i
GROUP BY who, rule""",
    )


def _observed(frame: Frame) -> str:
    """Return the impulses with their weight and the levels that they count for.

    A trial that was not observed has begun all the same: it is pending.
    """
    amount = f"i.amount + CASE WHEN i.known <= {frame.today} THEN i.outcome ELSE 0.0 END AS amount"
    stock = f"""
SELECT i.who, i.rule, i.day, i.amount, i.base, 0.0 AS begun, 1.0 AS weight,
  TRUE AS wholly, TRUE AS partly
FROM ({impulses(frame, ["stock"])}) AS i
WHERE i.since <= {frame.today}"""
    seen = f"""
SELECT i.who, i.rule, i.day, i.amount, i.base, 0.0 AS begun,
  POWER(i.keep, {frame.today} - i.day) AS weight, s.wholly, NOT s.wholly AS partly
FROM (
  SELECT i.who, i.rule, i.day, {amount}, i.base, i.wholly, r.keep, m.clock,
    GREATEST(i.since, m.joined) AS begun
  FROM ({impulses(frame, _FADING)}) AS i
  JOIN rules AS r ON r.rule = i.rule
  JOIN scored AS m ON m.who = i.who
  WHERE i.since <= {frame.today} AND i.day <= {frame.today}
    AND i.day >= m.joined
) AS i
JOIN segments AS s ON s.clock = i.clock AND s.rule = i.rule
  AND s.lo <= i.begun AND i.day <= s.hi AND COALESCE(i.wholly, s.wholly) = s.wholly"""
    begun = f"""
SELECT i.who, i.rule, i.day, 0.0, 0.0, i.base, 0.0, FALSE, FALSE
FROM ({impulses(frame, _TRIED)}) AS i
WHERE i.since <= {frame.today}"""
    return union((stock, seen, begun))
