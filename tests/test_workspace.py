"""The store: every change whole or not at all, nobody else's file touched, all of it given back."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import duckdb
import pytest

from openssi import workspace
from openssi.sources.account import OfficialGroup, OfficialReading
from openssi.workspace import WorkspaceError, erase, opened, stored

DAY = dt.date(2026, 11, 20)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "data" / "workspace.duckdb"


def reading(day: dt.date = DAY, total: float = 53.0) -> OfficialReading:
    return OfficialReading(
        day=day,
        total=total,
        pillars={"brand": 20.97},
        industry=OfficialGroup(name="Software", top=10, average=35.5, rank_change=-2),
        member_id="",
        source="typed in",
    )


def test_what_was_kept_comes_back_as_it_was(place: Path) -> None:
    with opened(place) as store:
        first = store.check_in(DAY, {"has_photo": 1})
        store.check_in(DAY - dt.timedelta(7), {"followers": 10})
        store.add_official([reading()])
    kept = stored(place)
    assert kept is not None
    assert kept.checkins[0] == first
    assert [one.number for one in kept.checkins] == [1, 2]
    assert kept.official == (reading(),)


def test_undo_forgets_the_check_in_that_was_made_last(place: Path) -> None:
    with opened(place) as store:
        store.check_in(DAY, {"has_photo": 1})
        store.check_in(DAY - dt.timedelta(7), {"followers": 10})
        gone = store.undo_check_in()
        assert gone is not None
        assert gone.answers == {"followers": 10}
        assert [one.number for one in store.checkins()] == [1]
        store.undo_check_in()
        assert store.undo_check_in() is None


def test_a_day_has_one_reading(place: Path) -> None:
    with opened(place) as store:
        assert store.add_official([reading(), reading(DAY - dt.timedelta(1))]) == ()
        assert store.add_official([reading(total=54.0)]) == (reading(),)
        assert [one.total for one in store.official()] == [54.0, 53.0]
        assert store.remove_official(DAY)
        assert not store.remove_official(DAY)


def test_a_change_that_fails_changes_nothing(place: Path) -> None:
    broken = reading(DAY - dt.timedelta(1))
    object.__setattr__(broken, "total", "fifty")
    with opened(place) as store, pytest.raises(duckdb.Error):
        store.add_official([reading(), broken])
    kept = stored(place)
    assert kept is not None
    assert kept.official == ()


def test_a_store_that_belongs_to_somebody_says_so(place: Path) -> None:
    with opened(place) as store:
        assert store.owner() is None
        store.belong("in/ana")
    kept = stored(place)
    assert kept is not None
    assert kept.member_id == "in/ana"


def test_export_gives_all_and_erase_leaves_nothing(place: Path) -> None:
    with opened(place) as store:
        store.check_in(DAY, {"has_photo": 1})
        store.add_official([reading()])
        rows = store.export()
    assert {"checkins", "official", "workspace"} <= set(rows)
    assert len(rows["checkins"]) == len(rows["official"]) == 1
    assert erase(place)
    assert list(place.parent.iterdir()) == []
    assert not erase(place)
    assert stored(place) is None


@pytest.mark.parametrize("content", [b"", b"hello", b"\0" * 20_000])
def test_a_file_that_is_no_store_is_left_alone(place: Path, content: bytes) -> None:
    place.parent.mkdir()
    place.write_bytes(content)
    for use in (stored, erase):
        with pytest.raises(WorkspaceError) as caught:
            use(place)
        assert caught.value.hint
    assert place.read_bytes() == content


def test_a_database_of_somebody_else_is_left_alone(place: Path) -> None:
    place.parent.mkdir()
    with duckdb.connect(place) as other:
        other.execute("CREATE TABLE orders (id INTEGER)")
    for use in (stored, erase):
        with pytest.raises(WorkspaceError, match="not a store"):
            use(place)
    with pytest.raises(WorkspaceError, match="not a store"), opened(place):
        pass
    with duckdb.connect(place) as other:
        assert [row[0] for row in other.execute("SHOW TABLES").fetchall()] == ["orders"]


def test_a_store_of_a_newer_version_is_refused(place: Path) -> None:
    with opened(place) as store:
        store.connection.execute("UPDATE workspace SET version = 99")
    with pytest.raises(WorkspaceError, match="newer"):
        stored(place)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_the_user_may_read_it(place: Path) -> None:
    with opened(place):
        pass
    assert place.stat().st_mode & 0o077 == 0


def test_it_lies_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setenv(workspace.files.VARIABLE, os.fspath(place))
    assert workspace.default_path() == place
    monkeypatch.delenv(workspace.files.VARIABLE)
    assert workspace.default_path().name == "workspace.duckdb"
