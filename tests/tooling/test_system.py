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


@pytest.mark.parametrize("packages", [1, 2])
def test_java_is_installed_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, packages: int
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(system, "java_starts", lambda: len(asked) >= packages)
    monkeypatch.setattr(system, "apt_install", lambda name, **_: asked.append(name))
    system.with_java()
    assert asked == list(system.JAVAS[:packages])


def test_where_java_cannot_be_installed_it_is_said_loudly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    system.with_java()
    assert "THE TESTS OF SPARK ARE SKIPPED" in capsys.readouterr().err


def test_java_is_looked_for_where_spark_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert not system.java_starts()
