"""The fold: S(t) = S(t-1) * 2^(-1/h) + impulses(t), at every day asked for.

Sums are kept relative to the day scored (forward decay, Cormode et al. 2009): an impulse of day d
weighs 2^(-(today-d)/h), so that a running sum over days is all that the fold takes, and the sum as
it stood on an earlier day is the running sum scaled back. Today's score, the history and a daily
update differ only in the days that they ask for.
"""

from openssi.scoring.frame import Frame
from openssi.scoring.measures import impulses
from openssi.scoring.sql import Stage, union


def stages(frame: Frame) -> list[Stage]:
    """Return the stages that make and fold impulses, in order."""
    return [_impulses(frame), _observed_impulses(), _folded(frame)]


def _impulses(frame: Frame) -> Stage:
    folded = (s for s in frame.methodology.signals if s.measure.type != "state")
    return Stage(
        name="impulses",
        what="what each signal counts, dated",
        select=union(impulses(frame, signal) for signal in folded),
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
    levels = ("wholly", "partly")
    sums = ",\n    ".join(
        f"SUM(CASE WHEN i.level IN ('both', '{level}') THEN i.{column} * {factor} ELSE 0.0 END) "
        f"AS {name}_{level}"
        for level in levels
        for column, factor, name in (
            ("amount", weight, "amount"),
            ("base", weight, "base"),
            ("amount", "1.0", "count"),
            ("base", "1.0", "trials"),
        )
    )
    names = [
        f"{name}_{level}" for level in levels for name in ("amount", "base", "count", "trials")
    ]
    back = f"POWER(p.keep, e.day - {frame.today})"
    running = ",\n  ".join(
        f"SUM(COALESCE(b.{name}, 0.0)) OVER running"
        f"{f' * {back}' if name.startswith(('amount', 'base')) else ''} AS {name}"
        for name in names
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
