"""The rows that count, as SQL over a table's judged rows: the same for every engine."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from openssi.batch import mirrored
from openssi.batch.canonical import columns_of
from openssi.scoring.sql import UNDATED, day, literal
from openssi.tables import CONNECTION

TOLD_TWICE: Final = (
    "SELECT COALESCE(SUM(n - 1), 0) AS n FROM "
    "(SELECT COUNT(*) AS n FROM told GROUP BY member_id, seen_on HAVING COUNT(*) > 1) AS several"
)
"""How many rows of ``told`` say again what a member was on a day."""

OPTED_OUT: Final = "ARG_MAX(opted_out, seen_on) FILTER (WHERE opted_out IS NOT NULL)"
"""Whether a member wants no part in it, whenever they said so."""

JOINED: Final = f"COALESCE(MIN({day('joined_on')}), {UNDATED})"


def nothing(table: str) -> str:
    """Return the query for a table without a row."""
    nulls = (f"CAST(NULL AS {kind}) AS {name}" for name, kind in columns_of(table, {}).items())
    return f"SELECT {', '.join(nulls)} WHERE FALSE"


def good(rows: str) -> str:
    """Return the query for the rows that can be used."""
    return f"SELECT * EXCLUDE (fault) FROM ({rows}) AS judged WHERE fault IS NULL"


def numbered(rows: str, columns: Sequence[str]) -> str:
    """Return the query for members with ``copy``: which of a day's rows each is, from 1."""
    order = ", ".join(f'"{name}"' for name in columns)
    return (
        "SELECT *, ROW_NUMBER() OVER (PARTITION BY member_id, seen_on "
        f"ORDER BY {order}) AS copy FROM ({good(rows)}) AS given"
    )


def connections(rows: str, last: dt.date) -> str:
    """Return the query for the connections up to a day."""
    return f"""
SELECT * FROM ({good(rows)}) AS given
WHERE member_id <> connection_id
  AND (connected_on IS NULL OR connected_on <= DATE '{last}')"""


def activities(rows: str, last: dt.date, derived: Mapping[str, str]) -> str:
    """Return the query for the activities up to a day, those of the other side among them."""
    own = f"""
SELECT * FROM ({good(rows)}) AS given
WHERE (counterpart_id IS NULL OR counterpart_id <> member_id)
  AND (occurred_at IS NULL OR CAST(occurred_at AS DATE) <= DATE '{last}')"""
    return f"{own}\nUNION ALL\n{mirrored.other_side(own, derived.items())}" if derived else own


def coverage(rows: str, derived: Mapping[str, str]) -> str:
    """Return the query for the coverage that was given, what is derived among it."""
    return mirrored.seen_from_both(good(rows), derived.items())


def occurring(activities: str, connections: str) -> str:
    """Return the query for the first day of each kind that occurs among the members scored.

    Args:
        activities: The relation of activities, after ``FROM``.
        connections: That of connections.
    """
    return f"""
SELECT a.kind, MIN({day("a.occurred_at")}) AS lo
FROM {activities} AS a
JOIN roster AS r ON r.member_id = a.member_id
WHERE {day("a.occurred_at")} > 0 AND {day("a.occurred_at")} >= r.joined
GROUP BY a.kind
UNION ALL
SELECT {literal(CONNECTION)}, MIN({day("c.connected_on")})
FROM {connections} AS c
WHERE {day("c.connected_on")} > 0 AND (c.member_id IN (SELECT member_id FROM roster)
  OR c.connection_id IN (SELECT member_id FROM roster))
HAVING COUNT(*) > 0"""


def observed(today: int, as_of: dt.date) -> str:
    """Return the query for coverage where none was given: what occurs, from the earliest day on."""
    return f"""
SELECT CAST(NULL AS VARCHAR) AS member_id, kind,
  DATE '1970-01-01' + CAST(MIN(lo) OVER () AS INTEGER) AS observed_from,
  DATE '{as_of}' AS observed_to, CAST(NULL AS VARCHAR) AS status
FROM occurring WHERE lo <= {today}"""
