"""What stirred in each signal around a day: where its weight lay, and what came after."""

from typing import Any

from openssi.engines import Engine
from openssi.methodology.measures import Breadth
from openssi.scoring.frame import Case
from openssi.scoring.sql import any_of, text
from openssi.scoring.worlds import Between

_WEEK = "CAST(FLOOR((i.day + 3) / 7.0) AS INTEGER)"  # day 0 was a Thursday


def stirred(engine: Engine, case: Case, between: Between) -> dict[str, dict[str, Any]]:
    """Return what each signal counted, by the names of what is counted.

    Deeds come in before the profile changes: they count as they did by the profile of the earlier
    day, as their points do.

    Args:
        engine: A scoring of the later day ran on it.
        case: Whose score.
        between: The days, and the worlds between them.
    """
    since, before = between.since, between.before_profile
    world = before.name if before else case.member_id
    rows = engine.fetch(_impulses(world, since, case.frame.today)).to_pylist()
    found = {str(row["signal"]): row for row in rows}
    for rule in case.frame.methodology.signals:
        if isinstance(rule.measure, Breadth) and rule.id in found:
            found[rule.id]["people"] = _people(engine, case, since, rule.measure)
    return found


def _impulses(world: str, since: int, today: int) -> str:
    weight = f"i.amount * POWER(r.keep, {since} - i.day)"
    later = f"i.day > {since}"
    return f"""
SELECT r.signal,
  SUM(CASE WHEN i.day <= {since} THEN i.day * {weight} END)
    / NULLIF(SUM(CASE WHEN i.day <= {since} THEN {weight} END), 0) AS centre,
  SUM(CASE WHEN {later} AND i.since > {since} THEN i.amount ELSE 0.0 END) AS came,
  SUM(CASE WHEN {later} AND i.since <= {since} THEN i.n ELSE 0 END) AS due,
  SUM(CASE WHEN {later} THEN i.n ELSE 0 END) AS decided,
  COUNT(DISTINCT CASE WHEN {later} THEN i.day END) AS days,
  COUNT(DISTINCT CASE WHEN {later} THEN {_WEEK} END) AS weeks
FROM impulses AS i
JOIN rules AS r ON r.rule = i.rule
JOIN worlds AS m ON m.who = i.who
WHERE m.member_id = {text(world)} AND i.day <= {today} AND i.day > 0
GROUP BY r.signal"""


def _people(engine: Engine, case: Case, since: int, measure: Breadth) -> int:
    """How many different people there were after the earlier day; who came back counts too."""
    row = engine.fetch(f"""
SELECT COUNT(DISTINCT counterpart_id) AS people
FROM deeds AS d JOIN scored AS m ON m.who = d.who
WHERE m.member_id = {text(case.member_id)} AND {any_of("kind", measure.kinds)}
  AND day > {since} AND day <= {case.frame.today}""").to_pylist()
    return int(row[0]["people"])
