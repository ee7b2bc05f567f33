"""Mean: a quantity per occasion, each aged from its own day; a known person once per post."""

from openssi.methodology.measures import Mean
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.measures.columns import ANY_LEVEL, ANY_PROFILE, AT_ONCE, observed
from openssi.scoring.measures.totals import totals
from openssi.scoring.sql import any_of, union


def impulses(frame: Frame, signal: SignalRule, measure: Mean) -> str:
    """Return what was received, and the occasions on which it could be."""
    rule = frame.number(signal)
    received = any_of("kind", measure.kinds)
    person = "object_id IS NOT NULL AND counterpart_id IS NOT NULL"
    of_either = f"{AT_ONCE}, {ANY_PROFILE}, {ANY_LEVEL}"
    once = f"""
SELECT who, {rule} AS rule, MIN(day) AS since, MIN(day) AS day, 1.0 AS amount, 0.0 AS base,
  {AT_ONCE}, {ANY_PROFILE}, level
FROM ({observed(rule, measure.kinds)}) AS seen
WHERE {person}
GROUP BY who, level, object_id, counterpart_id"""
    unnamed = f"""
SELECT who, {rule}, day, day, quantity, 0.0, {of_either}
FROM deeds
WHERE {received} AND NOT ({person}) AND day > 0"""
    occasions = f"""
SELECT who, {rule}, day, day, 0.0, quantity, {of_either}
FROM deeds
WHERE {any_of("kind", measure.occasions)} AND day > 0"""
    added = (f"SELECT *, {of_either} FROM ({each}) AS t" for each in totals(frame, signal, measure))
    return union((once, unnamed, occasions, *added))
