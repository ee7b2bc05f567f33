"""The computation written down for Spark, executed by Spark: DuckDB's numbers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb
import pytest

from openssi.benchmarks import script as comparisons
from openssi.engines.spark_session import quiet
from openssi.methodology import default
from openssi.scoring import plan
from openssi.scoring.frame import Frame
from openssi.scoring.score import WEEK
from openssi.scoring.script import script
from openssi.sources.synthetic.population import population

AS_OF = dt.date(2026, 11, 15)
RESULTS = {
    "totals": "day, member_id",
    "pillar_scores": "day, member_id, pillar",
    "signal_points": "day, member_id, signal",
    "industry_places": "number",
    "team_places": "number",
    "network_places": "number",
    "group_benchmarks": 'benchmark, "group", measure',
}

pytestmark = pytest.mark.xdist_group("spark")


def test_spark_s_script_gives_duckdb_s_numbers(spark: Any) -> None:
    frame = Frame(methodology=default(), as_of=AS_OF)
    stages = (*plan.stages(frame), *comparisons.stages(frame))
    ends = (frame.today - WEEK, frame.today)
    network = population(members=200, seed=11, as_of=AS_OF, periods=1)
    session = spark.session.newSession()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    with duckdb.connect() as connection, quiet():
        for name, table in network:
            connection.register(name, table)
            session.createDataFrame(table).createOrReplaceTempView(name)
        for statement in connection.extract_statements(script(frame, stages, ends, "duckdb")):
            connection.execute(statement)
        for statement in script(frame, stages, ends, "spark").split(";\n"):
            if statement.strip():
                session.sql(statement)
        for name, order in RESULTS.items():
            ordered = f"SELECT * FROM {name} ORDER BY {order}"
            expected = connection.sql(ordered).to_arrow_table().to_pylist()
            found = session.sql(ordered.replace('"', "`")).toArrow().to_pylist()
            assert len(found) == len(expected) > 0, name
            for one, other in zip(found, expected, strict=True):
                assert one == pytest.approx(other, abs=1e-9), name
