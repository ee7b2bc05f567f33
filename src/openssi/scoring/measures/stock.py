"""Stock: +1 when something begins, -1 when it ends; it does not fade."""

from openssi.methodology.measures import Stock
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.measures.columns import ANY_LEVEL, ANY_PROFILE, AT_ONCE
from openssi.scoring.sql import any_of, text, union

_PLACES = {"colleagues": "company", "industry": "industry"}


def impulses(frame: Frame, signal: SignalRule, measure: Stock) -> str:
    """Return the beginnings and ends of connections, or the first deeds of different people."""
    rule = frame.number(signal)
    if measure.kinds:
        return f"""
SELECT who, {rule} AS rule, MIN(day) AS since, MIN(day) AS day, 1.0 AS amount, 0.0 AS base,
  {AT_ONCE}, {ANY_PROFILE}, {ANY_LEVEL}
FROM deeds
WHERE {any_of("kind", measure.kinds)} AND counterpart_id IS NOT NULL AND quantity > 0
GROUP BY who, counterpart_id"""
    spells = _spells(measure)
    ends = union(
        (
            f"SELECT who, profile_until, since AS day, 1.0 AS amount FROM ({spells}) AS s",
            f"SELECT who, profile_until, until, -1.0 FROM ({spells}) AS s WHERE until IS NOT NULL",
        )
    )
    return f"""
SELECT who, {rule} AS rule, day AS since, day, amount, 0.0 AS base, {AT_ONCE}, profile_until,
  {ANY_LEVEL}
FROM ({ends}) AS both_ends"""


def _spells(measure: Stock) -> str:
    if measure.connections in _PLACES:
        place = text(_PLACES[measure.connections])
        return f"SELECT * FROM shared_places WHERE attribute = {place}"
    everyone = measure.connections == "all"
    wanted = "TRUE" if everyone else "l.is_target"
    return (
        "SELECT l.who, l.since, l.until, CAST(NULL AS INTEGER) AS profile_until "
        f"FROM links AS l WHERE {wanted}"
    )
