"""Promises of a platform's tables: exact amounts, repeatable, in time, both sides, whole or not."""

import datetime as dt
import shutil
from collections import namedtuple
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from openssi.errors import OutputError
from openssi.sources.synthetic.platform import Made, Size, log, write, writing
from openssi.sources.synthetic.population.tables import MIRRORED, NEVER
from openssi.tables import CONNECTION, KINDS, SCHEMAS, conform

AS_OF = dt.date(2026, 11, 15)
SIZE = Size(members=1500, asked_activities=60_000, asked_pairs=30_000, seed=7, as_of=AS_OF)
NAMES = ("members", "connections", "activities", "coverage")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    folder = tmp_path_factory.mktemp("platform") / "network"
    return folder, write(folder, SIZE, threads=2)


def rows(folder: Path, select: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        for name in NAMES:
            path = folder / f"{name}.parquet"
            files = f"{path}/*.parquet" if path.is_dir() else f"{path}"
            connection.execute(f"CREATE VIEW {name} AS FROM read_parquet('{files}')")
        return connection.execute(select).fetchall()


def test_the_amounts_are_those_asked_for(made: tuple[Path, Made]) -> None:
    folder, told = made
    assert rows(folder, "SELECT COUNT(*), COUNT(DISTINCT member_id) FROM members") == [(1500, 1500)]
    assert told.activities == pytest.approx(60_000, rel=0.01)
    assert told.connections == pytest.approx(30_000, rel=0.01)
    assert rows(folder, "SELECT COUNT(*) FROM activities") == [(told.activities,)]
    assert rows(folder, "SELECT COUNT(*) FROM connections") == [(told.connections,)]


def test_the_tables_are_canonical(made: tuple[Path, Made]) -> None:
    for name in NAMES:
        table = pq.read_table(made[0] / f"{name}.parquet")
        assert set(table.column_names) <= set(SCHEMAS[name].names)
        assert conform(name, table).num_rows > 0


def test_activities_are_in_the_order_of_time_up_to_the_last_day(made: tuple[Path, Made]) -> None:
    times = pq.read_table(made[0] / "activities.parquet")["occurred_at"].to_pylist()
    assert times == sorted(times)
    assert times[-1].date() <= AS_OF


def test_the_same_seed_gives_the_same_rows_whatever_the_threads(
    made: tuple[Path, Made], tmp_path: Path
) -> None:
    write(tmp_path / "again", SIZE, threads=1)
    for name in NAMES:
        one, other = (pq.read_table(f / f"{name}.parquet") for f in (made[0], tmp_path / "again"))
        assert one.equals(other), name


def test_another_seed_gives_another_network(made: tuple[Path, Made], tmp_path: Path) -> None:
    other = Size(members=1500, asked_activities=60_000, asked_pairs=30_000, seed=8, as_of=AS_OF)
    write(tmp_path / "other", other)
    tables = [pq.read_table(f / "connections.parquet") for f in (made[0], tmp_path / "other")]
    assert not tables[0].equals(tables[1])


def test_everyone_named_is_a_member(made: tuple[Path, Made]) -> None:
    strangers = """
SELECT COUNT(*) FROM (
  SELECT member_id FROM connections UNION SELECT connection_id FROM connections
  UNION SELECT member_id FROM activities
  UNION SELECT counterpart_id FROM activities WHERE counterpart_id IS NOT NULL
) WHERE member_id NOT IN (SELECT member_id FROM members)"""
    assert rows(made[0], strangers) == [(0,)]


def test_both_sides_of_each_deed_stand_there(made: tuple[Path, Made]) -> None:
    counts = dict(rows(made[0], "SELECT kind, COUNT(*) FROM activities GROUP BY kind"))
    for given, got in MIRRORED.items():
        assert counts[given] == counts[got], given


def test_pairs_stand_once_and_nobody_knows_themselves(made: tuple[Path, Made]) -> None:
    pair = "LEAST(member_id, connection_id), GREATEST(member_id, connection_id)"
    found = rows(made[0], f"SELECT COUNT(*), COUNT(DISTINCT ({pair})) FROM connections")
    assert found[0][0] == found[0][1]
    assert rows(made[0], "SELECT COUNT(*) FROM connections WHERE member_id = connection_id") == [
        (0,)
    ]


def test_coverage_holds_for_every_kind_that_a_platform_logs(made: tuple[Path, Made]) -> None:
    kinds = {kind for (kind,) in rows(made[0], "SELECT kind FROM coverage")}
    assert kinds == {*KINDS, CONNECTION} - {*NEVER}


def test_few_do_much_and_many_do_nothing(made: tuple[Path, Made]) -> None:
    counts = [
        count
        for (count,) in rows(
            made[0],
            "SELECT COUNT(a.kind) AS n FROM members AS m "
            "LEFT JOIN activities AS a ON a.member_id = m.member_id GROUP BY m.member_id "
            "ORDER BY n DESC",
        )
    ]
    assert sum(counts[:150]) > sum(counts) / 3
    assert counts.count(0) > 750
    assert made[1].active < 500


def test_teams_are_of_a_handful(made: tuple[Path, Made]) -> None:
    sizes = "SELECT COUNT(*) AS n FROM members WHERE team IS NOT NULL GROUP BY team"
    most = rows(made[0], f"SELECT MAX(n) FROM ({sizes})")[0][0]
    assert 5 <= int(str(most)) <= 12


def test_large_tables_have_part_files_in_the_order_of_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: tuple[Path, Made]
) -> None:
    monkeypatch.setattr(writing, "LARGE", 1000)
    monkeypatch.setattr(log, "_A_SLICE", 5000)
    parted = write(tmp_path / "parted", SIZE)
    files = sorted((tmp_path / "parted" / "activities.parquet").iterdir())
    assert len(files) > 3
    together = [row for file in files for row in pq.read_table(file).to_pylist()]
    assert together == pq.read_table(made[0] / "activities.parquet").to_pylist()
    assert parted == made[1]


def test_without_amounts_all_are_active_for_forty_weeks() -> None:
    size = Size(members=5000, seed=7, as_of=AS_OF)
    assert (size.active, size.sleeping, size.periods) == (5000, 0, 10)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"members": 50}, "50 members cannot be made"),
        ({"members": 500, "asked_activities": 10}, "--activities"),
        ({"members": 500, "asked_pairs": 10_000_000}, "--pairs"),
    ],
)
def test_what_cannot_be_is_refused(asked: dict[str, int], said: str) -> None:
    with pytest.raises(OutputError, match=said):
        Size(seed=7, as_of=AS_OF, **asked)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="not empty"):
        write(tmp_path, SIZE)
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


def test_without_room_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - as shutil's
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 9, 1))
    with pytest.raises(OutputError, match="GB are needed"):
        write(tmp_path / "out", SIZE)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(log, "write", full)
    with pytest.raises(OutputError, match="No space left"):
        write(tmp_path / "out", SIZE)
    assert list(tmp_path.iterdir()) == []
