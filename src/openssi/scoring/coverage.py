"""What the sources could see: on which days a signal was observed, wholly or in part.

Coverage rows become spans without overlap; a signal of several kinds is observed *wholly* on days
when all of them are covered and *in part* on days when some are.
"""

from openssi.methodology.measures import State
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED, Row, Stage, day, literal, relation, union
from openssi.tables import CONNECTION


def stages(frame: Frame) -> list[Stage]:
    """Return the stages about coverage, in order."""
    return [
        _needs(frame),
        _covered(frame),
        _spans(),
        _wants(),
        _barred(),
        _seen_kinds(),
        _seen_bunches(),
        _segments(),
        _sights(),
        _parts(frame),
        _doubts(),
    ]


def _needs(frame: Frame) -> Stage:
    columns = {
        "rule": "INTEGER",
        "kind": "VARCHAR",
        "shown_as": "VARCHAR",
        "bunch": "INTEGER",
        "bunches": "INTEGER",
    }
    return relation(
        "needs",
        "which kinds each signal reads (shown as themselves, or within totals), in groups",
        columns,
        [row for signal in frame.methodology.signals for row in _need(frame, signal)],
    )


def _need(frame: Frame, signal: SignalRule) -> list[tuple[str | float, ...]]:
    groups = signal.measure.groups
    return [
        (frame.number(signal), kind, shown_as, number, len(groups))
        for number, group in enumerate(groups)
        for kind in group
        for shown_as in (kind, *signal.measure.shown_by(kind))
    ]


def keep_a_day(half_life: float) -> float:
    """Return what is left of a weight after one day.

    >>> round(keep_a_day(30) ** 30, 9)
    0.5
    """
    return float(2 ** (-1 / half_life))


def _covered(frame: Frame) -> Stage:
    given = f"""
SELECT COALESCE(o.clock, 0) AS clock, c.kind, COALESCE(c.status, 'measured') AS status,
  {day("c.observed_from")} AS lo, LEAST({day("c.observed_to")}, {frame.today}) AS hi
FROM coverage AS c
LEFT JOIN clocks AS o ON o.member_id = c.member_id
WHERE {day("c.observed_from")} <= {frame.today} AND c.observed_from <= c.observed_to"""
    return Stage(
        name="covered",
        what="coverage as given; a member with rows of their own has everyone's as well",
        select=f"""
WITH given AS ({given})
SELECT * FROM given
UNION ALL
SELECT o.clock, e.kind, e.status, e.lo, e.hi
FROM clocks AS o CROSS JOIN (SELECT * FROM given WHERE clock = 0) AS e
UNION ALL
{_occurring(frame)}""",
    )


def _occurring(frame: Frame) -> str:
    """Where no coverage is given at all: kinds that occur, from the earliest day to the day."""
    return f"""
SELECT 0 AS clock, k.kind, 'measured' AS status, MIN(k.lo) OVER () AS lo, {frame.today} AS hi
FROM (
  SELECT kind, MIN(day) AS lo FROM deeds WHERE day > 0 GROUP BY kind
  UNION ALL
  SELECT {literal(CONNECTION)}, MIN(since) FROM links WHERE since > 0 HAVING COUNT(*) > 0
) AS k
WHERE NOT EXISTS (SELECT 1 FROM coverage)"""


def _spans() -> Stage:
    return Stage(
        name="spans",
        what="days on which a kind was covered, without overlap",
        select=merged(
            "SELECT clock, kind, lo, hi FROM covered WHERE status <> 'not_applicable'",
            by="clock, kind",
        ),
    )


def _wants() -> Stage:
    return Stage(
        name="wants",
        what="the kinds that each signal reads, without those that the platform does not have",
        select="""
SELECT c.clock, n.rule, n.kind, n.shown_as, n.bunch, n.bunches,
  COUNT(CASE WHEN n.kind = n.shown_as THEN 1 END) OVER (PARTITION BY c.clock, n.rule) AS kinds
FROM (SELECT DISTINCT clock FROM scored) AS c
CROSS JOIN needs AS n
LEFT JOIN (
  SELECT DISTINCT clock, kind FROM covered WHERE status = 'not_applicable'
) AS a ON a.clock = c.clock AND a.kind = n.kind
WHERE a.kind IS NULL""",
    )


def _barred() -> Stage:
    return Stage(
        name="barred",
        what="signals that the platform has no feature for: a whole group of kinds is missing",
        select="""
SELECT c.clock, n.rule
FROM (SELECT DISTINCT clock FROM scored) AS c
CROSS JOIN (SELECT DISTINCT rule, bunches FROM needs) AS n
LEFT JOIN wants AS w ON w.clock = c.clock AND w.rule = n.rule
GROUP BY c.clock, n.rule, n.bunches
HAVING COUNT(DISTINCT w.bunch) < n.bunches""",
    )


def _seen_kinds() -> Stage:
    shown = """
SELECT w.clock, w.rule, w.bunch, w.bunches, w.kind, w.kinds, s.lo, s.hi
FROM spans AS s JOIN wants AS w ON w.clock = s.clock AND w.shown_as = s.kind"""
    return Stage(
        name="seen_kinds",
        what="days on which a signal's kind was covered, by itself or within totals",
        select=merged(shown, by="clock, rule, bunch, bunches, kind, kinds"),
    )


