"""The computation written down for Spark, executed by Spark: DuckDB's numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
from lives import AS_OF
from random_networks import arrow, random_network

from openssi.benchmarks import script as comparisons
from openssi.engines.spark_session import quiet
from openssi.methodology import default
from openssi.scoring import plan
from openssi.scoring.frame import Frame
from openssi.scoring.score import WEEK
from openssi.scoring.script import script

FRAME = Frame(methodology=default(), as_of=AS_OF)
DAYS = (FRAME.today - WEEK, FRAME.today)
STAGES = (*plan.stages_of(FRAME, plan.Network(days=DAYS)), *comparisons.stages(FRAME))
RESULTS = {
    "totals": "day, member_id",
    "pillar_scores": "day, member_id, pillar",
    "signal_points": "day, member_id, signal",
    "industry_places": "number",
    "team_places": "number",
    "network_places": "number",
    "group_benchmarks": "benchmark, {}, measure",
}


@pytest.fixture(scope="module")
def on_duckdb() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for name, table in arrow(random_network(2, lives=5)).items():
            connection.register(name, table)
        for statement in connection.extract_statements(script(FRAME, STAGES, "duckdb")):
            connection.execute(statement)
        yield connection


@pytest.fixture(scope="module")
def on_spark(spark: Any) -> Any:
    session = spark.session.newSession()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    session.conf.set("spark.sql.shuffle.partitions", "1")  # the runs divide their tables
    with quiet():
        for name, table in arrow(random_network(2, lives=5)).items():
            session.createDataFrame(table).createOrReplaceTempView(name)
    for statement in script(FRAME, STAGES, "spark").split(";\n"):
        if statement.strip():
            session.sql(statement)
    return session


@pytest.mark.parametrize("name", RESULTS)
def test_spark_s_script_gives_duckdb_s_numbers(on_duckdb: Any, on_spark: Any, name: str) -> None:
    order = f"SELECT * FROM {name} ORDER BY {RESULTS[name]}"
    expected = on_duckdb.sql(order.format('"group"')).to_arrow_table().to_pylist()
    with quiet():
        found = on_spark.sql(order.format("`group`")).toArrow().to_pylist()
    assert len(found) == len(expected) > 0
    for one, other in zip(found, expected, strict=True):
        assert one == pytest.approx(other, abs=1e-9)
