"""Flow: the quantity, on its day."""

from collections.abc import Iterable

from openssi.methodology.measures import Flow
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.measures.totals import totals
from openssi.scoring.sql import any_of, union

_MICROS_AN_HOUR = 3_600_000_000


def is_plain(measure: Flow) -> bool:
    """Tell whether every activity of the kinds counts, whatever else is known of it."""
    return bool(measure.kinds) and not (
        measure.with_text or measure.within_hours or measure.audience or measure.totals
    )


def plain_impulses(frame: Frame, signals: Iterable[SignalRule]) -> str:
    """Return the impulses of all plain flows at once: one pass over the activities."""
    return f"""
SELECT d.who, n.rule, d.day AS since, d.day, d.quantity AS amount, 0.0 AS base
FROM deeds AS d
JOIN needs AS n ON n.kind = d.kind AND n.shown_as = d.kind
WHERE {any_of("n.rule", map(frame.number, signals))} AND d.day > 0"""


def impulses(frame: Frame, signal: SignalRule, measure: Flow) -> str:
    """Return the impulses of activities, of connections made, or of conversations held."""
    if measure.connections:
        return _connections(frame, signal, measure)
    if measure.conversations:
        return _conversations(frame, signal, reopened=measure.conversations == "reopened")
    return _activities(frame, signal, measure)


def _activities(frame: Frame, signal: SignalRule, measure: Flow) -> str:
    toward = "JOIN acquaintances AS x ON x.who = d.who AND x.person = d.counterpart_id"
    conditions = [any_of("d.kind", measure.kinds), "d.day > 0"]
    if measure.with_text:
        conditions.append(f"(d.has_text OR NOT {any_of('d.kind', measure.with_text)})")
    if measure.within_hours:
        limit = int(measure.within_hours * _MICROS_AN_HOUR)
        conditions.append(f"d.moment - d.object_at BETWEEN 0 AND {limit}")
    if measure.audience:
        conditions.append("x.is_target")
    counted = f"""
SELECT d.who, {frame.number(signal)} AS rule, d.day AS since, d.day, d.quantity AS amount,
  0.0 AS base
FROM deeds AS d {toward if measure.audience else ""}
WHERE {" AND ".join(conditions)}"""
    told = (_told(frame, signal, measure),) if measure.audience else ()
    return union((counted, *told, *totals(frame, signal, measure)))


def _told(frame: Frame, signal: SignalRule, measure: Flow) -> str:
    """Deeds towards the audience of which it is not told towards whom."""
    return f"""
SELECT d.who, {frame.number(signal)} AS rule, d.day AS since, d.day, d.quantity AS amount,
  0.0 AS base
FROM deeds AS d
WHERE {any_of("d.kind", measure.kinds)} AND d.day > 0
  AND d.counterpart_id = {frame.of_the_audience}"""


def _connections(frame: Frame, signal: SignalRule, measure: Flow) -> str:
    """Most connections are older than anything that is observed: they need not go any further."""
    everyone = measure.connections == "all"
    wanted = "TRUE" if everyone else "l.is_target"
    return f"""
SELECT l.who, {frame.number(signal)} AS rule, l.since, l.since AS day, 1.0 AS amount, 0.0 AS base
FROM links AS l
WHERE l.since > 0 AND l.since >= (SELECT MIN(lo) FROM sights) AND {wanted}"""


def _conversations(frame: Frame, signal: SignalRule, *, reopened: bool) -> str:
    which = "o.again AND o.own" if reopened else "NOT o.again"
    return f"""
SELECT o.who, {frame.number(signal)} AS rule, o.answered AS since, o.answered AS day,
  1.0 AS amount, 0.0 AS base
FROM openings AS o
WHERE o.answered IS NOT NULL AND {which}"""
