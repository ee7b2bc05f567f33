"""What a scored bucket gives: its members' scores, their signals, and whom they know."""

from collections.abc import Iterator, Sequence
from typing import Final

from openssi.batch.request import Signals
from openssi.methodology.model import SignalRule
from openssi.scoring.frame import Frame
from openssi.scoring.points import DECIMALS
from openssi.scoring.score import WEEK
from openssi.scoring.sql import text

_OF_A_PILLAR: Final = (("", "score"), ("_coverage", "coverage"), ("_low", "low"), ("_high", "high"))
_MEASURED: Final = ("status", "value", "points")
_DECIDED: Final = ("successes", "trials", "pending")


def scores(frame: Frame) -> str:
    """Return the query for a row a member: the day's score, how it moved, and the earlier one."""
    pillars = [pillar.id for pillar in frame.methodology.pillars]
    both = " AND ".join(f"(n.{p} IS NULL) = (t.{p} IS NULL)" for p in pillars)
    columns = ",\n  ".join(
        (
            "n.* EXCLUDE (who, total, measurable, total_low, total_high)",
            "t.total AS earlier_total",
            *(f"t.{pillar} AS earlier_{pillar}" for pillar in pillars),
            f"ROUND(CASE WHEN {both} THEN n.total - t.total END, {DECIMALS}) AS change_7d",
            *(f"ROUND(n.{p} - t.{p}, {DECIMALS}) AS {p}_change_7d" for p in pillars),
        )
    )
    return f"""
SELECT m.member_id, n.total, n.measurable, n.total_low, n.total_high,
  {columns}
FROM ({_day(pillars, frame.today)}) AS n
JOIN scored AS m ON m.who = n.who
LEFT JOIN ({_day(pillars, frame.today - WEEK)}) AS t ON t.who = n.who"""


def _day(pillars: Sequence[str], day: int) -> str:
    """Return the query for one day, a row a member; a pillar that does not apply is all zero."""
    each = ",\n  ".join(
        _of_a_pillar(pillar, column, suffix)
        for pillar in pillars
        for suffix, column in _OF_A_PILLAR
    )
    return f"""
SELECT w.who, w.total, w.measurable, w.low AS total_low, w.high AS total_high, p.* EXCLUDE (who)
FROM whole AS w
JOIN (
  SELECT who, {each}
  FROM pillars WHERE day = {day} GROUP BY who
) AS p ON p.who = w.who
WHERE w.day = {day}"""


def _of_a_pillar(pillar: str, column: str, suffix: str) -> str:
    value = f"MAX(CASE WHEN pillar = {text(pillar)} THEN {column} END)"
    return f"{value if column == 'score' else f'COALESCE({value}, 0.0)'} AS {pillar}{suffix}"


def links(frame: Frame) -> str:
    """Return the query for the connections of either day: whose, with whom, on which of them."""
    then = frame.today - WEEK
    return f"""
SELECT m.member_id, l.connection_id, (l.until IS NULL OR l.until > {frame.today}) AS is_now,
  (l.since <= {then} AND (l.until IS NULL OR l.until > {then})) AS was_then
FROM links AS l JOIN scored AS m ON m.who = l.who
WHERE l.until IS NULL OR l.until > {then}"""


def signals(frame: Frame, how: Signals, *, has_integer_ids: bool) -> str:
    """Return the query for the signals of the day, a row each or a row a member.

    Points are those shown: rescaled, and none where the pillar is not measurable. A rate without a
    trial has no value.
    """
    member = as_given("o.member_id", has_integer_ids=has_integer_ids)
    if how == "wide":
        return _wide(frame, member)
    return _long(frame, member) if how == "long" else _changed(frame, member)


def as_given(member: str, *, has_integer_ids: bool) -> str:
    """Return SQL for a member's id as it was given: inside, every id is a text."""
    return f"CAST({member} AS BIGINT)" if has_integer_ids else member


def _long(frame: Frame, member: str) -> str:
    return f"""
SELECT {member} AS member_id, r.signal, v.status, v.value,
  {_rescaled("v.points", "v.base_tier", "p")} AS points, v.successes, v.trials, v.pending
FROM ({_told(frame, "earned")}) AS v
JOIN scored AS m ON m.who = v.who
JOIN roster AS o ON o.number = m.member_id
JOIN rules AS r ON r.rule = v.rule
LEFT JOIN pillars AS p ON p.who = v.who AND p.day = {frame.today} AND p.pillar = v.pillar"""


