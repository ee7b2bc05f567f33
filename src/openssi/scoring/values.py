"""Values: the number of each signal on each day, and how well it is known."""

from openssi.methodology.measures import Flow, Rate, State, Stock
from openssi.methodology.model import SignalRule
from openssi.scoring.audience import known
from openssi.scoring.frame import Frame
from openssi.scoring.sql import Stage, any_of, relation, text, union


def stages(frame: Frame) -> list[Stage]:
    """Return the stages from facts and folded sums to values, in order."""
    return [_facts_then(), _parts(frame), _states(), _unknowable(frame), _values(frame)]


def _facts_then() -> Stage:
    return Stage(
        name="facts_then",
        what="each profile fact as it stood on each day, or else the first value seen later",
        select="""
SELECT f.member_id, f.fact, e.day, MIN(f.seen) > e.day AS later,
  COALESCE(
    ARG_MAX(f.amount, f.seen) FILTER (WHERE f.seen <= e.day), ARG_MIN(f.amount, f.seen)
  ) AS amount
FROM facts AS f
CROSS JOIN ends AS e
GROUP BY f.member_id, f.fact, e.day""",
    )


def _parts(frame: Frame) -> Stage:
    rows: list[tuple[str | float | None, ...]] = []
    for signal in frame.of_type("state"):
        measure = signal.measure
        if isinstance(measure, State):
            rows += [(signal.id, p.fact, p.full, 100.0 * p.weight) for p in measure.parts]
            rows += [(signal.id, fact, None, 1.0) for fact in (measure.fact,) if fact]
    columns = {"signal": "VARCHAR", "fact": "VARCHAR", "full_at": "DOUBLE", "weight": "DOUBLE"}
    return Stage(
        name="parts",
        what="which facts a state reads; without full_at the fact itself is the value",
        select=relation(columns, rows),
    )


def _states() -> Stage:
    return Stage(
        name="states",
        what="values of the states; parts that were never seen leave the denominator",
        select="""
SELECT f.member_id, p.signal, f.day, MAX(f.later) AS later,
  SUM(CASE WHEN p.full_at IS NULL THEN f.amount
    ELSE p.weight * LEAST(1.0, f.amount / p.full_at) END)
  / SUM(CASE WHEN p.full_at IS NULL THEN 1.0 ELSE p.weight / 100.0 END) AS value
FROM facts_then AS f
JOIN parts AS p ON p.fact = f.fact
GROUP BY f.member_id, p.signal, f.day""",
    )


def _unknowable(frame: Frame) -> Stage:
    """What depends on attributes of people is unknown where none of them has any."""
    selects = [
        select for s in frame.methodology.signals if (select := _blind(frame, s)) is not None
    ]
    selects += [f"SELECT member_id, {text(s)} FROM scored" for s in sorted(frame.hidden)]
    nobody = "SELECT CAST(NULL AS VARCHAR) AS member_id, CAST(NULL AS VARCHAR) AS signal"
    return Stage(
        name="unknowable",
        what="signals that ask about people of whom nothing is known",
        select=f"SELECT DISTINCT * FROM ({union((f'{nobody} WHERE FALSE', *selects))}) AS blind",
    )


def _blind(frame: Frame, signal: SignalRule) -> str | None:
    name, audience = text(signal.id), frame.methodology.audience
    match signal.measure:
        case Stock(connections="audience") | Flow(connections="audience"):
            return _no_link_with(known(audience, "l"), name)
        case Stock(connections="colleagues"):
            return union((_no_link_with("l.company IS NOT NULL", name), _no_spell("company", name)))
        case Stock(connections="industry"):
            return union(
                (_no_link_with("l.industry IS NOT NULL", name), _no_spell("industry", name))
            )
        case Flow(audience=True) as flow:
            kinds = any_of("d.kind", flow.kinds)
            return _no_counterpart("deeds", f"{kinds} AND {known(audience, 'p')}", name)
        case Rate(audience=True) as rate:
            trials = "requests" if rate.trials == "requests" else "openings"
            return _no_counterpart(trials, known(audience, "p"), name)
        case _:
            return None


