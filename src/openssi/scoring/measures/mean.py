"""Mean: a quantity per occasion, each aged from its own day; a known person once per post."""

from openssi.methodology.measures import Mean
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.measures.totals import totals
from openssi.scoring.sql import any_of, text, union


def impulses(_frame: Frame, signal: SignalRule, measure: Mean) -> str:
    """Return what was received, and the occasions on which it could be."""
    name = text(signal.id)
    received = any_of("kind", measure.kinds)
    person = "object_id IS NOT NULL AND counterpart_id IS NOT NULL"
    once = f"""
SELECT member_id, {name} AS signal, MIN(day) AS since, MIN(day) AS day, 1.0 AS amount, 0.0 AS base
FROM deeds
WHERE {received} AND {person} AND day > 0
GROUP BY member_id, object_id, counterpart_id"""
    unnamed = f"""
SELECT member_id, {name}, day, day, quantity, 0.0
FROM deeds
WHERE {received} AND NOT ({person}) AND day > 0"""
    occasions = f"""
SELECT member_id, {name}, day, day, 0.0, quantity
FROM deeds
WHERE {any_of("kind", measure.occasions)} AND day > 0"""
    return union((once, unnamed, occasions, *totals(signal, measure)))
