"""The rhythm: what was done, since when and until when."""

import datetime as dt

from openssi.describe.sql import mine, one_of
from openssi.engines import Engine
from openssi.tables import GIVEN

_ACTIVE = [kind for kind in GIVEN if kind != "invitation_sent"]


def kinds(engine: Engine, member_id: str, as_of: dt.date) -> dict[str, int]:
    """Return how many activities of each kind there were, each id once."""
    rows = engine.fetch(f"""
SELECT kind, COUNT(DISTINCT activity_id) + COUNT(*) - COUNT(activity_id) AS times
FROM activities
WHERE {mine(member_id, "occurred_at", as_of)}
GROUP BY kind
ORDER BY kind""")
    return {row["kind"]: row["times"] for row in rows.to_pylist()}


def begun_on(engine: Engine, member_id: str, as_of: dt.date) -> dt.date | None:
    """Return the day of the oldest dated activity or connection."""
    return _day(
        engine,
        f"""
SELECT MIN(day) AS day FROM (
  SELECT MIN(CAST(occurred_at AS DATE)) AS day FROM activities
  WHERE {mine(member_id, "occurred_at", as_of)}
  UNION ALL
  SELECT MIN(connected_on) FROM connections WHERE {mine(member_id, "connected_on", as_of)}
) AS days""",
    )


def active_until(engine: Engine, member_id: str, as_of: dt.date) -> dt.date | None:
    """Return the latest day with a deed of the member's own."""
    return _day(
        engine,
        f"""
SELECT MAX(CAST(occurred_at AS DATE)) AS day FROM activities
WHERE {mine(member_id, "occurred_at", as_of)} AND {one_of("kind", _ACTIVE)}""",
    )


def _day(engine: Engine, select: str) -> dt.date | None:
    day: dt.date | None = engine.fetch(select).to_pylist()[0]["day"]
    return day
