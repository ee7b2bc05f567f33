"""What the rates of the demo population bring: `python -m bench.rates`, for developers.

Counts only what members do, and scores nobody: so that rates can be held against published figures
without a look at what they are worth.
"""

import sys

import duckdb

from bench.calibrate import AS_OF
from openssi.sources.synthetic.population import population
from openssi.tables import Tables

WEEKS = 40

CONNECTIONS = """
SELECT QUANTILE_CONT(n, [0.1, 0.5, 0.9]) AS deciles, AVG(n) AS mean,
  AVG(CAST(n > 500 AS INTEGER)) AS over_500, MAX(n) AS most
FROM (
  SELECT m.member_id, COUNT(c.member_id) AS n
  FROM members AS m LEFT JOIN (
    SELECT member_id FROM connections UNION ALL SELECT connection_id FROM connections
  ) AS c ON c.member_id = m.member_id
  GROUP BY m.member_id
)"""

PACES = f"""
SELECT kind, SUM(n) / (SELECT COUNT(*) FROM members) / {WEEKS} AS mean_a_week,
  COUNT(*) / (SELECT COUNT(*) FROM members) AS ever, MEDIAN(n) / {WEEKS} AS median_of_them,
  QUANTILE_CONT(n, 0.9) / {WEEKS} AS tenth_of_them
FROM (SELECT member_id, kind, COUNT(*) AS n FROM activities GROUP BY ALL)
GROUP BY kind ORDER BY kind"""

VISITS = f"""
SELECT AVG(CAST(n >= 4 AS INTEGER)) AS most_days, AVG(CAST(n >= 1 AS INTEGER)) AS weekly,
  AVG(CAST(n < 0.25 AS INTEGER)) AS less_than_monthly, MEDIAN(n) AS median
FROM (
  SELECT m.member_id, COUNT(a.member_id) / {WEEKS} AS n FROM members AS m
  LEFT JOIN activities AS a ON a.member_id = m.member_id AND a.kind = 'active_day'
  GROUP BY m.member_id
)"""

POSTING = f"""
SELECT COUNT(DISTINCT (member_id, DATE_TRUNC('week', occurred_at)))
  / {WEEKS} / (SELECT COUNT(*) FROM members) AS in_a_week
FROM activities WHERE kind IN ('post_published', 'article_published')"""

COMPLETE = """
SELECT AVG(CAST(has_photo AND positions >= 3 AND educations > 0 AND skills > 0 AS INTEGER))
  AS complete, AVG(CAST(has_photo AS INTEGER)) AS photo,
  AVG(CAST(summary_length > 0 AS INTEGER)) AS about
FROM members"""

ANSWERS = """
SELECT COUNT(*) FILTER (WHERE kind = 'invitation_accepted')
  / COUNT(*) FILTER (WHERE kind = 'invitation_sent') AS accepted
FROM activities"""


def counts(tables: Tables) -> str:
    """Return what the members of a population have and do."""
    with duckdb.connect() as connection:
        for name, table in tables:
            connection.register(name, table)
        queries = (CONNECTIONS, VISITS, POSTING, COMPLETE, ANSWERS, PACES)
        return "\n\n".join(_text(connection.sql(query)) for query in queries)


def _text(found: duckdb.DuckDBPyRelation) -> str:
    rows = [[_cell(value) for value in row] for row in found.fetchall()]
    return "\n".join("  ".join(f"{cell:>24}" for cell in row) for row in [found.columns, *rows])


def _cell(value: object) -> str:
    if isinstance(value, list):
        return " ".join(_cell(one) for one in value)
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def main() -> None:
    """Print the counts of the demo population."""
    sys.stdout.write(counts(population(as_of=AS_OF)) + "\n")


if __name__ == "__main__":
    main()
