"""Deciles of a group are scores of its members: they are told of large groups alone."""

from __future__ import annotations

import duckdb
import pytest

from openssi.benchmarks import groups
from openssi.benchmarks.groups import Grouping
from openssi.benchmarks.standing import SCALE


def told(members: int) -> dict[str, float | None]:
    """What is told of a group whose members have 1, 2, 3 … points, in no order."""
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE industry_standing AS "
            f"SELECT 1 AS group_now, (range + 1) * {SCALE} AS now FROM RANGE({members}) "
            "ORDER BY HASH(range)"
        )
        connection.execute("CREATE TABLE industry_labels AS SELECT 1 AS number, 'Retail' AS label")
        rows = connection.sql(groups.told(Grouping(name="industry"), ())).to_arrow_table()
    (row,) = rows.to_pylist()
    return dict(row)


@pytest.mark.parametrize("members", [30, 31, 200])
def test_a_decile_is_the_score_at_that_place(members: int) -> None:
    row = told(members)
    for tenth in range(1, 10):
        assert row[f"decile_{tenth}"] == -(-tenth * members // 10)


@pytest.mark.parametrize("members", [10, 29])
def test_a_small_group_has_an_average_and_no_deciles(members: int) -> None:
    row = told(members)
    assert (row["size"], row["average"]) == (members, (members + 1) / 2)
    assert {row[f"decile_{tenth}"] for tenth in range(1, 10)} == {None}