def _no_link_with(condition: str, name: str) -> str:
    return f"""
SELECT l.member_id, {name} AS signal FROM links AS l
GROUP BY l.member_id HAVING COUNT(CASE WHEN {condition} THEN 1 END) = 0"""


def _no_spell(attribute: str, name: str) -> str:
    return f"""
SELECT m.member_id, {name} AS signal FROM scored AS m
WHERE m.member_id NOT IN (SELECT member_id FROM spells WHERE attribute = {text(attribute)})"""


def _no_counterpart(table: str, condition: str, name: str) -> str:
    return f"""
SELECT m.member_id, {name} AS signal FROM scored AS m
WHERE m.member_id NOT IN (
  SELECT d.member_id FROM {table} AS d JOIN people AS p ON p.member_id = d.counterpart_id
  WHERE {condition}
)"""


def _values(frame: Frame) -> Stage:
    rules = frame.methodology
    return Stage(
        name="signal_values",
        what="each signal's value and how well it is known, for every member and day",
        select=f"""
SELECT member_id, signal, day, level, share, later, amount, base,
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
      WHEN 'rate' THEN (amount + k * zero_at) / (base + k)
      WHEN 'mean' THEN amount / (base + k)
      WHEN 'speed' THEN EXP((amount + k * LN(zero_at)) / (base + k))
    END
  END AS value
FROM (
  SELECT l.*,
    CASE WHEN level = 'wholly' THEN l.wholly WHEN level = 'partly' THEN l.partly END AS share,
    COALESCE(CASE WHEN level = 'wholly' THEN f.amount_wholly ELSE f.amount_partly END, 0.0)
      AS amount,
    COALESCE(CASE WHEN level = 'wholly' THEN f.base_wholly ELSE f.base_partly END, 0.0) AS base
  FROM ({_levels(rules.observed_floor)}) AS l
  LEFT JOIN folded AS f ON f.member_id = l.member_id AND f.signal = l.signal AND f.day = l.day
) AS measured""",
    )


def _levels(floor: float) -> str:
    """Return how far each signal was observed: wholly, partly, or (NULL) not enough to tell."""
    return f"""
SELECT m.member_id, m.clock, m.joined, e.day, r.signal, r.measure, r.keep, r.k, r.zero_at,
  c.wholly, c.partly, q.estimated_from, q.told_from, t.value AS state, t.later,
  b.signal IS NOT NULL AS barred,
  CASE
    WHEN u.signal IS NOT NULL OR b.signal IS NOT NULL THEN NULL
    WHEN r.measure = 'state' THEN CASE WHEN t.value IS NOT NULL THEN 'wholly' END
    WHEN r.measure = 'stock' THEN
      CASE WHEN c.ever_wholly THEN 'wholly' WHEN c.ever THEN 'partly' END
    WHEN c.wholly >= {floor} THEN 'wholly'
    WHEN c.partly >= {floor} THEN 'partly'
  END AS level
FROM scored AS m
JOIN ends AS e ON m.joined IS NULL OR e.day >= m.joined
CROSS JOIN rules AS r
LEFT JOIN shares AS c ON c.clock = m.clock AND c.joined IS NOT DISTINCT FROM m.joined
  AND c.signal = r.signal AND c.day = e.day
LEFT JOIN doubts AS q ON q.clock = m.clock AND q.signal = r.signal
LEFT JOIN states AS t ON t.member_id = m.member_id AND t.signal = r.signal AND t.day = e.day
LEFT JOIN barred AS b ON b.clock = m.clock AND b.signal = r.signal
LEFT JOIN unknowable AS u ON u.member_id = m.member_id AND u.signal = r.signal"""
