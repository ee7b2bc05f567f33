"""Tables at the edge of what can be scored, and results that no longer hold."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from lives import AS_OF
from random_networks import Row, Rows, arrow, ran, random_network, request, scores, written

from openssi.batch import run
from openssi.errors import TablesError


@pytest.fixture
def rows() -> Rows:
    return random_network(5, lives=1)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    """The scores of the rows as they are."""
    _, found = ran(random_network(5, lives=1), tmp_path_factory.mktemp("good"))
    return found


def test_a_column_without_a_value_may_have_no_type(rows: Rows, tmp_path: Path) -> None:
    given = [{**row, "ended_on": None} for row in rows["connections"]]
    tables = arrow({**rows, "connections": given})
    blank = pa.nulls(tables["connections"].num_rows)
    place = tables["connections"].column_names.index("ended_on")
    untyped = tables["connections"].set_column(place, "ended_on", blank)
    _, typed = ran(tables, tmp_path / "typed")
    _, found = ran({**tables, "connections": untyped}, tmp_path / "untyped")
    assert found == typed


@pytest.mark.parametrize("quantity", [-1.0, math.inf])
def test_a_quantity_that_cannot_be_counted_is_set_aside(
    rows: Rows, expected: dict[str, Row], tmp_path: Path, quantity: float
) -> None:
    bad = {**rows["activities"][0], "activity_id": "odd", "quantity": quantity}
    record, found = ran({**rows, "activities": [*rows["activities"], bad]}, tmp_path)
    assert found == expected
    assert sum(record.staged.tallies["activities"].rejected.values()) == 1


def test_where_everybody_opted_out_nobody_is_scored(rows: Rows, tmp_path: Path) -> None:
    members = [{**row, "opted_out": True} for row in rows["members"]]
    record, found = ran({**rows, "members": members}, tmp_path)
    assert found == {}
    assert record.days[0].members == 0


def test_a_peer_group_that_is_no_name_is_refused(rows: Rows, tmp_path: Path) -> None:
    tables = arrow(rows)
    odd = tables["members"].rename_columns(
        [
            "peer_group_cost centre" if n.startswith("peer") else n
            for n in tables["members"].column_names
        ]
    )
    with pytest.raises(TablesError, match="peer_group_cost centre"):
        ran({**tables, "members": odd}, tmp_path)


def test_signals_of_an_earlier_run_do_not_stay_beside_other_scores(
    rows: Rows, tmp_path: Path
) -> None:
    inputs = written(arrow(rows), tmp_path / "in")
    run(request(inputs, tmp_path / "out"))
    run(request(inputs, tmp_path / "out", signals="none"))
    assert not list((tmp_path / "out" / "signals").rglob("*.parquet"))


def test_results_may_be_kept_for_longer_than_there_are_days(rows: Rows, tmp_path: Path) -> None:
    inputs = written(arrow(rows), tmp_path / "in")
    run(request(inputs, tmp_path / "out", keep=99_999_999))
    assert scores(tmp_path / "out")


def test_who_opted_out_leaves_earlier_days_also_where_the_run_is_stopped(
    rows: Rows, tmp_path: Path
) -> None:
    inputs = written(arrow(rows), tmp_path / "in")
    before = AS_OF - dt.timedelta(days=1)
    run(request(inputs, tmp_path / "out", first=before, last=before))
    name = next(iter(scores(tmp_path / "out", before)))
    left = [
        {**row, "opted_out": True} if row["member_id"] == name else row for row in rows["members"]
    ]
    stopped = request(written(arrow({**rows, "members": left}), tmp_path / "in"), tmp_path / "out")

    def stop(stage: str) -> None:
        if "writing scores" in stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(stopped, stop)
    after = replace(stopped, first=AS_OF + dt.timedelta(days=1), last=AS_OF + dt.timedelta(days=1))
    run(after)
    assert name not in scores(tmp_path / "out", before)


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_blanks_around_an_id_are_no_part_of_it(
    rows: Rows, expected: dict[str, Row], tmp_path: Path, form: str
) -> None:
    people = ("member_id", "connection_id", "counterpart_id")
    blank: Rows = {
        table: [
            row | {key: f" {row[key]}  " for key in people if number % 3 == 0 and row.get(key)}
            for number, row in enumerate(given)
        ]
        for table, given in rows.items()
    }
    run(request(written(arrow(blank), tmp_path / "in", form), tmp_path / "out"))
    assert scores(tmp_path / "out") == expected


def test_an_id_of_blanks_alone_is_none(
    rows: Rows, expected: dict[str, Row], tmp_path: Path
) -> None:
    nobody = {**rows["activities"][0], "member_id": "  ", "activity_id": "odd"}
    record, found = ran({**rows, "activities": [*rows["activities"], nobody]}, tmp_path)
    assert found == expected
    assert record.staged.tallies["activities"].rejected == {"no member_id": 1}
    unnamed = [row | {"activity_id": row["activity_id"] or ""} for row in rows["activities"]]
    assert ran({**rows, "activities": unnamed}, tmp_path / "unnamed")[1] == expected
