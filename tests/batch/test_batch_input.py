"""Input that cannot be used: refused or set aside, named and counted."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from lives import AS_OF
from pyarrow import parquet
from random_networks import TODAY, Row, Rows, arrow, ran, random_network, request, scores, written

from openssi.batch import Inputs, Record, lines, run
from openssi.errors import OpenSSIError, SourceError, TablesError


@pytest.fixture
def rows() -> Rows:
    return random_network(5, lives=1)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    """The scores of the rows as they are."""
    _, found = ran(random_network(5, lives=1), tmp_path_factory.mktemp("good"))
    return found


def deed(kind: str, **more: Any) -> dict[str, Any]:
    at = dt.datetime.combine(AS_OF, dt.time(12))
    return {"member_id": "0-m0", "kind": kind, "occurred_at": at, **more}


def rejected(folder: Path, name: str) -> list[str]:
    file = folder / "out" / "rejects" / f"date={AS_OF}" / f"{name}.parquet"
    return sorted(row["fault"] for row in parquet.ParquetFile(file).read().to_pylist())


def test_rows_that_cannot_be_used_are_named_counted_and_set_aside(
    rows: Rows, expected: dict[str, Row], tmp_path: Path
) -> None:
    tomorrow = dt.datetime.combine(TODAY, dt.time(12)) + dt.timedelta(days=1)
    bad = [
        deed("liked"),
        deed("comment_made", occurred_at=tomorrow),
        deed("comment_made", member_id=None),
    ]
    _, found = ran({**rows, "activities": [*rows["activities"], *bad]}, tmp_path)
    assert found == expected
    told = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert told["rows"]["activities"]["rejected"] == 3
    assert told["rejects"]["activities"] == {
        "a kind that is none of the vocabulary's": 1,
        "dated after the day of the run": 1,
        "no member_id": 1,
    }
    assert rejected(tmp_path, "activities") == sorted(told["rejects"]["activities"])


def test_every_row_is_accounted_for(rows: Rows, tmp_path: Path) -> None:
    record, _ = ran(rows, tmp_path)
    for table, tally in record.staged.tallies.items():
        parts = tally.taken + tally.later + sum(tally.ignored.values())
        assert tally.read == parts + sum(tally.rejected.values()) == len(rows[table])
    activities = record.staged.tallies["activities"]
    dated = [row for row in rows["activities"] if row["occurred_at"]]
    assert activities.later == sum(
        row["occurred_at"].date() > AS_OF and row["member_id"] != row["counterpart_id"]
        for row in dated
    )
    assert activities.ignored["with oneself"] == sum(
        row["member_id"] == row["counterpart_id"] for row in rows["activities"]
    )


def test_a_member_seen_twice_on_a_day_counts_once(
    rows: Rows, expected: dict[str, Row], tmp_path: Path
) -> None:
    again = [*rows["members"], dict(rows["members"][0])]
    record, found = ran({**rows, "members": again}, tmp_path)
    assert found == expected
    assert sum(record.staged.tallies["members"].rejected.values()) == 1
    assert len(rejected(tmp_path, "members_again")) == 1


def refused(inputs: Inputs, tmp_path: Path, **how: Any) -> OpenSSIError:
    with pytest.raises(OpenSSIError) as caught:
        run(request(inputs, tmp_path / "out", **how))
    assert not list((tmp_path / "out").rglob("*.parquet"))
    return caught.value


def test_a_missing_column_is_named(rows: Rows, tmp_path: Path) -> None:
    tables = arrow(rows)
    tables["activities"] = tables["activities"].drop_columns(["kind"])
    error = refused(written(tables, tmp_path / "in"), tmp_path)
    assert isinstance(error, TablesError)
    assert "activities: no column 'kind'" in str(error)


def test_a_wrong_type_is_named(rows: Rows, tmp_path: Path) -> None:
    tables = arrow(rows)
    wrong = pa.array([1] * tables["activities"].num_rows, pa.int64())
    place = tables["activities"].column_names.index("occurred_at")
    tables["activities"] = tables["activities"].set_column(place, "occurred_at", wrong)
    error = refused(written(tables, tmp_path / "in"), tmp_path)
    assert "activities: column 'occurred_at' is BIGINT, not TIMESTAMP" in str(error)


def test_activities_of_which_none_can_be_used_are_refused(rows: Rows, tmp_path: Path) -> None:
    tables = arrow({**rows, "activities": [deed("liked"), deed("liked"), deed("followed")]})
    error = refused(written(tables, tmp_path / "in"), tmp_path)
    assert "none of the rows can be used" in str(error)
    assert "kind 'liked': 2 rows" in error.details


def test_no_such_file_is_named(rows: Rows, tmp_path: Path) -> None:
    inputs = written(arrow(rows), tmp_path / "in")
    for given in ("nothing.parquet", "nothing/*.parquet"):
        wrong = Inputs(
            members=tmp_path / given,
            connections=inputs.connections,
            activities=inputs.activities,
        )
        error = refused(wrong, tmp_path)
        assert isinstance(error, SourceError)
        assert given in str(error)


def test_mirrored_and_received_kinds_contradict(rows: Rows, tmp_path: Path) -> None:
    inputs = written(arrow(rows), tmp_path / "in")
    mirrored = Inputs(
        members=inputs.members,
        connections=inputs.connections,
        activities=inputs.activities,
        mirrored=True,
    )
    assert "--mirrored says that no received side is" in str(refused(mirrored, tmp_path))


def test_a_broken_file_is_told_without_a_word_of_its_content(rows: Rows, tmp_path: Path) -> None:
    inputs = written(arrow(rows), tmp_path / "in")
    whole = inputs.activities.read_bytes()
    inputs.activities.write_bytes(whole[: len(whole) // 2])
    error = refused(inputs, tmp_path)
    assert "cannot be read" in str(error)


def test_bad_cells_and_lines_of_csv_are_set_aside(rows: Rows, tmp_path: Path) -> None:
    inputs = written(arrow(rows), tmp_path / "in", "csv")
    given = inputs.activities.read_text(encoding="utf-8").count("\n")
    with inputs.activities.open("a", encoding="utf-8") as stream:
        stream.write('"x1","0-m0","comment_made","soon",,,,,\n')
        stream.write('"x2","0-m0"\n')
        stream.write('"x3","0-m0","comment_made",,,"two\nlines",,,\n')
        stream.write('"x4","0-m0","comment_made",,,,,,,"secret"\n')
    record: Record = run(request(inputs, tmp_path / "out"))
    told = record.staged.tallies["activities"]
    assert told.rejected == {"occurred_at: not a time": 1, "not CSV": 2}
    assert rejected(tmp_path, "activities") == ["occurred_at: not a time"]
    file = tmp_path / "out" / "rejects" / f"date={AS_OF}" / "activities_lines.parquet"
    assert parquet.ParquetFile(file).read().to_pylist() == [
        {"file": str(inputs.activities), "line": given + number, "fault": fault}
        for number, fault in (
            (2, "fewer columns than the header has"),
            (5, "more columns than the header has"),
        )
    ]
    assert not list(file.parent.glob("members*"))
    assert scores(tmp_path / "out")


def test_a_table_of_lines_that_are_no_csv_is_refused(
    rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MAX_BROKEN", 5)
    inputs = written(arrow(rows), tmp_path / "in", "csv")
    with inputs.activities.open("a", encoding="utf-8") as stream:
        stream.write("x,y\n" * 5)
    assert "more lines are not CSV than can be told" in str(refused(inputs, tmp_path))
