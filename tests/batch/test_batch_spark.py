"""The same run on Spark, in this process and through Spark Connect: DuckDB's numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from random_networks import Row, arrow, groups, random_network, request, scores, signals, written

from openssi.batch import run
from openssi.engines.cluster import Cluster

NEAR = 1e-9

pytestmark = pytest.mark.xdist_group("spark")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Any:
    rows = random_network(1, lives=6)
    return written(arrow(rows), tmp_path_factory.mktemp("network") / "in")


def test_scores_signals_and_groups_agree(inputs: Any, tmp_path: Path, spark: Any) -> None:
    run(request(inputs, tmp_path / "duckdb"))
    record = run(request(inputs, tmp_path / "spark", cluster=Cluster(master="local[2]")))
    assert record.engine == "spark"
    agree(tmp_path / "duckdb", tmp_path / "spark")


def agree(one: Path, other: Path) -> None:
    close(scores(one), scores(other))
    close(signals(one), signals(other))
    close(by_group(one), by_group(other))


def by_group(out: Path) -> dict[Any, Row]:
    return {(row["benchmark"], row["group"], row["measure"]): row for row in groups(out)}


def close(mine: dict[Any, Row], theirs: dict[Any, Row]) -> None:
    assert mine
    assert theirs.keys() == mine.keys()
    for key, row in mine.items():
        assert list(theirs[key]) == list(row)
        for name, value in row.items():
            near = pytest.approx(value, abs=NEAR, rel=NEAR) if isinstance(value, float) else value
            assert theirs[key][name] == near, (key, name)
