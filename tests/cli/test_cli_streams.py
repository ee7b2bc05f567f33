"""Terminals, pipes and encodings of every kind; and an end that says nothing it need not."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from openssi import intake, pipeline
from openssi.cli import main
from openssi.cli.streams import CLOSED_PIPE, PLAIN, prepare

Openssi = Callable[..., Any]
TEXTS = [
    ["score"],
    ["explain"],
    ["history"],
    ["change"],
    ["doctor"],
    ["explain", "comments_made"],
]


@pytest.fixture(scope="module")
def once() -> Iterator[None]:
    """Read and score the archive a single time, for the many ways to show it."""
    with pytest.MonkeyPatch.context() as patch:
        for room, name in ((intake, "checkup"), (pipeline, "score"), (pipeline, "change")):
            patch.setattr(room, name, kept(getattr(room, name)))
        yield


def kept(work: Callable[..., Any]) -> Callable[..., Any]:
    found: list[Any] = []

    def first(*given: Any, **named: Any) -> Any:
        if not found:
            found.append(work(*given, **named))
        return found[0]

    return first


def ran(*words: object, **variables: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "openssi", *map(str, words)]
    return subprocess.run(  # noqa: S603 - its own command
        command, capture_output=True, check=False, env=os.environ | variables
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_narrow_encoding_loses_no_sign_that_counts(archive: Path, encoding: str) -> None:
    told = ran("change", archive, PYTHONIOENCODING=encoding)
    assert (told.returncode, told.stderr) == (0, b"")
    text = told.stdout.decode(encoding)
    assert " -" in text
    assert "?" not in text


@pytest.mark.parametrize("words", [["score"], ["history"]])
def test_lines_of_time_are_plain_where_blocks_are_unknown(archive: Path, words: list[str]) -> None:
    text = ran(*words, archive, PYTHONIOENCODING="cp1252").stdout.decode("cp1252")
    assert "?" not in text
    assert any(set(line) <= set("_.-~=+*# ") and len(line) > 40 for line in text.splitlines())


def test_every_sign_has_a_plain_one() -> None:
    prepare()
    for sign, plain in {"−": "-", "→": ">", "…": ".", "é": "e", "“": '"', "中": "?"}.items():  # noqa: RUF001
        assert sign.encode("ascii", errors=PLAIN).decode() == plain


def test_data_are_utf_8_everywhere(archive: Path) -> None:
    told = ran("score", archive, "--format", "json", PYTHONIOENCODING="cp1252")
    assert json.loads(told.stdout.decode("utf-8"))["member"]["name"]
    assert b"\r" not in told.stdout


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("words", TEXTS, ids=" ".join)
@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(
    openssi: Openssi, archive: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    told = openssi(words[0], archive, *words[1:])
    lines = told.out.splitlines()
    assert max(map(len, lines)) <= min(width, 120)
    assert not any(line.endswith(" ") for line in lines)
    assert "…" not in told.out.replace(", …)", "")  # lines of rejected rows are listed so


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_list_of_signals_keeps_one_line_for_each(
    openssi: Openssi, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = openssi("signals").out.splitlines()
    assert max(map(len, lines)) <= width
    assert sum(" comments_made " in f" {line} " for line in lines) == 1
    heads = next(line for line in lines if "Weight" in line)
    for line in lines:
        if " comments_made " in line:
            assert line.index("comments_made") == heads.index("Id")


@pytest.fixture(scope="module")
def piped(archive: Path) -> subprocess.CompletedProcess[bytes]:
    """A score that no terminal shows."""
    return ran("score", archive)


def test_colours_are_for_terminals_and_can_be_forced_and_refused(
    archive: Path, piped: subprocess.CompletedProcess[bytes]
) -> None:
    assert b"\x1b" not in piped.stdout
    assert b"\x1b[" in ran("score", archive, FORCE_COLOR="1").stdout
    refused = ran("score", archive, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert b"\x1b[3" not in refused


def test_no_bar_where_no_one_watches(piped: subprocess.CompletedProcess[bytes]) -> None:
    assert piped.stdout
    assert piped.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
def test_a_bar_where_someone_does(archive: Path) -> None:
    import pty  # noqa: PLC0415 - not on Windows

    watcher, terminal = pty.openpty()
    shown: list[bytes] = []
    reader = threading.Thread(target=drain, args=(watcher, shown))
    reader.start()
    command = [sys.executable, "-m", "openssi", "score", str(archive), "--format", "json"]
    with subprocess.Popen(command, stderr=terminal, stdout=subprocess.PIPE) as process:  # noqa: S603
        os.close(terminal)
        out, _ = process.communicate()
    reader.join()
    told = b"".join(shown).decode("utf-8")
    for step in (f"Reading {archive.name}", "Recognising titles", "Scoring every day"):
        assert step in told
    assert told.rstrip().endswith(("\x1b[2K", "\x1b[?25h"))
    assert json.loads(out)["measurable"] == 100


def drain(watcher: int, shown: list[bytes]) -> None:
    """Read what the terminal shows until nobody writes to it any more."""
    with contextlib.suppress(OSError):  # how Linux says that the other end is closed
        while told := os.read(watcher, 65_536):
            shown.append(told)
    os.close(watcher)


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_that_goes_away_is_no_failure(archive: Path, form: str) -> None:
    command = [sys.executable, "-m", "openssi", "history", str(archive), "--every", "day"]
    command += ["--from", "2026-01-01", "--format", form]
    with subprocess.Popen(  # noqa: S603 - its own command
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        told = process.stderr.read()
    assert told == b""
    assert process.returncode == CLOSED_PIPE


@pytest.mark.parametrize("words", [["score"], ["tables", "--out", "out"], ["change"]])
def test_ctrl_c_ends_without_a_trace(
    openssi: Openssi, archive: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(intake, "checkup", interrupted)
    told = openssi(words[0], archive, *words[1:])
    assert (told.code, told.out, told.err) == (130, "", "")


def test_a_stream_without_bytes_takes_data_too(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    with pytest.raises(SystemExit):
        main(["doctor", str(archive), "--format", "csv"])
    assert out.getvalue().startswith("archive,file,status")
