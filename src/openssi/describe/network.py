"""The network: how large it is and how it grew."""

import datetime as dt

from openssi.describe.sql import mine, one_of
from openssi.engines import Engine
from openssi.result import NetworkYear
from openssi.tables import CONNECTION, SENIORITIES

_DECIDING = SENIORITIES[SENIORITIES.index("director") :]


def size(engine: Engine, member_id: str, as_of: dt.date) -> tuple[int | None, int | None]:
    """Return connections and, among them, people at director level or above; None where unseen."""
    row = engine.fetch(f"""
SELECT COUNT(*) AS everyone, COUNT(seniority) AS known,
  COUNT(CASE WHEN {one_of("seniority", _DECIDING)} THEN 1 END) AS deciding
FROM {_present(member_id, as_of)}""").to_pylist()[0]
    if not row["everyone"] and not _covered(engine, member_id):
        return None, None
    return row["everyone"], row["deciding"] if row["known"] or not row["everyone"] else None


def growth(engine: Engine, member_id: str, as_of: dt.date) -> tuple[NetworkYear, ...]:
    """Return the connections of each year that still stand."""
    rows = engine.fetch(f"""
SELECT CAST(EXTRACT(YEAR FROM connected_on) AS INTEGER) AS year, COUNT(*) AS gained
FROM {_present(member_id, as_of)}
WHERE connected_on IS NOT NULL
GROUP BY year
ORDER BY year""")
    return tuple(NetworkYear.model_validate(row) for row in rows.to_pylist())


def _present(member_id: str, as_of: dt.date) -> str:
    return f"""(
  SELECT connection_id, MIN(connected_on) AS connected_on, MAX(seniority) AS seniority
  FROM connections
  WHERE {mine(member_id, "connected_on", as_of)}
    AND (ended_on IS NULL OR ended_on > DATE '{as_of.isoformat()}')
  GROUP BY connection_id
) AS present"""


def _covered(engine: Engine, member_id: str) -> bool:
    rows = engine.fetch(f"""
SELECT 1 FROM coverage
WHERE kind = '{CONNECTION}'
  AND (member_id IS NULL OR {mine(member_id, "observed_from", dt.date.max)})
LIMIT 1""")
    return bool(rows.num_rows)
