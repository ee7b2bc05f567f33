"""A state that cannot be gone on from is made anew where nothing is missing, else refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from deliveries import delivered, inputs, parts
from random_networks import Rows, groups, random_network, request, scores

from openssi.batch import Inputs, check, erase, run
from openssi.batch.check import Checked
from openssi.errors import OpenSSIError

MAP = """
name = "Ours"
[observed]
status = "measured"
[members]
member_id = "member_id"
seen_on = "seen_on"
joined_on = "joined_on"
[connections]
member_id = "member_id"
connection_id = "connection_id"
connected_on = "connected_on"
[activities]
member_id = "member_id"
counterpart_id = "counterpart_id"
occurred_at = "occurred_at"
kind = { constant = "KIND" }
"""


@pytest.fixture(scope="module")
def dealt() -> list[Rows]:
    return parts(random_network(10, lives=1), 2, 10)


@pytest.fixture(scope="module")
def whole(dealt: list[Rows], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two deliveries of which the state holds both, a generation each."""
    folder = tmp_path_factory.mktemp("whole")
    for count in (1, 2):
        delivered(dealt[:count], folder / "in")
        night(inputs(folder / "in"), folder)
    return folder


@pytest.fixture
def given(whole: Path, tmp_path: Path) -> Inputs:
    """A copy to damage."""
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    return inputs(tmp_path / "in")


def night(given: Inputs, folder: Path) -> str:
    """Run, and return what is said."""
    return " ".join(run(request(given, folder / "out", state=folder / "state")).notes)


def with_book(state: Path, change: Callable[[dict[str, Any]], object]) -> None:
    told = json.loads((state / "state.json").read_text(encoding="utf-8"))
    change(told)
    (state / "state.json").write_text(json.dumps(told), encoding="utf-8")


