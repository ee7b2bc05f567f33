"""``openssi member`` and ``openssi population`` as they are typed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openssi.cli import main

WHO = "0-m0"


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """The command line in this process: its exit code, what it printed, what it complained of."""

    def run(*arguments: Any) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return run


def test_a_member_in_every_form(typed: Any, wide: Path, tmp_path: Path) -> None:
    code, text, _ = typed("member", WHO, "--population", wide)
    assert code == 0
    assert f"Member {WHO}" in text
    assert "Industry" in text
    code, told, _ = typed("member", WHO, "--population", wide, "--format", "json")
    document = json.loads(told)
    assert (code, document["member"]["id"], len(document["history"]["days"])) == (0, WHO, 3)
    page = tmp_path / "member.html"
    code, _, _ = typed("member", WHO, "--population", wide, "--format", "html", "-o", page)
    assert code == 0
    shown = page.read_text(encoding="utf-8")
    assert f"<h1>Member {WHO}</h1>" in shown
    assert "are not stored with the scores of a network" in shown
    assert 'id="described"' not in shown
    assert "openssi checkin" not in shown


def test_a_network_on_a_page(typed: Any, wide: Path, tmp_path: Path) -> None:
    page = tmp_path / "population.html"
    code, told, _ = typed("population", wide, "-o", page)
    assert (code, told) == (0, f"The page is in {page}\n")
    assert "What makes the spread" in page.read_text(encoding="utf-8")


def test_a_signal_less_run_names_its_option(typed: Any, wide: Path, tmp_path: Path) -> None:
    out = shutil.copytree(wide, tmp_path / "out")
    shutil.rmtree(out / "signals")
    code, _, complaint = typed("member", WHO, "--population", out)
    assert code == 1
    assert "--signals wide" in complaint


@pytest.mark.parametrize("verb", ["member", "population"])
def test_what_is_not_there(typed: Any, wide: Path, tmp_path: Path, verb: str) -> None:
    def given(folder: Path, *more: Any) -> list[Any]:
        asked = [WHO, "--population", folder] if verb == "member" else [folder]
        return [verb, *asked, *more]

    for arguments, said in (
        (given(tmp_path / "nowhere"), "no such file or folder"),
        (given(tmp_path), "not a folder of results"),
        (given(wide, "--as-of", "2020-01-01"), "There are no scores of 2020-01-01"),
        (given(wide, "-o", wide / "page.html"), "lies in the results that are read"),
    ):
        code, _, complaint = typed(*arguments)
        assert code == 1
        assert said in complaint
        assert "Hint:" in complaint
    assert not (wide / "page.html").exists()
