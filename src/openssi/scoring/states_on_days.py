"""States on a few days: what a profile says on each, without the steps in between.

It is what ``facts_then`` and ``states`` tell of those days: the latest value seen up to the day,
else the first that was seen later.
"""

from collections.abc import Iterable, Iterator

from openssi.methodology.measures import State
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.people import earliest, latest
from openssi.scoring.sql import Stage, union


def stages(frame: Frame) -> list[Stage]:
    """Return the stages from profiles to ``states``, a row for each member, signal and day."""
    states = [
        (signal, signal.measure)
        for signal in frame.of_type("state")
        if isinstance(signal.measure, State)
    ]
    facts = sorted({fact for _, measure in states for fact in _facts(measure)})
    nothing = """
SELECT 0 AS who, 0 AS rule, 0 AS day, FALSE AS later, CAST(0 AS DOUBLE) AS value WHERE FALSE"""
    each = (_state(frame, signal, measure) for signal, measure in states)
    return [
        _facts_on_days(facts),
        Stage(
            name="states",
            what="values of the states on each day; parts that were never seen leave the "
            "denominator",
            select=union((nothing, *each)),
        ),
    ]


def _facts_on_days(facts: list[str]) -> Stage:
    columns = "".join(f",\n  {cell}" for fact in facts for cell in _on_the_day(fact))
    return Stage(
        name="facts_on_days",
        what="each profile fact as it stood on each day, or the first value seen later",
        select=f"""
SELECT m.who, e.day{columns}
FROM scored AS m
JOIN profiles AS p ON p.member_id = m.member_id
CROSS JOIN ends AS e
GROUP BY m.who, e.day""",
    )


def _on_the_day(fact: str) -> Iterator[str]:
    amount = f"CAST(p.{fact} AS DOUBLE)"
    yield f"COALESCE({latest(amount, 'p.seen', 'e.day')}, {earliest(amount, 'p.seen')}) AS {fact}"
    yield f"MIN(CASE WHEN {amount} IS NOT NULL THEN p.seen END) > e.day AS later_{fact}"


def _state(frame: Frame, signal: SignalRule, measure: State) -> str:
    facts = _facts(measure)
    later = " OR ".join(f"COALESCE(later_{fact}, FALSE)" for fact in facts)
    told = " OR ".join(f"{fact} IS NOT NULL" for fact in facts)
    return f"""
SELECT who, {frame.number(signal)} AS rule, day, {later} AS later, {_value(measure)} AS value
FROM facts_on_days
WHERE {told}"""


def _value(measure: State) -> str:
    if measure.fact:
        return measure.fact
    amounts = [
        (p.fact, f"{100.0 * p.weight!r} * LEAST(1.0, {p.fact} / {p.full!r})") for p in measure.parts
    ]
    weights = [(part.fact, repr(part.weight)) for part in measure.parts]
    return f"({_sum(amounts)}) / ({_sum(weights)})"


def _sum(told: Iterable[tuple[str, str]]) -> str:
    """Add what is told of the facts that were ever seen."""
    return " + ".join(
        f"CASE WHEN {fact} IS NOT NULL THEN {worth} ELSE 0.0 END" for fact, worth in told
    )


def _facts(measure: State) -> tuple[str, ...]:
    return (measure.fact,) if measure.fact else tuple(part.fact for part in measure.parts)
