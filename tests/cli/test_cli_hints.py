"""What was mistyped is answered with what was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Openssi = Callable[..., Any]


@pytest.fixture
def known(archive: Path, tmp_path: Path) -> dict[str, object]:
    """What stands in braces: an archive, its name, and a folder with some files."""
    for name in ("accounts.csv", "mine.toml", "result.json"):
        (tmp_path / name).touch()
    return {"archive": archive, "folder": tmp_path, "name": archive.name}


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (["scroe"], 2, "did you mean 'score'?"),
        (["methodology", "chek"], 2, "did you mean 'check'?"),
        (["qqq"], 2, "`openssi --help` lists the commands."),
        (["score", "{archive}", "--formt", "csv"], 2, "did you mean '--format'?"),
        (["score", "{archive}", "--zzz"], 2, "shows what there is."),
        (["score", "{archive}", "--format", "jsn"], 2, "did you mean 'json'?"),
        (["score", "{archive}", "--format", "qq"], 2, "give one of text, json, csv, md."),
        (["history", "{archive}", "--every", "moth"], 2, "did you mean 'month'?"),
        (["score", "{archive}", "--as-of", "2026-02-30"], 2, "as YYYY-MM-DD"),
        (["score", "{archive}", "--out"], 2, "--help` shows what there is."),
        (["score"], 1, "give an archive"),
        (["tables", "{archive}"], 2, "for example `openssi tables "),
        (["explain", "{archive}", "coments"], 1, "did you mean 'comments_made'?"),
        (["signals", "reply_sped"], 1, "did you mean 'reply_speed'?"),
        (["score", "{archive}x"], 1, "did you mean '{name}'?"),
        (["score", "{archive}", "--accounts", "{folder}/acounts.csv"], 1, "'accounts.csv'?"),
        (["score", "{archive}", "--methodology", "{folder}/min.toml"], 1, "'mine.toml'?"),
        (["score", "{archive}", "--audience", "{folder}/zzz"], 1, "check the path"),
        (["signals", "--methodology", "{folder}/min.toml"], 1, "'mine.toml'?"),
        (["change", "{archive}", "--earlier", "{folder}/resul.json"], 1, "'result.json'?"),
        (["score", "{folder}/none/there.zip"], 1, "there is no folder"),
    ],
)
def test_a_hint_names_what_was_meant(
    openssi: Openssi, known: dict[str, object], words: list[str], code: int, hint: str
) -> None:
    ran = openssi(*(word.format(**known) for word in words))
    first, second = ran.err.splitlines()
    assert (ran.code, ran.out) == (code, "")
    assert first.startswith("Error: ")
    assert second.startswith("Hint: ")
    assert hint.format(**known) in second


def test_no_word_at_all_asks_for_help(openssi: Openssi) -> None:
    ran = openssi()
    assert (ran.code, ran.err) == (0, "")
    assert "Commands:" in ran.out
    assert openssi("methodology").out.startswith("Usage: openssi methodology")


def test_a_folder_is_an_archive_by_its_name_alone(
    openssi: Openssi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "unpacked").mkdir()
    ran = openssi("unpacked")
    assert ran.code == 1
    assert "unpacked" in ran.err
