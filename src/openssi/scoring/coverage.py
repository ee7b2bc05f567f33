"""What the sources could see: on which days a signal was observed, wholly or in part.

Coverage rows become spans without overlap; a signal of several kinds is observed *wholly* on days
when all of them are covered and *in part* on days when some are. A share is the part of the fading
window's weight that lies on observed days; days before the member joined are observed zeros.
"""

from openssi.methodology.measures import Measure
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.sql import Stage, day, literal, relation, union
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
        _segments(),
        _doubts(),
        _shares(),
    ]


def _needs(frame: Frame) -> Stage:
    columns = {
        "signal": "VARCHAR",
        "kind": "VARCHAR",
        "shown_as": "VARCHAR",
        "bunch": "INTEGER",
        "bunches": "INTEGER",
        "keep": "DOUBLE",
    }
    rows = [row for signal in frame.methodology.signals for row in _need(frame, signal)]
    return Stage(
        name="needs",
        what="which kinds each signal reads (shown as themselves, or within totals), in groups",
        select=relation(columns, rows),
    )


def _need(frame: Frame, signal: SignalRule) -> list[tuple[str | float, ...]]:
    groups = signal.measure.groups
    keep = keep_a_day(frame.methodology.half_life(signal))
    return [
        (signal.id, kind, shown_as, number, len(groups), keep)
        for number, group in enumerate(groups)
        for kind in group
        for shown_as in (kind, *stand_in(signal.measure, kind))
    ]


def stand_in(measure: Measure, kind: str) -> tuple[str, ...]:
    """Return the undifferentiated totals that a kind may be part of, where a measure allows it."""
    totals: str | None = getattr(measure, "totals", None)
    return (totals,) if totals and kind in measure.kinds else ()  # type: ignore[union-attr]


def keep_a_day(half_life: float) -> float:
    """Return what is left of a weight after one day.

    >>> round(keep_a_day(30) ** 30, 9)
    0.5
    """
    return float(2 ** (-1 / half_life))


def _covered(frame: Frame) -> Stage:
    given = f"""
SELECT COALESCE(member_id, '') AS clock, kind, COALESCE(status, 'measured') AS status,
  {day("observed_from")} AS lo, LEAST({day("observed_to")}, {frame.today}) AS hi
FROM coverage
WHERE {day("observed_from")} <= {frame.today} AND observed_from <= observed_to"""
    everyone = "SELECT * FROM given WHERE clock = ''"
    own = "SELECT DISTINCT clock FROM scored WHERE clock <> ''"
    return Stage(
        name="covered",
        what="coverage as given; a member with rows of their own has everyone's as well",
        select=f"""
WITH given AS ({given})
SELECT * FROM given
UNION ALL
SELECT o.clock, e.kind, e.status, e.lo, e.hi FROM ({own}) AS o CROSS JOIN ({everyone}) AS e
UNION ALL
{_occurring(frame)}""",
    )


def _occurring(frame: Frame) -> str:
    """Where no coverage is given at all: kinds that occur, from the earliest day to the day."""
    return f"""
SELECT '' AS clock, k.kind, 'measured' AS status, MIN(k.lo) OVER () AS lo, {frame.today} AS hi
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
SELECT c.clock, n.signal, n.kind, n.shown_as, n.bunch, n.bunches,
  COUNT(*) FILTER (WHERE n.kind = n.shown_as) OVER (PARTITION BY c.clock, n.signal) AS kinds
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
SELECT c.clock, n.signal
FROM (SELECT DISTINCT clock FROM scored) AS c
CROSS JOIN (SELECT DISTINCT signal, bunches FROM needs) AS n
LEFT JOIN wants AS w ON w.clock = c.clock AND w.signal = n.signal
GROUP BY c.clock, n.signal, n.bunches
HAVING COUNT(DISTINCT w.bunch) < n.bunches""",
    )