def _seen_bunches() -> Stage:
    return Stage(
        name="seen_bunches",
        what="days on which at least one kind of a signal's group was covered",
        select=merged(
            "SELECT clock, rule, bunch, bunches, lo, hi FROM seen_kinds",
            by="clock, rule, bunch, bunches",
        ),
    )


def merged(spans: str, *, by: str) -> str:
    """Return a query that joins spans that overlap or touch.

    Args:
        spans: A query with the columns of ``by``, ``lo`` and ``hi`` (whole days, both included).
        by: Columns within which spans are joined.
    """
    return f"""
SELECT {by}, MIN(lo) AS lo, MAX(hi) AS hi
FROM (
  SELECT *, SUM(CASE WHEN lo <= reach + 1 THEN 0 ELSE 1 END)
    OVER (PARTITION BY {by} ORDER BY lo, hi ROWS UNBOUNDED PRECEDING) AS island
  FROM (
    SELECT *, MAX(hi) OVER (
      PARTITION BY {by} ORDER BY lo, hi ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS reach
    FROM (SELECT DISTINCT {by}, lo, hi FROM ({spans}) AS given) AS given
  ) AS reached
) AS islands
GROUP BY {by}, island"""


def _segments() -> Stage:
    spans = union(
        (
            "SELECT clock, rule, TRUE AS wholly, lo, hi, kinds AS wanted FROM seen_kinds",
            "SELECT clock, rule, FALSE, lo, hi, bunches FROM seen_bunches",
        )
    )
    return Stage(
        name="segments",
        what="days on which a signal was observed, wholly or (at least) in part",
        select=merged(_together(spans), by="clock, rule, wholly"),
    )


def _sights() -> Stage:
    """Where both levels are alike, what was done counts for both at once."""
    alike = """
SELECT clock, rule, MIN(levels) = 2 AS alike
FROM (SELECT clock, rule, COUNT(*) AS levels FROM segments GROUP BY clock, rule, lo, hi) AS each_one
GROUP BY clock, rule"""
    return Stage(
        name="sights",
        what="the same days by level: 0 is both in one, 1 wholly, 2 in part",
        select=f"""
SELECT s.clock, s.rule, s.lo, s.hi,
  a.alike OR s.wholly AS wholly, a.alike OR NOT s.wholly AS partly,
  CASE WHEN a.alike THEN 0 WHEN s.wholly THEN 1 ELSE 2 END AS level
FROM segments AS s
JOIN ({alike}) AS a ON a.clock = s.clock AND a.rule = s.rule
WHERE s.wholly OR NOT a.alike""",
    )


def _together(spans: str) -> str:
    """Return a query for the days on which as many spans of a signal hold as are wanted."""
    return f"""
SELECT clock, rule, wholly, lo, hi
FROM (
  SELECT clock, rule, wholly, edge AS lo, wanted, LEAD(edge) OVER ordered - 1 AS hi,
    SUM(step) OVER ordered AS held
  FROM (
    SELECT clock, rule, wholly, wanted, edge, SUM(step) AS step
    FROM (
      SELECT s.*, e.step, CASE e.step WHEN 1 THEN s.lo ELSE s.hi + 1 END AS edge
      FROM ({spans}) AS s CROSS JOIN (SELECT 1 AS step UNION ALL SELECT -1) AS e
    ) AS steps
    GROUP BY clock, rule, wholly, wanted, edge
  ) AS edges
  WINDOW ordered AS (PARTITION BY clock, rule, wholly ORDER BY edge)
) AS levels
WHERE held = wanted"""


def _parts(frame: Frame) -> Stage:
    rows: list[Row] = []
    for signal in frame.of_type("state"):
        number, measure = frame.number(signal), signal.measure
        if isinstance(measure, State):
            rows += [(number, p.fact, p.full, 100.0 * p.weight) for p in measure.parts]
            rows += [(number, fact, None, 1.0) for fact in (measure.fact,) if fact]
    columns = {"rule": "INTEGER", "fact": "VARCHAR", "full_at": "DOUBLE", "weight": "DOUBLE"}
    what = "which facts a state reads; without full_at the fact itself is the value"
    return relation("parts", what, columns, rows)


def _doubts() -> Stage:
    return Stage(
        name="doubts",
        what="from which day on a signal rests on estimates, or on what the member told",
        select=f"""
SELECT clock, rule,
  MIN(CASE WHEN status = 'estimated' THEN lo END) AS estimated_from,
  MIN(CASE WHEN status = 'self_reported' THEN lo END) AS told_from
FROM (
  SELECT c.clock, n.rule, c.status, c.lo
  FROM covered AS c JOIN needs AS n ON n.shown_as = c.kind
  UNION ALL
  SELECT c.clock, p.rule, c.status, {UNDATED}
  FROM covered AS c JOIN parts AS p ON p.fact = c.kind
) AS doubted
GROUP BY clock, rule""",
    )
