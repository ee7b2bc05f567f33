"""From deeds to rows of the canonical tables: both sides of each, ids, times."""

from openssi.sources.synthetic.platform.crowd import Crowd
from openssi.sources.synthetic.population.plan import Plan
from openssi.sources.synthetic.population.tables import MIRRORED
from openssi.tables import KINDS

WAITING = (
    "p BIGINT, kind kinds, moment BIGINT, j BIGINT, object VARCHAR, object_at BIGINT, "
    "has_text BOOLEAN, quantity DOUBLE"
)
"""Columns of deeds that wait to be written."""

KIND = f"ENUM ({', '.join(map(repr, KINDS))})"
"""Type of ``kinds``: a byte, which sorts faster than a word."""

_REST = "moment, object, object_at, has_text, quantity"


def counting(plan: Plan, deeds: str) -> str:
    """Return deeds that count: none after the last day, none with oneself."""
    return f"""
SELECT * FROM ({deeds}) AS deeds
WHERE moment < {plan.end} AND p IS DISTINCT FROM j"""


def both_sides(plan: Plan, deeds: str) -> str:
    """Return deeds and, where another person is concerned, their side of each."""
    return f"""
SELECT p, given, CASE side WHEN 0 THEN given ELSE got END AS kind
FROM (
  SELECT p, kind AS given, {_got()} AS got, UNNEST(RANGE({_sides()})) AS side
  FROM ({counting(plan, deeds)}) AS counted
) AS sides"""


def written(plan: Crowd, since: int | None, until: int) -> str:
    """Return rows of ``activities`` from the deeds that wait, in the order of time.

    Args:
        plan: The network.
        since: The first second; None for the beginning.
        until: The second after the last.
    """
    after = "" if since is None else f"moment >= {since} AND "
    mine = f"SELECT p, kind, j, {_REST} FROM waiting WHERE {after}moment < {until}"
    theirs = f"""
SELECT j, CAST({_got()} AS kinds), p, {_REST} FROM waiting
WHERE {after}moment < {until} AND {_sides()} = 2"""
    # Numbers are sorted, and texts made of them afterwards: half the time.
    both = f"{mine} UNION ALL {theirs}"
    ordered = f"SELECT * FROM ({both}) AS sides ORDER BY moment, p, j, kind, object_at"
    return f"""
SELECT {plan.label("p")} AS member_id, CAST(kind AS VARCHAR) AS kind,
  MAKE_TIMESTAMP(moment * 1000000) AS occurred_at, {plan.label("j")} AS counterpart_id,
  object AS object_id, MAKE_TIMESTAMP(object_at * 1000000) AS object_at, has_text, quantity
FROM ({ordered}) AS rows"""


def _got() -> str:
    cases = " ".join(f"WHEN '{given}' THEN '{got}'" for given, got in MIRRORED.items())
    return f"CASE kind {cases} END"


def _sides() -> str:
    mirrored = ", ".join(f"'{kind}'" for kind in MIRRORED)
    return f"CASE WHEN kind IN ({mirrored}) AND j IS NOT NULL THEN 2 ELSE 1 END"
