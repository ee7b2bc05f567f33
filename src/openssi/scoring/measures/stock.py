"""Stock: +1 when something begins, -1 when it ends; it does not fade."""

from openssi.methodology.measures import Stock
from openssi.methodology.model import SignalRule
from openssi.scoring.audience import matches
from openssi.scoring.frame import Frame
from openssi.scoring.sql import any_of, text, union

_PLACES = {"colleagues": "company", "industry": "industry"}


def impulses(frame: Frame, signal: SignalRule, measure: Stock) -> str:
    """Return the beginnings and ends of connections, or the first deeds of different people."""
    spells = _spells(frame, measure)
    return union(
        f"""
SELECT member_id, {text(signal.id)} AS signal, {day} AS since, {day} AS day, {amount} AS amount,
  0.0 AS base
FROM ({spells}) AS spells
WHERE {day} IS NOT NULL"""
        for day, amount in (("since", "1.0"), ("until", "-1.0"))
    )


def _spells(frame: Frame, measure: Stock) -> str:
    if measure.connections in _PLACES:
        place = text(_PLACES[measure.connections])
        return f"SELECT member_id, since, until FROM shared_places WHERE attribute = {place}"
    if measure.connections:
        everyone = measure.connections == "all"
        wanted = "TRUE" if everyone else matches(frame.methodology.audience, "l")
        return f"SELECT l.member_id, l.since, l.until FROM links AS l WHERE {wanted}"
    return f"""SELECT member_id, MIN(day) AS since, CAST(NULL AS INTEGER) AS until
FROM deeds
WHERE {any_of("kind", measure.kinds)} AND counterpart_id IS NOT NULL
GROUP BY member_id, counterpart_id"""
