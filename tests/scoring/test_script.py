"""The written-down computation: DuckDB's gives the same numbers; the others parse."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import Any

import duckdb
import pyarrow as pa
import pytest
import sqlglot
from sqlglot import exp

from openssi.benchmarks import script as comparisons
from openssi.engines import DuckDB
from openssi.engines.dialects import translated
from openssi.methodology import default
from openssi.scoring import plan
from openssi.scoring.frame import Frame
from openssi.scoring.score import WEEK
from openssi.scoring.script import DIALECTS, script
from openssi.sources.synthetic.population import population
from openssi.tables import Tables

AS_OF = dt.date(2026, 11, 15)
FRAME = Frame(methodology=default(), as_of=AS_OF)
ENDS = (FRAME.today - WEEK, FRAME.today)
STAGES = (*plan.stages_of(FRAME, plan.Network(days=ENDS)), *comparisons.stages(FRAME))
RESULTS = {
    "totals": "day, member_id",
    "pillar_scores": "day, member_id, pillar",
    "signal_points": "day, member_id, signal",
}


@cache
def written(dialect: str) -> str:
    return script(FRAME, STAGES, dialect)


@pytest.fixture(scope="module")
def network() -> Tables:
    return population(members=220, seed=11, as_of=AS_OF, periods=3)


@pytest.fixture(scope="module")
def database(network: Tables) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for name, table in network:
            connection.register(name, table)
        for statement in connection.extract_statements(written("duckdb")):
            connection.execute(statement)
        yield connection


@pytest.fixture(scope="module")
def scored(network: Tables) -> dict[str, list[dict[str, Any]]]:
    """What the scoring itself says of the network."""
    with DuckDB() as engine:
        plan.run(engine, FRAME, network, ENDS)
        return {table: ordered(table, engine.fetch(f"FROM {table}")) for table in RESULTS}


def ordered(table: str, found: pa.Table) -> list[dict[str, Any]]:
    """The rows in one order: an engine that need not keep any gives them as they come."""
    key = itemgetter(*RESULTS[table].split(", "))
    return sorted(found.to_pylist(), key=key)


@pytest.mark.parametrize("table", RESULTS)
def test_duckdb_s_script_gives_the_numbers_of_the_scoring(
    scored: dict[str, list[dict[str, Any]]], database: duckdb.DuckDBPyConnection, table: str
) -> None:
    found = ordered(table, database.sql(f"FROM {table}").to_arrow_table())
    assert len(found) == len(scored[table]) > 0
    for one, other in zip(found, scored[table], strict=True):
        assert one == pytest.approx(other, abs=1e-9)


def test_the_script_ranks_each_member_among_their_industry(
    database: duckdb.DuckDBPyConnection,
) -> None:
    best, size, average, mean = database.execute("""
        SELECT MIN(p.industry_rank_percent), MAX(p.industry_size), AVG(p.industry_average),
          AVG(t.total)
        FROM industry_places AS p
        JOIN scored AS s ON s.who = p.number
        JOIN totals AS t ON t.member_id = s.member_id
        WHERE t.day = (SELECT MAX(day) FROM ends)""").fetchall()[0]
    assert 1 <= best <= 10
    assert size >= 10
    assert average == pytest.approx(mean, rel=0.1)


def test_network_averages_are_those_of_the_connections(
    database: duckdb.DuckDBPyConnection,
) -> None:
    number, average, size = database.execute("""
        SELECT number, network_average, network_size FROM network_places
        WHERE network_average IS NOT NULL ORDER BY number LIMIT 1""").fetchall()[0]
    wanted = database.execute(
        """
        SELECT AVG(t.total), COUNT(*)
        FROM links AS l JOIN totals AS t ON t.member_id = l.connection_id
        WHERE l.who = ? AND t.day = (SELECT MAX(day) FROM ends)
          AND t.measurable = 100 AND (l.until IS NULL OR l.until > t.day)""",
        [number],
    ).fetchall()[0]
    assert (average, size) == pytest.approx(wanted)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_parsed_back(dialect: str) -> None:
    statements = sqlglot.parse(written(dialect), read=dialect)
    assert len([one for one in statements if one]) == len(STAGES)
    assert not any(isinstance(one, exp.Command) for one in statements)


@pytest.mark.parametrize("dialect", sorted(set(DIALECTS) - {"duckdb"}))
def test_nothing_that_only_duckdb_has_is_left(dialect: str) -> None:
    text = written(dialect).upper()
    assert "EPOCH_US" not in text
    assert "ARG_M" not in text
    assert " // " not in text
    assert "EXCLUDE" not in text


def test_every_stage_says_what_it_is() -> None:
    text = written("duckdb")
    for stage in STAGES:
        assert f"-- {stage.name}: {stage.what}\n" in text
    assert "-- activities:" in text
    assert "DuckDB's and Spark's are executed in tests, the others are parsed" in text


@pytest.mark.parametrize(
    ("dialect", "wanted"),
    [("snowflake", "MAX_BY(a, CASE WHEN b <= 3 THEN b END)"), ("postgres", "ORDER BY b DESC")],
)
def test_a_filter_chooses_among_the_keys(dialect: str, wanted: str) -> None:
    text = translated("SELECT ARG_MAX(a, b) FILTER (WHERE b <= 3) AS x FROM t", dialect)
    assert wanted in " ".join(text.split())


def test_the_next_moment_is_found_without_passing_over_nulls() -> None:
    text = translated(
        "SELECT LEAD(CASE WHEN own = 1 THEN moment END IGNORE NULLS) "
        "OVER (PARTITION BY who ORDER BY moment) AS x FROM t",
        "postgres",
    )
    assert "MIN(" in text
    assert "BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING" in text


def test_any_value_is_the_greatest_where_all_are_the_same() -> None:
    text = translated("SELECT ANY_VALUE(a) IS NOT NULL AS x FROM t GROUP BY b", "spark")
    assert "MAX(a)" in text
    assert "IGNORE" not in text