def old(told: dict[str, Any]) -> None:
    """The book as the first version wrote it: files without names."""
    told.update(format=1, files=sorted(told["files"]))
    for later in ("map", "has_erased"):
        del told[later]


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "half": (lambda state: (state / "state.json").write_text("{"), "cannot be read"),
    "of another kind": (lambda state: (state / "state.json").write_text("[]"), "cannot be read"),
    "lost": (lambda state: (state / "state.json").unlink(), "cannot be read"),
    "of an older version": (lambda state: with_book(state, old), "of another version"),
    "without a generation": (
        lambda state: next(state.glob("generation-*")).rename(state / "gone"),
        "is missing",
    ),
    "without a file": (
        lambda state: next(state.rglob("activities/*/*.parquet")).unlink(),
        "is missing",
    ),
    "with half a file": (
        lambda state: next(state.rglob("told.parquet")).write_bytes(b"PAR1"),
        "not whole",
    ),
    "with a number": (
        lambda state: with_book(state, lambda told: told.update(generations=5)),
        "cannot be read",
    ),
    "with numbers": (
        lambda state: with_book(state, lambda told: told.update(kinds=[5])),
        "cannot be read",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_or_old_is_made_anew_from_all_files(
    damage: str, given: Inputs, tmp_path: Path
) -> None:
    broken, said = DAMAGES[damage]
    expected, compared = scores(tmp_path / "out"), groups(tmp_path / "out")
    broken(tmp_path / "state")
    note = night(given, tmp_path)
    assert said in note
    assert "made anew from them" in note
    assert scores(tmp_path / "out") == expected
    assert groups(tmp_path / "out") == compared
    assert "made anew" not in night(given, tmp_path)
    assert len(list((tmp_path / "state").glob("generation-*"))) == 1


@pytest.mark.parametrize("damage", ["half", "of an older version", "without a file"])
def test_where_files_are_missing_it_is_refused_and_they_are_named(
    damage: str, given: Inputs, tmp_path: Path
) -> None:
    broken, said = DAMAGES[damage]
    expected = scores(tmp_path / "out")
    broken(tmp_path / "state")
    (tmp_path / "in" / "activities" / "00.parquet").unlink()
    with pytest.raises(OpenSSIError, match=said) as caught:
        night(given, tmp_path)
    assert "1 of the files that they read are not among those given" in caught.value.what
    called = "hash" if damage == "of an older version" else "activities: 00.parquet"
    assert called in " ".join(caught.value.details)
    assert "give them too" in caught.value.hint
    assert scores(tmp_path / "out") == expected


def test_where_nothing_tells_what_was_read_it_is_refused(given: Inputs, tmp_path: Path) -> None:
    for book in (tmp_path / "state").glob("*.json"):
        book.write_text("{", encoding="utf-8")
    with pytest.raises(OpenSSIError, match="cannot be read, nor which files they read") as caught:
        night(given, tmp_path)
    assert "new folder" in caught.value.hint


def test_a_later_version_is_refused(given: Inputs, tmp_path: Path) -> None:
    with_book(tmp_path / "state", lambda told: told.update(format=99))
    with pytest.raises(OpenSSIError, match="later version"):
        night(given, tmp_path)


def test_who_was_erased_does_not_come_back_with_the_files(given: Inputs, tmp_path: Path) -> None:
    name, *_ = sorted(scores(tmp_path / "out"))
    erase([name], tmp_path / "out", tmp_path / "state")
    next((tmp_path / "state").rglob("told.parquet")).unlink()
    with pytest.raises(OpenSSIError, match="members were erased") as caught:
        night(given, tmp_path)
    assert "take them out of the files" in caught.value.hint
    assert name not in scores(tmp_path / "out")


def test_a_damaged_state_is_told_before_anybody_is_erased(given: Inputs, tmp_path: Path) -> None:
    name, *_ = sorted(scores(tmp_path / "out"))
    (tmp_path / "state" / "state.json").write_text("{", encoding="utf-8")
    with pytest.raises(OpenSSIError, match="cannot be read"):
        erase([name], tmp_path / "out", tmp_path / "state")
    assert name in scores(tmp_path / "out")
    assert night(given, tmp_path)


def test_another_map_reads_everything_again(dealt: list[Rows], tmp_path: Path) -> None:
    delivered(dealt[:1], tmp_path / "in")
    tables = replace(inputs(tmp_path / "in"), coverage=None, map=str(tmp_path / "map.toml"))
    map_ = tmp_path / "map.toml"
    map_.write_text(MAP.replace("KIND", "comment_made"), encoding="utf-8")
    night(tables, tmp_path)
    map_.write_text("# Ours\n" + MAP.replace("KIND", "comment_made"), encoding="utf-8")
    assert "another --map" not in night(tables, tmp_path)
    map_.write_text(MAP.replace("KIND", "reaction_given"), encoding="utf-8")
    assert "was read with another --map" in night(tables, tmp_path)
    run(request(tables, tmp_path / "full"))
    assert scores(tmp_path / "out") == scores(tmp_path / "full")
    map_.write_text(MAP.replace("KIND", "repost_made"), encoding="utf-8")
    (tmp_path / "in" / "activities" / "00.parquet").unlink()
    delivered([{**dealt[1], "members": [], "connections": []}], tmp_path / "in")
    with pytest.raises(OpenSSIError, match="another --map"):
        night(tables, tmp_path)


def test_a_file_that_lies_there_twice_counts_once(dealt: list[Rows], tmp_path: Path) -> None:
    rows = [{**row, "activity_id": None} for row in dealt[0]["activities"]]
    delivered([{**dealt[0], "activities": rows}], tmp_path / "in")
    run(request(inputs(tmp_path / "in"), tmp_path / "once"))
    alone = checked(tmp_path)
    whole = (tmp_path / "in" / "activities" / "00.parquet").read_bytes()
    (tmp_path / "in" / "activities" / "copy.parquet").write_bytes(whole)
    record = run(request(inputs(tmp_path / "in"), tmp_path / "plain"))
    assert "count once: 1." in " ".join(record.notes)
    assert "count once: 1." in night(inputs(tmp_path / "in"), tmp_path)
    assert scores(tmp_path / "plain") == scores(tmp_path / "out") == scores(tmp_path / "once")
    assert checked(tmp_path) == alone


def checked(folder: Path) -> Checked:
    """What a look at the same files shows."""
    return check(request(inputs(folder / "in"), folder / "unwritten"), steps=lambda _: None)
