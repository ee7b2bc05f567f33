"""Groups that a member belongs to: industry, team and any of the platform's own.

The stages read ``standings`` and, for each benchmark, ``<benchmark>_members``: ``number``, and the
number of the member's group on the day (``group_now``) and a week before (``group_then``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from openssi.benchmarks import counted
from openssi.benchmarks.standing import (
    SMALLEST,
    SMALLEST_SPREAD,
    average,
    measures,
    percent,
    points,
)
from openssi.scoring.sql import Stage, union

TENTHS: Final = range(1, 10)
"""Deciles that are told."""


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """One way to divide the members into groups."""

    name: str
    """As columns begin with it."""
    smallest: int = SMALLEST
    """Members under which a group is not shown."""
    is_counted: bool = False
    """Whether places come from counts, which many workers share, and not from an order."""


def stages(grouping: Grouping, pillars: Sequence[str]) -> list[Stage]:
    """Return the stages of a grouping; the last is ``<benchmark>_places``, a row a member."""
    ranked = _counted if grouping.is_counted else _ranked
    return [
        _standing(grouping, pillars),
        _sums(grouping, pillars),
        *ranked(grouping, pillars),
        *_places(grouping, pillars),
    ]


def _standing(grouping: Grouping, pillars: Sequence[str]) -> Stage:
    compared = ", ".join(f"s.{column}" for column in ("earlier", *measures(pillars).values()))
    return Stage(
        name=f"{grouping.name}_standing",
        what="each member's standing, with the group that they are compared in",
        select=f"""
SELECT g.group_now, g.group_then, s.number, {compared}
FROM {grouping.name}_members AS g JOIN standings AS s ON s.number = g.number""",
        is_view=True,
    )


def _sums(grouping: Grouping, pillars: Sequence[str]) -> Stage:
    sums = ",\n  ".join(
        f"COUNT({column}) AS size{end}, SUM({column}) AS sum{end}"
        for end, column in measures(pillars).items()
    )
    return Stage(
        name=f"{grouping.name}_sums",
        what="of each group: how many can be compared, and the sum of their scores",
        select=f"""
SELECT group_now, {sums}
FROM {grouping.name}_standing WHERE group_now IS NOT NULL GROUP BY group_now""",
    )


def _ranked(grouping: Grouping, pillars: Sequence[str]) -> list[Stage]:
    """Ties share the better place: it is one more than are strictly ahead."""
    ahead = ",\n  ".join(
        f"CASE WHEN {column} IS NOT NULL AND group_now IS NOT NULL THEN RANK() OVER "
        f"(PARTITION BY group_now ORDER BY {column} DESC NULLS LAST) END AS place{end}"
        for end, column in measures(pillars).items()
    )
    then = f"""
SELECT number, RANK() OVER ranked AS place, COUNT(*) OVER (PARTITION BY group_then) AS size
FROM {grouping.name}_standing
WHERE earlier IS NOT NULL AND group_then IS NOT NULL
WINDOW ranked AS (PARTITION BY group_then ORDER BY earlier DESC)"""
    return [
        Stage(
            name=f"{grouping.name}_ahead",
            what="each member's place in the group, for the total and each pillar",
            select=f"SELECT number, group_now, {ahead} FROM {grouping.name}_standing",
        ),
        _before(grouping, then),
    ]


def _counted(grouping: Grouping, pillars: Sequence[str]) -> list[Stage]:
    then = _before(grouping, counted.before(grouping.name))
    return [*counted.stages(grouping.name, pillars), then]


def _before(grouping: Grouping, then: str) -> Stage:
    return Stage(
        name=f"{grouping.name}_before",
        what="the place of the week before, among the peers of then",
        select=f"SELECT number, {percent('place', 'size')} AS rank_percent FROM ({then}) AS t "
        f"WHERE size >= {grouping.smallest}",
    )


def _places(grouping: Grouping, pillars: Sequence[str]) -> list[Stage]:
    return [
        Stage(
            name=f"{grouping.name}_places",
            what="each member beside their group: its size and average, their rank and its change",
            select=f"""
SELECT p.number, {_shown(grouping, pillars)},
  CASE WHEN u.size >= {grouping.smallest} THEN {percent("p.place", "u.size")} - b.rank_percent END
    AS {grouping.name}_rank_percent_change_7d
FROM {grouping.name}_ahead AS p
JOIN {grouping.name}_sums AS u ON u.group_now = p.group_now
LEFT JOIN {grouping.name}_before AS b ON b.number = p.number""",
        ),
    ]


def _shown(grouping: Grouping, pillars: Sequence[str]) -> str:
    name, enough = grouping.name, f">= {grouping.smallest}"
    return ",\n  ".join(
        f"CASE WHEN u.size{end} {enough} THEN {average(f'u.sum{end}', f'u.size{end}')} END"
        f" AS {name}_average{end},\n"
        f"  u.size{end} AS {name}_size{end},\n"
        f"  CASE WHEN u.size{end} {enough} THEN {percent(f'p.place{end}', f'u.size{end}')} END"
        f" AS {name}_rank_percent{end}"
        for end in measures(pillars)
    )


def told(grouping: Grouping, pillars: Sequence[str]) -> str:
    """Return the query for the groups themselves: a row for each, for the total and each pillar.

    A decile is the score of the member at that place, counted from the lowest, rounded up; a group
    that is too small for it to stay theirs alone has none.
    """
    return union(
        _group(grouping, end.removeprefix("_") or "total", _scores(grouping, pillars, column))
        for end, column in measures(pillars).items()
    )


def _scores(grouping: Grouping, pillars: Sequence[str], column: str) -> str:
    """Each score, how many have it, the last place of theirs from the lowest on, of how many."""
    if grouping.is_counted:
        return counted.scores(grouping.name, pillars, column)
    return f"""
SELECT group_now, {column} AS score, 1 AS n,
  ROW_NUMBER() OVER (PARTITION BY group_now ORDER BY {column}) AS place,
  COUNT(*) OVER (PARTITION BY group_now) AS size
FROM {grouping.name}_standing WHERE group_now IS NOT NULL AND {column} IS NOT NULL"""


def _group(grouping: Grouping, measure: str, scores: str) -> str:
    deciles = ", ".join(
        f"MIN(CASE WHEN 10 * place >= {tenth} * size THEN score END) AS decile_{tenth}"
        for tenth in TENTHS
    )
    rounded = ", ".join(
        f"CASE WHEN d.size >= {SMALLEST_SPREAD} THEN {points(f'decile_{tenth}')} END "
        f"AS decile_{tenth}"
        for tenth in TENTHS
    )
    return f"""
SELECT '{grouping.name}' AS benchmark, n.label AS "group", '{measure}' AS measure, d.size,
  {average("d.sum", "d.size")} AS average, {rounded}
FROM (
  SELECT group_now, MAX(size) AS size, SUM(n * score) AS sum, {deciles}
  FROM ({scores}) AS placed
  WHERE size >= {grouping.smallest}
  GROUP BY group_now
) AS d
JOIN {grouping.name}_labels AS n ON n.number = d.group_now"""
