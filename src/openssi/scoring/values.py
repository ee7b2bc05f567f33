"""Values: the number of each signal on each day, and how well it is known."""

from collections import defaultdict

from openssi.methodology.measures import Flow, Rate, Stock
from openssi.methodology.model import SignalRule
from openssi.scoring import held
from openssi.scoring.eras import NEVER
from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED, Stage, any_of, text, union


def stages(frame: Frame) -> list[Stage]:
    """Return the stages from facts and folded sums to values, in order."""
    return [_facts_then(), _states(), unknowable(frame), held.stage(frame), _valued(frame)]


def _facts_then() -> Stage:
    return Stage(
        name="facts_then",
        what="each profile fact as it stood from day to day, or the first value seen later",
        select=f"""
SELECT f.person, f.profile_until, f.fact, s.since, s.until, MIN(f.seen) > s.since AS later,
  COALESCE(
    ARG_MAX(f.amount, f.seen) FILTER (WHERE f.seen <= s.since), ARG_MIN(f.amount, f.seen)
  ) AS amount
FROM facts AS f
JOIN (
  SELECT person, profile_until, seen AS since,
    COALESCE(LEAD(seen) OVER (PARTITION BY person, profile_until ORDER BY seen), {NEVER}) AS until
  FROM (
    SELECT person, profile_until, {UNDATED} AS seen FROM views
    UNION SELECT person, profile_until, seen FROM facts
  ) AS seen
) AS s ON s.person = f.person AND s.profile_until = f.profile_until
GROUP BY f.person, f.profile_until, f.fact, s.since, s.until""",
    )


def _states() -> Stage:
    return Stage(
        name="states",
        what="values of the states, from when to when they hold; parts that were never seen leave "
        "the denominator",
        select="""
SELECT w.who, p.rule, f.since, f.until, MAX(f.later) AS later,
  SUM(CASE WHEN p.full_at IS NULL THEN f.amount
    ELSE p.weight * LEAST(1.0, f.amount / p.full_at) END)
  / SUM(CASE WHEN p.full_at IS NULL THEN 1.0 ELSE p.weight / 100.0 END) AS value
FROM facts_then AS f
JOIN parts AS p ON p.fact = f.fact
JOIN worlds AS w ON w.person = f.person AND w.profile_until = f.profile_until
GROUP BY w.who, p.rule, f.since, f.until""",
    )


def unknowable(frame: Frame) -> Stage:
    """Return the stage of what depends on attributes of people where none of them has any."""
    blind: dict[str, list[int]] = defaultdict(list)
    for signal in frame.methodology.signals:
        for select in _blind(frame, signal):
            blind[select].append(frame.number(signal))
    selects = [
        f"SELECT b.who, r.rule FROM ({select}) AS b JOIN rules AS r ON {any_of('r.rule', numbers)}"
        for select, numbers in blind.items()
    ]
    if frame.hidden:
        selects.append(
            "SELECT m.who, r.rule FROM scored AS m "
            f"JOIN rules AS r ON {any_of('r.signal', sorted(frame.hidden))}"
        )
    nobody = "SELECT 0 AS who, 0 AS rule WHERE FALSE"
    return Stage(
        name="unknowable",
        what="signals that ask about people of whom nothing is known",
        select=f"SELECT DISTINCT who, rule FROM ({union((nobody, *selects))}) AS blind",
    )


def _blind(frame: Frame, signal: SignalRule) -> tuple[str, ...]:
    """Return queries for the members of whom it cannot be told."""
    match signal.measure:
        case Stock(connections="audience") | Flow(connections="audience"):
            return (_no_link_with("l.is_known"),)
        case Stock(connections="colleagues"):
            return _no_link_with("l.company_name IS NOT NULL"), _no_spell("company")
        case Stock(connections="industry"):
            return _no_link_with("l.industry_name IS NOT NULL"), _no_spell("industry")
        case Flow(audience=True) as flow:
            kinds = any_of("d.kind", flow.kinds)
            return (_nobody_met(frame, kinds, "d.quantity > 0 AND x.is_known"),)
        case Rate(audience=True) as rate:
            trials = "requests" if rate.trials == "requests" else "openings"
            return (_no_counterpart(trials, "p.is_known"),)
        case _:
            return ()


