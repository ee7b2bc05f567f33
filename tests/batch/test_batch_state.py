"""What is kept from run to run: a run of what is new gives what a run of everything gives."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from deliveries import delivered, inputs, parts
from lives import AS_OF
from pyarrow import parquet
from random_networks import TODAY, arrow, groups, random_network, request, scores, written

from openssi.batch import Inputs, erase, run, trail
from openssi.batch.state import State
from openssi.errors import OpenSSIError, OutputError


def told(out: Path) -> dict[str, Any]:
    return dict(json.loads((out / "run.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("seed", [3, 4])
def test_deliveries_one_by_one_give_what_all_at_once_give(seed: int, tmp_path: Path) -> None:
    dealt = parts(random_network(seed, lives=1), 3, seed)
    for count in range(1, len(dealt) + 1):
        folder = tmp_path / f"given-{count}"
        delivered(dealt[:count], folder)
        run(request(inputs(folder), tmp_path / "daily", state=tmp_path / "state"))
    run(request(inputs(folder), tmp_path / "full"))
    assert scores(tmp_path / "daily") == scores(tmp_path / "full")
    assert groups(tmp_path / "daily") == groups(tmp_path / "full")


def test_files_that_were_read_are_recognised_by_their_content(tmp_path: Path) -> None:
    given = written(arrow(random_network(5, lives=1)), tmp_path / "in")
    for _ in range(2):
        run(request(given, tmp_path / "out", state=tmp_path / "state"))
    said = told(tmp_path / "out")
    assert said["rows"] == {}
    assert "read before" in said["notes"][0]
    renamed = {
        name: tmp_path / "in" / f"{name}-again.parquet"
        for name in ("members", "connections", "activities")
    }
    for name, path in renamed.items():
        (tmp_path / "in" / f"{name}.parquet").rename(path)
    expected = scores(tmp_path / "out")
    run(request(Inputs(**renamed), tmp_path / "out", state=tmp_path / "state"))
    assert scores(tmp_path / "out") == expected


def test_who_was_a_stranger_brings_what_was_told_of_them(tmp_path: Path) -> None:
    rows = random_network(6, lives=1)
    name = rows["members"][0]["member_id"]
    absent = {**rows, "members": [row for row in rows["members"] if row["member_id"] != name]}
    late = {
        **{table: [] for table in rows},
        "members": [row for row in rows["members"] if row["member_id"] == name],
    }
    delivered([absent], tmp_path / "first")
    run(request(inputs(tmp_path / "first"), tmp_path / "out", state=tmp_path / "state"))
    assert name not in scores(tmp_path / "out")
    delivered([absent, late], tmp_path / "both")
    run(request(inputs(tmp_path / "both"), tmp_path / "out", state=tmp_path / "state"))
    run(request(inputs(tmp_path / "both"), tmp_path / "full"))
    assert scores(tmp_path / "out") == scores(tmp_path / "full")


def test_later_rows_enter_on_their_day(tmp_path: Path) -> None:
    given = written(arrow(random_network(7, lives=1)), tmp_path / "in")
    week = dt.timedelta(days=7)
    run(
        request(
            given, tmp_path / "out", state=tmp_path / "state", first=AS_OF - week, last=AS_OF - week
        )
    )
    assert told(tmp_path / "out")["rows"]["activities"]["later"] > 0
    run(request(given, tmp_path / "out", state=tmp_path / "state"))
    run(request(given, tmp_path / "full"))
    assert scores(tmp_path / "out") == scores(tmp_path / "full")
    assert "6 days after" in " ".join(told(tmp_path / "out")["notes"])


def test_late_events_are_counted_and_said(tmp_path: Path) -> None:
    rows = random_network(8, lives=1)
    delivered([rows], tmp_path / "in")
    run(request(inputs(tmp_path / "in"), tmp_path / "out", state=tmp_path / "state"))
    late = {
        **{table: [] for table in rows},
        "activities": [
            rows["activities"][0]
            | {"activity_id": "late", "occurred_at": dt.datetime.combine(AS_OF, dt.time(1))}
        ],
    }
    delivered([rows, late], tmp_path / "in")
    run(request(inputs(tmp_path / "in"), tmp_path / "out", state=tmp_path / "state"))
    assert any(note.startswith("1 activities are from") for note in told(tmp_path / "out")["notes"])


def test_a_received_side_that_was_derived_is_refused(tmp_path: Path) -> None:
    rows = random_network(9, lives=1)
    at = dt.datetime.combine(AS_OF, dt.time(1))
    given = [row for row in rows["activities"] if not row["kind"].endswith("_received")]
    deed = {"member_id": given[0]["member_id"], "occurred_at": at, "counterpart_id": "x"}
    first = {**rows, "activities": [*given, {**deed, "kind": "comment_made"}]}
    later = {**{table: [] for table in rows}, "activities": [{**deed, "kind": "comment_received"}]}
    delivered([first], tmp_path / "in")
    run(request(inputs(tmp_path / "in"), tmp_path / "out", state=tmp_path / "state"))
    expected = scores(tmp_path / "out")
    delivered([first, later], tmp_path / "in")
    with pytest.raises(OpenSSIError, match="derived it from 'comment_made'"):
        run(request(inputs(tmp_path / "in"), tmp_path / "out", state=tmp_path / "state"))
    assert scores(tmp_path / "out") == expected


def test_what_one_engine_kept_is_not_another_s(tmp_path: Path) -> None:
    given = written(arrow(random_network(15, lives=1)), tmp_path / "in")
    run(request(given, tmp_path / "out", state=tmp_path / "state"))
    with pytest.raises(OpenSSIError, match="kept by DuckDB") as caught:
        State.opened(tmp_path / "state", "spark")
    assert "new folder" in (caught.value.hint or "")
    assert State.opened(tmp_path / "state").engine == "duckdb"


def test_what_no_run_finished_is_swept(tmp_path: Path) -> None:
    given = written(arrow(random_network(11, lives=1)), tmp_path / "in")
    run(request(given, tmp_path / "out", state=tmp_path / "state"))
    (tmp_path / "state" / "generation-00002-dead").mkdir()
    run(request(given, tmp_path / "out", state=tmp_path / "state"))
    kept = State.opened(tmp_path / "state")
    assert [path.name for path in (tmp_path / "state").glob("generation-*")] == [*kept.generations]
    assert kept.last == AS_OF < TODAY


def test_two_runs_do_not_work_in_one_place(tmp_path: Path) -> None:
    given = written(arrow(random_network(12, lives=1)), tmp_path / "in")
    (tmp_path / "out").mkdir()
    code = (
        "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); "
        "sys.stdin.read()"
    )
    with subprocess.Popen(  # noqa: S603 - its own command
        [sys.executable, "-c", code, str(tmp_path / "out" / ".lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout
        assert other.stdout.readline()
        with pytest.raises(OutputError, match="another run"):
            run(request(given, tmp_path / "out"))
        other.communicate()
    run(request(given, tmp_path / "out"))


def test_who_is_erased_is_gone_from_every_day_and_from_what_is_kept(tmp_path: Path) -> None:
    rows = random_network(13, lives=1)
    given = written(arrow(rows), tmp_path / "in")
    days = {"first": AS_OF - dt.timedelta(days=1), "last": AS_OF}
    run(request(given, tmp_path / "out", state=tmp_path / "state", **days))
    name, *_ = sorted(scores(tmp_path / "out"))
    erased = erase([name], tmp_path / "out", tmp_path / "state")
    assert erased.rows > 0
    assert len(erased.dates) == 2
    for path in [*(tmp_path / "out").rglob("*.parquet"), *(tmp_path / "state").rglob("*.parquet")]:
        table = parquet.ParquetFile(path).read()
        assert not any(name in column for column in table.to_pydict().values())
    scored = list((tmp_path / "out" / "scores").rglob("*.parquet"))
    assert len(scored) == 2
    assert all(trail.found(path, name) is None for path in scored)
    run(request(given, tmp_path / "out", state=tmp_path / "state"))
    assert name not in scores(tmp_path / "out")
    assert scores(tmp_path / "out")


def test_who_is_erased_is_gone_from_rows_that_spark_kept(tmp_path: Path) -> None:
    """What others got from them stays, from somebody nameless; where it is told again, it goes."""
    tables = arrow(random_network(16, lives=1))
    given = written(tables, tmp_path / "in")
    run(request(given, tmp_path / "out"))
    name, *_ = sorted(scores(tmp_path / "out"))
    state = State(
        folder=tmp_path / "state", engine="spark", derived={"comment_made": "comment_received"}
    ).grown()
    for table, rows in tables.items():
        place = state.folders[-1] / ("told" if table == "members" else table) / "part-0.parquet"
        place.parent.mkdir(parents=True)
        parquet.write_table(rows, place)
    state.written()
    assert erase([name], tmp_path / "out", tmp_path / "state").rows > 0
    kept = {
        table: parquet.read_table(state.folders[-1] / table).to_pylist()
        for table in ("told", "connections", "activities", "coverage")
    }
    assert not any(name in row.values() for rows in kept.values() for row in rows)
    assert len(kept["connections"]) == tables["connections"].num_rows
    deeds = [row for row in kept["activities"] if str(row["member_id"]).startswith("erased:")]
    assert {row["kind"] for row in deeds} <= {"comment_made"}
    assert all(row["counterpart_id"] for row in deeds)
    assert State.opened(tmp_path / "state").engine == "spark"


def test_who_opts_out_is_gone_from_earlier_days_too(tmp_path: Path) -> None:
    rows = random_network(14, lives=1)
    delivered([rows], tmp_path / "in")
    before = AS_OF - dt.timedelta(days=1)
    run(request(inputs(tmp_path / "in"), tmp_path / "out", first=before, last=before))
    name, *_ = sorted(scores(tmp_path / "out", before))
    said = {"member_id": name, "seen_on": AS_OF, "opted_out": True}
    delivered([rows, {**{table: [] for table in rows}, "members": [said]}], tmp_path / "in")
    run(request(inputs(tmp_path / "in"), tmp_path / "out"))
    assert name not in scores(tmp_path / "out")
    assert name not in scores(tmp_path / "out", before)
    assert scores(tmp_path / "out", before)
