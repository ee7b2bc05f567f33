import sys
from pathlib import Path

import pytest

from tooling import system


def test_the_chosen_browser_comes_before_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENSSI_CHROMIUM", sys.executable)
    assert system.find_browser() == sys.executable


def test_a_chosen_browser_that_is_not_there_is_not_replaced_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENSSI_CHROMIUM", str(tmp_path / "none"))
    assert system.find_browser() is None
    monkeypatch.setattr(system, "apt_install", lambda *_, **__: pytest.fail("it was replaced"))
    with pytest.raises(SystemExit, match="OPENSSI_CHROMIUM"):
        system.with_browser(sys.executable)


def test_a_machine_without_apt_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match="Install it by hand"):
        system.apt_install("a-package", otherwise="Install it by hand.")


def test_a_name_on_the_path_that_does_not_start_is_no_program(tmp_path: Path) -> None:
    assert system.starts(sys.executable)
    assert not system.starts(str(tmp_path / "none"))
