"""Places from counts are those of an order: ties, groups, and who cannot be compared."""

from __future__ import annotations

import random
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from openssi.benchmarks import groups
from openssi.benchmarks.groups import Grouping
from openssi.benchmarks.standing import SCALE

PILLARS = ("brand", "insights")
GROUPS = (1, 1, 1, 2, None)
MEMBERS = 400


def standings(seed: int) -> pa.Table:
    """Members of two groups and of none, many of whom stand alike."""
    chance = random.Random(seed)  # noqa: S311 - data for a test

    def score() -> int | None:
        some = (None, 0, 0, 25 * SCALE, chance.randrange(40) * 3_333, chance.randrange(25 * SCALE))
        return chance.choice(some)

    return pa.Table.from_pylist(
        [
            {
                "number": number,
                "group_now": chance.choice(GROUPS),
                "group_then": chance.choice(GROUPS),
                **{name: score() for name in ("earlier", "now", "now_brand", "now_insights")},
            }
            for number in range(MEMBERS)
        ],
        schema=pa.schema(
            [("number", pa.int64()), ("group_now", pa.int32()), ("group_then", pa.int32())]
            + [(name, pa.int32()) for name in ("earlier", "now", "now_brand", "now_insights")]
        ),
    )


def compared(given: pa.Table, *, is_counted: bool) -> tuple[list[dict[str, Any]], ...]:
    grouping = Grouping(name="team", smallest=5, is_counted=is_counted)
    with duckdb.connect() as connection:
        connection.register("given", given)
        connection.execute(
            "CREATE TABLE standings AS SELECT * EXCLUDE (group_now, group_then) FROM given"
        )
        connection.execute(
            "CREATE TABLE team_members AS SELECT number, group_now, group_then FROM given"
        )
        connection.execute(
            "CREATE TABLE team_labels AS SELECT range AS number, 'Team' AS label FROM RANGE(3)"
        )
        for stage in groups.stages(grouping, PILLARS):
            kind = "VIEW" if stage.is_view else "TABLE"
            connection.execute(f"CREATE {kind} {stage.name} AS {stage.select}")
        places = connection.sql("SELECT * FROM team_places ORDER BY number").to_arrow_table()
        told = groups.told(grouping, PILLARS)
        rows = connection.sql(f"SELECT * FROM ({told}) ORDER BY ALL").to_arrow_table()
    return places.to_pylist(), rows.to_pylist()


@pytest.mark.parametrize("seed", range(4))
def test_counts_give_the_places_that_an_order_gives(seed: int) -> None:
    given = standings(seed)
    places, told = compared(given, is_counted=True)
    assert (places, told) == compared(given, is_counted=False)
    assert len(places) == sum(row["group_now"] is not None for row in given.to_pylist())
    assert any(row["team_rank_percent_change_7d"] for row in places)
    assert any(row["decile_5"] is not None for row in told)