def _changed(frame: Frame, member: str) -> str:
    """Only what is not as it was a week before: in status, in value, or in points as shown."""
    then = frame.today - WEEK
    points, before = (
        f"ROUND({_rescaled(f'{v}.points', f'{v}.base_tier', p)}, {DECIMALS})"
        for v, p in (("v", "p"), ("b", "q"))
    )
    moved = " OR ".join(
        f"{now} IS DISTINCT FROM {then}"
        for now, then in (("v.status", "b.status"), ("v.raw", "b.value"), (points, before))
    )
    return f"""{_long(frame, member)}
LEFT JOIN earned AS b ON b.who = v.who AND b.rule = v.rule AND b.day = {then}
LEFT JOIN pillars AS q ON q.who = v.who AND q.day = {then} AND q.pillar = v.pillar
WHERE {moved}"""


def _wide(frame: Frame, member: str) -> str:
    """Lay what is usual and what each member made of it side by side: few rows are divided."""
    rules = frame.methodology.signals
    columns = ",\n  ".join(cell for rule in rules for cell in _cells(rule))
    pillars = ", ".join(
        f"MAX(CASE WHEN pillar = {text(pillar.id)} AND score IS NOT NULL THEN {column} END) "
        f"AS {pillar.id}_{name}"
        for pillar in frame.methodology.pillars
        for name, column in (("base", "factor"), ("bonus", "1.0"))
    )
    return f"""
SELECT {member} AS member_id,
  {columns}
FROM cohorts AS c
JOIN scored AS s ON s.who = c.who
JOIN roster AS o ON o.number = s.member_id
JOIN ({_divided(frame, "usual", rules)}) AS u ON u.who = c.cohort
LEFT JOIN ({_divided(frame, "made", rules)}) AS m ON m.who = c.who
LEFT JOIN (
  SELECT who, {pillars} FROM pillars WHERE day = {frame.today} GROUP BY who
) AS p ON p.who = c.who"""


def _cells(rule: SignalRule) -> Iterator[str]:
    """Yield the columns of a signal: the member's own, else what is usual."""
    for column in _columns(rule):
        name = f"{rule.id}_{column}"
        cell = f"CASE WHEN m.{rule.id}_status IS NULL THEN u.{name} ELSE m.{name} END"
        if column == "points":
            cell = f"{cell} * p.{rule.pillar}_{rule.tier}"
        yield f"{cell} AS {name}"


def _divided(frame: Frame, points: str, rules: Sequence[SignalRule]) -> str:
    columns = ",\n    ".join(
        f"MAX(CASE WHEN rule = {frame.number(rule)} THEN {column} END) AS {rule.id}_{column}"
        for rule in rules
        for column in _columns(rule)
    )
    return f"""
  SELECT who,
    {columns}
  FROM ({_told(frame, points)}) AS told
  GROUP BY who"""


def _columns(rule: SignalRule) -> tuple[str, ...]:
    decided = {"rate": _DECIDED, "speed": _DECIDED[1:]}
    return (*_MEASURED, *decided.get(rule.measure.type, ()))


def _rescaled(points: str, base_tier: str, pillar: str) -> str:
    return (
        f"CASE WHEN {pillar}.score IS NOT NULL "
        f"THEN {points} * CASE WHEN {base_tier} THEN {pillar}.factor ELSE 1.0 END END"
    )


def _told(frame: Frame, points: str) -> str:
    """Return the query for the day's points before rescaling, with what a rate rests on.

    Args:
        frame: Methodology and day.
        points: The relation of points; what is usual rests on nothing.
    """
    rated = "e.value IS NOT NULL AND r.measure IN ('rate', 'speed')"
    count, trials, begun = (
        ("0", "0", "0")
        if points == "usual"
        else (
            _by_level("count"),
            _by_level("trials"),
            "CAST(ROUND(COALESCE(t.begun, 0)) AS BIGINT)",
        )
    )
    sums = "" if points == "usual" else "LEFT JOIN folded AS t ON t.who = e.who AND t.rule = e.rule"
    return f"""
SELECT e.who, e.rule, e.pillar, e.base_tier, e.status, e.points, e.value AS raw,
  CASE WHEN {rated} AND {trials} = 0 THEN NULL ELSE e.value END AS value,
  CASE WHEN {rated} AND r.measure = 'rate' THEN {count} END AS successes,
  CASE WHEN {rated} THEN {trials} END AS trials,
  CASE WHEN {rated} THEN {begun} - {trials} END AS pending
FROM {points} AS e
JOIN rules AS r ON r.rule = e.rule
{sums}
WHERE e.day = {frame.today}"""


def _by_level(name: str) -> str:
    counted = f"CASE WHEN e.level = 'wholly' THEN t.{name}_wholly ELSE t.{name}_partly END"
    return f"CAST(ROUND(COALESCE({counted}, 0)) AS BIGINT)"