def _seen_kinds() -> Stage:
    shown = """
SELECT w.clock, w.signal, w.bunch, w.bunches, w.kind, w.kinds, s.lo, s.hi
FROM spans AS s JOIN wants AS w ON w.clock = s.clock AND w.shown_as = s.kind"""
    return Stage(
        name="seen_kinds",
        what="days on which a signal's kind was covered, by itself or within totals",
        select=merged(shown, by="clock, signal, bunch, bunches, kind, kinds"),
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
    FROM ({spans}) AS given
  ) AS reached
) AS islands
GROUP BY {by}, island"""


def _segments() -> Stage:
    wholly = _together("SELECT clock, signal, lo, hi, kinds AS wanted FROM seen_kinds")
    of_a_bunch = merged(
        "SELECT clock, signal, bunch, bunches, lo, hi FROM seen_kinds",
        by="clock, signal, bunch, bunches",
    )
    partly = merged(
        _together(f"SELECT clock, signal, lo, hi, bunches AS wanted FROM ({of_a_bunch}) AS b"),
        by="clock, signal",
    )
    return Stage(
        name="segments",
        what="days on which a signal was observed, wholly or (at least) in part",
        select=union(
            (
                f"SELECT clock, signal, lo, hi, TRUE AS wholly FROM ({wholly}) AS w",
                f"SELECT clock, signal, lo, hi, FALSE AS wholly FROM ({partly}) AS p",
            )
        ),
    )


def _together(spans: str) -> str:
    """Return a query for the days on which as many spans of a signal hold as are wanted."""
    return f"""
SELECT clock, signal, lo, hi
FROM (
  SELECT clock, signal, edge AS lo, wanted, LEAD(edge) OVER ordered - 1 AS hi,
    SUM(step) OVER ordered AS held
  FROM (
    SELECT e.clock, e.signal, e.edge, e.wanted, SUM(e.step) AS step
    FROM (
      SELECT clock, signal, wanted, lo AS edge, 1 AS step FROM ({spans}) AS begun
      UNION ALL
      SELECT clock, signal, wanted, hi + 1, -1 FROM ({spans}) AS ended
    ) AS e
    GROUP BY e.clock, e.signal, e.edge, e.wanted
  ) AS edges
  WINDOW ordered AS (PARTITION BY clock, signal ORDER BY edge)
) AS levels
WHERE held = wanted"""


def _doubts() -> Stage:
    return Stage(
        name="doubts",
        what="from which day on a signal rests on estimates, or on what the member told",
        select="""
SELECT c.clock, n.signal,
  MIN(CASE WHEN c.status = 'estimated' THEN c.lo END) AS estimated_from,
  MIN(CASE WHEN c.status = 'self_reported' THEN c.lo END) AS told_from
FROM covered AS c
JOIN needs AS n ON n.shown_as = c.kind
GROUP BY c.clock, n.signal""",
    )


def _shares() -> Stage:
    weight = """GREATEST(0.0, POWER(n.keep, e.day - LEAST(s.hi, e.day))
    - POWER(n.keep, e.day - GREATEST(s.lo, COALESCE(c.joined, s.lo)) + 1))"""
    before = "COALESCE(POWER(n.keep, e.day - c.joined + 1), 0.0)"
    return Stage(
        name="shares",
        what="share of the fading window that was observed, by signal and day",
        select=f"""
SELECT c.clock, c.joined, n.signal, e.day,
  {before} + COALESCE(SUM(CASE WHEN s.wholly THEN {weight} END), 0.0) AS wholly,
  {before} + COALESCE(SUM(CASE WHEN NOT s.wholly THEN {weight} END), 0.0) AS partly,
  COUNT(CASE WHEN s.wholly THEN 1 END) > 0 AS ever_wholly,
  COUNT(s.signal) > 0 AS ever
FROM (SELECT DISTINCT clock, joined FROM scored) AS c
CROSS JOIN (SELECT DISTINCT signal, keep FROM needs) AS n
JOIN ends AS e ON c.joined IS NULL OR e.day >= c.joined
LEFT JOIN segments AS s ON s.clock = c.clock AND s.signal = n.signal AND s.lo <= e.day
GROUP BY c.clock, c.joined, n.signal, e.day, n.keep""",
    )
