"""The same places and groups from counts, so that no worker ever sorts a whole group.

Members who stand alike are counted together first. Scores then fall into bins: how many stand in
higher bins is summed over the bins of a group, of which there are a few thousand at most, and how
many stand higher in the same bin over what is in it. One machine sorts faster than it counts; many
share the counting.
"""

from collections.abc import Sequence
from typing import Final

from openssi.benchmarks.standing import SCALE, measures
from openssi.scoring.sql import Stage, union

_BINS_A_POINT: Final = 100
"""Finer ones would be more to sum at one place, coarser ones more to sum in each."""

_EARLIER: Final = 0
"""Number of the comparison of the week before; those of the day follow in their order."""


def stages(name: str, pillars: Sequence[str]) -> list[Stage]:
    """Return the stages from ``<name>_standing`` to each member's places.

    Args:
        name: Of the grouping.
        pillars: Ids of the pillars.
    """
    return [
        _compared(name, pillars),
        _counts(name),
        _placed(name),
        Stage(
            name=f"{name}_ahead",
            what="each member's place in the group, for the total and each pillar",
            select=_ahead(name, pillars),
        ),
    ]


def _compared(name: str, pillars: Sequence[str]) -> Stage:
    """A row for each comparison, the earlier one among the group of then."""
    columns = ("earlier", *measures(pillars).values())
    cases = " ".join(f"WHEN {number} THEN {column}" for number, column in enumerate(columns))
    numbers = union(f"SELECT {number} AS measure" for number in range(len(columns)))
    return Stage(
        name=f"{name}_compared",
        what="each member's standing in each comparison",
        select=f"""
SELECT s.number, s.group_now, m.measure,
  CASE WHEN m.measure = {_EARLIER} THEN s.group_then ELSE s.group_now END AS group_of_it,
  CASE m.measure {cases} END AS score
FROM {name}_standing AS s CROSS JOIN ({numbers}) AS m""",
        is_view=True,
    )


def _counts(name: str) -> Stage:
    return Stage(
        name=f"{name}_counts",
        what="how many members of a group stand at a score",
        select=f"""
SELECT measure, group_of_it, score, score // {SCALE // _BINS_A_POINT} AS bin, COUNT(*) AS n
FROM {name}_compared
WHERE group_of_it IS NOT NULL AND score IS NOT NULL
GROUP BY measure, group_of_it, score""",
    )


def _placed(name: str) -> Stage:
    """Ties share the better place: it is one more than are strictly ahead."""
    return Stage(
        name=f"{name}_placed",
        what="the place that a score has in a group, and how many are compared there",
        select=f"""
SELECT c.measure, c.group_of_it, c.score, c.n, b.size, 1 + b.ahead + SUM(c.n) OVER (
    PARTITION BY c.measure, c.group_of_it, c.bin ORDER BY c.score DESC ROWS UNBOUNDED PRECEDING
  ) - c.n AS place
FROM {name}_counts AS c
JOIN (
  SELECT measure, group_of_it, bin, SUM(n) OVER (PARTITION BY measure, group_of_it) AS size,
    SUM(n) OVER (
      PARTITION BY measure, group_of_it ORDER BY bin DESC ROWS UNBOUNDED PRECEDING
    ) - n AS ahead
  FROM (
    SELECT measure, group_of_it, bin, SUM(n) AS n FROM {name}_counts
    GROUP BY measure, group_of_it, bin
  ) AS bins
) AS b ON b.measure = c.measure AND b.group_of_it = c.group_of_it AND b.bin = c.bin""",
    )


def _ahead(name: str, pillars: Sequence[str]) -> str:
    places = ",\n  ".join(
        f"MAX(CASE WHEN c.measure = {number} THEN p.place END) AS place{end}"
        for number, end in enumerate(measures(pillars), start=_EARLIER + 1)
    )
    return f"""
SELECT c.number, c.group_now, {places},
  MAX(CASE WHEN c.measure = {_EARLIER} THEN p.place END) AS place_then,
  MAX(CASE WHEN c.measure = {_EARLIER} THEN p.size END) AS size_then
FROM {name}_compared AS c
LEFT JOIN {name}_placed AS p
  ON p.measure = c.measure AND p.group_of_it = c.group_of_it AND p.score = c.score
GROUP BY c.number, c.group_now"""


def before(name: str) -> str:
    """Return the query for the place of the week before, and among how many."""
    return (
        f"SELECT number, place_then AS place, size_then AS size FROM {name}_ahead "
        "WHERE place_then IS NOT NULL"
    )


def scores(name: str, pillars: Sequence[str], column: str) -> str:
    """Return the query for the scores of each group with how many stand there and lower.

    Args:
        name: Of the grouping.
        pillars: Ids of the pillars.
        column: What is compared.
    """
    number = _EARLIER + 1 + list(measures(pillars).values()).index(column)
    return f"""
SELECT group_of_it AS group_now, score, n, size - place + 1 AS place, size
FROM {name}_placed WHERE measure = {number}"""