def _no_link_with(condition: str) -> str:
    return f"""
SELECT l.who FROM links AS l
GROUP BY l.who HAVING COUNT(CASE WHEN {condition} THEN 1 END) = 0"""


def _no_spell(attribute: str) -> str:
    return f"""
SELECT m.who FROM scored AS m
WHERE m.who NOT IN (SELECT person FROM spells WHERE attribute = {text(attribute)})"""


def _nobody_met(frame: Frame, kinds: str, condition: str) -> str:
    """Whoever tells how many of the audience there were, were it none, has said who was met."""
    return f"""
SELECT m.who FROM scored AS m
WHERE m.who NOT IN (
  SELECT d.who
  FROM deeds AS d
  JOIN acquaintances AS x ON x.who = d.who AND x.person = d.counterpart_id
  WHERE {kinds} AND {condition}
  UNION ALL
  SELECT d.who FROM deeds AS d
  WHERE {kinds} AND d.counterpart_id = {frame.of_the_audience}
)"""


def _no_counterpart(table: str, condition: str) -> str:
    return f"""
SELECT m.who FROM scored AS m
WHERE m.who NOT IN (
  SELECT d.who FROM {table} AS d JOIN people AS p ON p.member_id = d.counterpart_id
  WHERE {condition}
)"""


def _valued(frame: Frame) -> Stage:
    return Stage(
        name="valued",
        what="each signal's value and how well it is known, for every member and day",
        select=values(frame, held.levels(frame)),
    )


def values(frame: Frame, measured: str) -> str:
    """Return the query for values, and how well they are known.

    Args:
        frame: Methodology and day.
        measured: A query for rules, what was observed, and the sums, facts and doubts.
    """
    rules = frame.methodology
    scaled = "CASE WHEN measure = 'stock' THEN 1.0 ELSE fading END"
    return f"""
SELECT who, rule, day, level, share, later, amount, base,
  CASE
    WHEN barred THEN 'not_applicable'
    WHEN level IS NULL THEN 'not_observed'
    WHEN level = 'partly' OR estimated_from <= day
      OR measure = 'breadth' AND share < {rules.breadth_observed_floor} THEN 'estimated'
    WHEN told_from <= day THEN 'self_reported'
    ELSE 'measured'
  END AS status,
  CASE WHEN level IS NOT NULL THEN
    CASE measure
      WHEN 'state' THEN state
      WHEN 'stock' THEN amount
      WHEN 'flow' THEN 7.0 * amount * (1.0 - keep) / share
      WHEN 'regularity' THEN 7.0 * amount * (1.0 - keep) / share
      WHEN 'breadth' THEN amount
      WHEN 'rate' THEN zero_at + (amount - base * zero_at) / (base + k)
      WHEN 'mean' THEN amount / (base + k)
      WHEN 'speed' THEN EXP((amount + k * LN(zero_at)) / (base + k))
    END
  END AS value
FROM (
  SELECT *,
    CASE WHEN level = 'wholly' THEN wholly WHEN level = 'partly' THEN partly END AS share,
    {scaled} * CASE WHEN level = 'wholly' THEN amount_wholly ELSE amount_partly END AS amount,
    {scaled} * CASE WHEN level = 'wholly' THEN base_wholly ELSE base_partly END AS base
  FROM ({_levels(frame, measured)}) AS l
) AS measured"""


def _levels(frame: Frame, measured: str) -> str:
    """Return how far each signal was observed: wholly, partly, or (NULL) not enough to tell."""
    floor = frame.methodology.observed_floor
    return f"""
SELECT *,
  CASE
    WHEN unknown OR barred THEN NULL
    WHEN measure = 'state' THEN CASE WHEN state IS NOT NULL THEN 'wholly' END
    WHEN measure = 'stock' THEN
      CASE WHEN wholly_begun THEN 'wholly' WHEN partly_begun THEN 'partly' END
    WHEN wholly >= {floor} THEN 'wholly'
    WHEN partly >= {floor} THEN 'partly'
  END AS level
FROM ({measured}) AS d"""
