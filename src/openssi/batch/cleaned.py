"""The rows that count, each under the names that the scoring reads: one query a table.

Here people keep their ids. DuckDB makes numbers of them first, which one machine compares faster;
to number everybody, a cluster would have to send them all to one of its own.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from openssi.batch import mirrored
from openssi.scoring.sql import UNDATED, day, literal, union
from openssi.tables import CONNECTION, SCHEMAS

TOLD_TWICE: Final = (
    "SELECT COALESCE(SUM(n - 1), 0) AS n FROM "
    "(SELECT COUNT(*) AS n FROM told GROUP BY member_id, seen_on HAVING COUNT(*) > 1) AS several"
)
"""How many rows of ``told`` say again what a member was on a day."""


def roster(known_by: str) -> str:
    """Return the query for who is scored: all but those who opted out, whenever they said so.

    Args:
        known_by: The column of ``told`` by which members are known.
    """
    return f"""
SELECT {known_by}, joined
FROM (
  SELECT {known_by}, COALESCE(MIN({day("joined_on")}), {UNDATED}) AS joined,
    ARG_MAX(opted_out, seen_on) FILTER (WHERE opted_out IS NOT NULL) AS opted_out
  FROM told GROUP BY {known_by}
) AS each_one
WHERE opted_out IS NOT TRUE"""


def good(rows: str) -> str:
    """Return the query for the rows that can be used, of judged ones."""
    return f"SELECT * EXCLUDE (fault) FROM ({rows}) AS judged WHERE fault IS NULL"


def members(told: Iterable[tuple[str, Collection[str]]], columns: Iterable[str]) -> str:
    """Return the query for what was told of members, ``number`` being what they are known by.

    Args:
        told: Queries for rows that can be used, each with its columns.
        columns: All columns.
    """
    wanted = tuple(columns)
    return union(
        f"SELECT {', '.join(_cells(wanted, own))}, member_id AS number FROM ({rows}) AS given"
        for rows, own in told
    )


def _cells(wanted: Iterable[str], own: Collection[str]) -> Iterator[str]:
    for name in wanted:
        yield f'"{name}"' if name in own else f'CAST(NULL AS VARCHAR) AS "{name}"'


def copies(columns: Iterable[str]) -> str:
    """Return the query for ``told`` with ``copy``: which of a member's rows of a day each is."""
    order = ", ".join(f'"{name}"' for name in columns)
    return (
        "SELECT *, ROW_NUMBER() OVER (PARTITION BY member_id, seen_on "
        f"ORDER BY {order}) AS copy FROM told"
    )


def connections(rows: str, last: dt.date, told: Sequence[str]) -> str:
    """Return the query for each pair up to a day, for either side.

    Args:
        rows: A query for the rows that can be used.
        last: The last day.
        told: Attributes of the other person that it tells.
    """
    given, absent = (
        "".join(f", {cell}" for cell in cells)
        for cells in (told, [f"CAST(NULL AS VARCHAR) AS {name}" for name in told])
    )
    pairs = f"""
({rows}) AS given
WHERE member_id <> connection_id AND (connected_on IS NULL OR connected_on <= DATE '{last}')"""
    return f"""
SELECT member_id, connection_id, FALSE AS is_back, connected_on, ended_on{given} FROM {pairs}
UNION ALL
SELECT connection_id, member_id, TRUE, connected_on, ended_on{absent} FROM {pairs}"""


def activities(rows: str, last: dt.date, derived: Mapping[str, str]) -> str:
    """Return the query for the activities up to a day, those of the other side among them."""
    own = f"""
SELECT * FROM ({rows}) AS given
WHERE (counterpart_id IS NULL OR counterpart_id <> member_id)
  AND (occurred_at IS NULL OR CAST(occurred_at AS DATE) <= DATE '{last}')"""
    columns = SCHEMAS["activities"].names
    return union((own, mirrored.other_side(own, derived.items(), columns))) if derived else own


def coverage(rows: str, derived: Mapping[str, str]) -> str:
    """Return the query for the coverage that was given, what is derived among it."""
    return mirrored.seen_from_both(rows, derived.items())


def occurring(activities: str | None, connections: str | None) -> str:
    """Return the query for the first day of each kind that occurs among the members scored.

    Args:
        activities: The relation of activities, as it stands after ``FROM``; None without a row.
        connections: That of connections.
    """
    deeds = f"""
SELECT a.kind, MIN({day("a.occurred_at")}) AS lo
FROM {activities} AS a
JOIN roster AS r ON r.number = a.member_id
WHERE {day("a.occurred_at")} > 0 AND {day("a.occurred_at")} >= r.joined
GROUP BY a.kind"""
    links = f"""
SELECT {literal(CONNECTION)}, MIN({day("c.connected_on")})
FROM {connections} AS c
JOIN roster AS r ON r.number = c.member_id
WHERE {day("c.connected_on")} > 0
HAVING COUNT(*) > 0"""
    nothing = "SELECT CAST(NULL AS VARCHAR) AS kind, 0 AS lo WHERE FALSE"
    return union((nothing, *[deeds] * bool(activities), *[links] * bool(connections)))


def observed(today: int, as_of: dt.date, known_by: str) -> str:
    """Return the query for coverage where none was given: what occurs, from the earliest day on.

    Args:
        today: The day's number.
        as_of: The day.
        known_by: Type of what members are known by.
    """
    return f"""
SELECT CAST(NULL AS {known_by}) AS member_id, kind,
  DATE '1970-01-01' + CAST(MIN(lo) OVER () AS INTEGER) AS observed_from,
  DATE '{as_of}' AS observed_to, CAST(NULL AS VARCHAR) AS status
FROM occurring WHERE lo <= {today}"""
