"""Whose the store is: what its rows tell, where nobody said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny_archive as tiny
from linkedin_member import NOW, Direct, member

from openssi import workspace
from openssi.errors import SourceError
from openssi.intake import checkup
from openssi.sources.account import Imported
from openssi.sources.linkedin_api import DuckDBStore, sync

OTHER = "https://www.linkedin.com/in/ines-okoye"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that nobody's name is on, with the rows of Zoë Brandt and a check-in."""
    return synced(tmp_path / "store.duckdb", member())


def synced(place: Path, linkedin: object) -> Path:
    with workspace.opened(place) as found:
        sync(Direct(linkedin), DuckDBStore(found.connection), now=NOW)  # type: ignore[arg-type]  # as a client
        found.check_in(dt.date(2026, 6, 13), {"has_banner": 1})
    return place


def of_another(folder: Path) -> Path:
    """Write the archive of somebody else."""
    own = {"Zoë Brandt": "Ines Okoye", "Zoë,Brandt": "Ines,Okoye", tiny.ME: OTHER}
    files = dict(tiny.FILES)
    for before, after in own.items():
        files = {name: str(text).replace(before, after) for name, text in files.items()}
    return tiny.zipped(folder / tiny.NAME, files)


def without_addresses(place: Path) -> Path:
    linkedin = member()
    linkedin.domains = {name: linkedin.domains[name] for name in ("PROFILE", "SEARCHES")}
    return synced(place, linkedin)


def left_alone(whole: Imported) -> bool:
    return any("another member's, and was left alone" in note for note in whole.notes)


def test_rows_of_another_member_are_left_alone_and_said_so(tmp_path: Path, store: Path) -> None:
    path = of_another(tmp_path)
    found, alone = checkup(path, workspace=store), checkup(path)
    assert found.whole.member_id == "ines-okoye"
    assert found.whole.tables.activities.equals(alone.whole.tables.activities)
    assert len(found.readings) == 1
    assert left_alone(found.whole)


def test_rows_of_the_member_count(tmp_path: Path, store: Path) -> None:
    found = checkup(tiny.zipped(tmp_path / tiny.NAME), workspace=store)
    assert len(found.readings) == 3
    assert not left_alone(found.whole)


@pytest.mark.parametrize(("write", "is_theirs"), [(of_another, False), (tiny.zipped, True)])
def test_rows_with_a_name_alone_are_the_namesake_s(
    tmp_path: Path,
    write: Callable[[Path], Path],
    is_theirs: bool,  # noqa: FBT001 - as pytest gives it
) -> None:
    place = without_addresses(tmp_path / "store.duckdb")
    path = write(tmp_path if write is of_another else tmp_path / tiny.NAME)
    found = checkup(path, workspace=place)
    assert left_alone(found.whole) is not is_theirs
    assert len(found.readings) == (3 if is_theirs else 1)


def test_another_who_is_named_gets_none_of_it(store: Path) -> None:
    with pytest.raises(SourceError, match="nothing to read") as caught:
        checkup(workspace=store, me=OTHER)
    assert "another member's" in str(caught.value)
    assert checkup(workspace=store).whole.member_id == "zoë-brandt"


def test_a_sync_that_got_nowhere_costs_no_score(tmp_path: Path) -> None:
    place, linkedin = tmp_path / "store.duckdb", member()
    cut = Direct(linkedin, fails={4})
    with workspace.opened(place) as store, pytest.raises(SourceError, match="cut"):
        sync(cut, DuckDBStore(store.connection), now=NOW)  # type: ignore[arg-type]  # as a client
    found = checkup(tiny.zipped(tmp_path / tiny.NAME), workspace=place)
    assert any("does not count: Nothing was synced" in note for note in found.whole.notes)
