"""What a person can get wrong gets one clear line, a hint and exit code 1; nothing is left over."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import typer

from openssi.cli.main import INTERRUPTED
from openssi.cli.text import printable

Openssi = Callable[..., Any]


def missing(folder: Path, _archive: Path) -> Path:
    return folder / "none.zip"


def text_file(folder: Path, _archive: Path) -> Path:
    path = folder / "notes.zip"
    path.write_text("Dear diary,\n", encoding="utf-8")
    return path


def nothing(folder: Path, _archive: Path) -> Path:
    path = folder / "nothing.zip"
    path.touch()
    return path


def empty_zip(folder: Path, _archive: Path) -> Path:
    path = folder / "empty.zip"
    zipfile.ZipFile(path, "w").close()
    return path


def truncated(folder: Path, archive: Path) -> Path:
    path = folder / "cut.zip"
    whole = archive.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def other_zip(folder: Path, _archive: Path) -> Path:
    path = folder / "photos.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("photos/beach.txt", "sand")
    return path


def other_folder(folder: Path, _archive: Path) -> Path:
    path = folder / "photos"
    path.mkdir()
    (path / "beach.txt").write_text("sand", encoding="utf-8")
    return path


def empty_folder(folder: Path, _archive: Path) -> Path:
    path = folder / "void"
    path.mkdir()
    return path


BAD = [missing, text_file, nothing, empty_zip, truncated, other_zip, other_folder, empty_folder]


@pytest.mark.parametrize("make", BAD)
@pytest.mark.parametrize("verb", ["report", "score", "tables", None])
def test_what_is_no_archive_is_said_in_one_line(
    openssi: Openssi, tmp_path: Path, archive: Path, make: Callable[[Path, Path], Path], verb: str
) -> None:
    given = make(tmp_path, archive)
    before = everything(tmp_path)
    more = {"tables": ["--out", tmp_path / "out"]}.get(verb, [])
    ran = openssi(*filter(None, [verb]), given, *more)
    assert_mistake(ran)
    assert everything(tmp_path) == before


def everything(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def assert_mistake(ran: Any) -> None:
    lines = ran.err.splitlines()
    assert ran.code == 1
    assert ran.out == ""
    first, *known, last = lines
    assert first.startswith("Error: ")
    assert len(first) > len("Error: ")
    assert all(line.startswith("  - ") for line in known), ran.err
    assert last.startswith("Hint: ")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("place", ["folder", "file/under it", "no such/folder"])
@pytest.mark.parametrize("verb", ["report", "sample"])
def test_a_place_that_cannot_be_written_is_said(
    openssi: Openssi, archive: Path, tmp_path: Path, place: str, verb: str
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    out = tmp_path / place
    before = everything(tmp_path)
    ran = (
        openssi("report", archive, "-o", out)
        if verb == "report"
        else openssi("sample", out, "--years", 1)
    )
    assert_mistake(ran)
    assert everything(tmp_path) == before


@pytest.mark.parametrize("verb", ["tables", "demo"])
def test_a_folder_that_cannot_be_made_is_said(
    openssi: Openssi, archive: Path, tmp_path: Path, verb: str
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    before = everything(tmp_path)
    given = [archive] if verb == "tables" else ["--years", 1]
    assert_mistake(openssi(verb, *given, "--out", tmp_path / "file" / "x"))
    assert everything(tmp_path) == before


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="rights do not bind root, or Windows"
)
def test_a_folder_without_the_right_to_write_is_said(
    openssi: Openssi, archive: Path, tmp_path: Path
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    own = tmp_path / "locked" / "report.html"
    assert_mistake(openssi("report", archive, "-o", own))
    assert not own.exists()


def test_a_right_that_is_refused_is_said(
    openssi: Openssi, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    ran = openssi("report", archive, "-o", tmp_path / "report.html")
    assert_mistake(ran)
    assert "Permission denied" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_day_before_the_data_is_said(openssi: Openssi, archive: Path) -> None:
    ran = openssi("score", archive, "--as-of", "2001-02-03")
    assert_mistake(ran)
    assert "2001-02-03" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["scroe", "x.zip"],
        ["score", "x.zip", "--formt", "json"],
        ["score", "x.zip", "--format", "xml"],
        ["score", "x.zip", "--as-of", "yesterday"],
        ["score", "x.zip", "--as-of", "2026-02-30"],
        ["tables", "x.zip"],
        ["sample", "x.zip", "--years", "0"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_ends_with_2(openssi: Openssi, arguments: list[str]) -> None:
    ran = openssi(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert [line.partition(" ")[0] for line in ran.err.splitlines()] == ["Error:", "Hint:"]


def test_a_name_with_markup_or_control_characters_is_shown_harmless(
    openssi: Openssi, tmp_path: Path
) -> None:
    ran = openssi("score", tmp_path / "[bold]none.zip")
    assert_mistake(ran)
    assert "[bold]none.zip" in ran.err
    assert printable("a\x1b]8;;x\x07b\u202ec") == "a]8;;xbc"


def test_no_trace_as_a_process(tmp_path: Path, archive: Path) -> None:
    cut = truncated(tmp_path, archive)
    command = [sys.executable, "-W", "error", "-m", "openssi", str(cut)]
    ran = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - its own command
    assert ran.returncode == 1
    assert ran.stdout == b""
    assert ran.stderr.startswith(b"Error: ")
    assert b"Traceback" not in ran.stderr
    assert list(tmp_path.iterdir()) == [cut]


def test_a_failure_leaves_an_older_report_alone(
    openssi: Openssi, tmp_path: Path, archive: Path
) -> None:
    page = tmp_path / "report.html"
    page.write_text("the one of last week", encoding="utf-8")
    cut = truncated(tmp_path, archive)
    assert_mistake(openssi("report", cut, "-o", page))
    assert page.read_text("utf-8") == "the one of last week"


@pytest.mark.parametrize("size", ["lots", "8", "8 apples", "-1GB"])
def test_a_memory_that_is_no_size_is_named(openssi: Openssi, tmp_path: Path, size: str) -> None:
    tables = [f"--{name}={tmp_path / name}" for name in ("members", "connections", "activities")]
    ran = openssi("batch", *tables, "--as-of=2026-11-15", f"--out={tmp_path}", f"--memory={size}")
    assert ran.code == 1
    assert f"--memory {size}: not a size." in ran.err
    assert "--memory 8GB" in ran.err


def test_an_id_that_begins_with_a_dash_is_told_how_to_be_given(
    openssi: Openssi, tmp_path: Path
) -> None:
    ran = openssi("member", "-1", "--population", tmp_path)
    assert ran.code == 2
    assert "There is no option '-1'." in ran.err
    assert "`openssi member … -- ID`" in ran.err
    assert "no run.json" in openssi("member", "--population", tmp_path, "--", "-1").err


def network(folder: Path) -> list[str]:
    return [f"--{name}={folder / name}" for name in ("members", "connections", "activities")]


def test_an_industry_level_beyond_the_list_is_refused(openssi: Openssi, tmp_path: Path) -> None:
    asked = [*network(tmp_path), "--as-of=2026-11-15", f"--out={tmp_path}"]
    assert "should be less than or equal to 6" in openssi("batch", *asked, "--industry-level=7").err
    assert "no such file" in openssi("batch", *asked, "--industry-level=6").err
    listed = files("openssi.enrich").joinpath("linkedin_industries_v2.csv").read_text("utf-8")
    assert max(line.count(" > ") for line in listed.splitlines()) + 1 == 6


def test_days_the_wrong_way_round_are_named(openssi: Openssi, tmp_path: Path) -> None:
    asked = [*network(tmp_path), "--from=2026-11-16", "--to=2026-11-15", f"--out={tmp_path}"]
    assert "--from 2026-11-16 is after --to 2026-11-15." in openssi("batch", *asked).err


@pytest.mark.parametrize("lasting", ["--state=kept", "--keep=400d"])
def test_nothing_that_lasts_rests_on_a_day_that_has_not_been(
    openssi: Openssi, tmp_path: Path, lasting: str
) -> None:
    asked = [*network(tmp_path), "--as-of=2999-01-01", f"--out={tmp_path}"]
    assert "2999-01-01 has not been yet: neither" in openssi("batch", *asked, lasting).err
    said = openssi("batch", *asked).err
    assert "Note: 2999-01-01 has not been yet; rows up to it count." in said
    assert "no such file" in said


EVERY_VERB = (
    "score", "report", "explain", "history", "change", "doctor", "tables", "sample", "batch",
    "member", "population", "sample-population", "erase", "export", "sync",
    "official add", "official paste", "official remove", "methodology check", "methodology diff",
)  # fmt: skip


@pytest.mark.parametrize("verb", EVERY_VERB)
def test_a_verb_alone_without_anybody_to_answer_is_told_what_lacks(
    openssi: Openssi, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    ran = openssi(*verb.split())
    assert ran.code in {1, 2}
    assert ran.err.count("Error: ") == 1
    assert "Hint: " in ran.err
    assert "Traceback" not in ran.err


def test_ctrl_c_at_a_question_ends_the_command(
    openssi: Openssi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(*_: object, **__: object) -> None:
        aborted = typer.Abort()
        aborted.__context__ = KeyboardInterrupt()
        raise aborted

    monkeypatch.setattr(typer, "confirm", pressed)
    assert openssi("erase").code == INTERRUPTED


def test_an_example_in_a_hint_is_one_line(openssi: Openssi) -> None:
    ran = openssi("batch")
    assert "connections.parquet --activities" in ran.err
