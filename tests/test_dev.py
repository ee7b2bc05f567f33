import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent


def test_no_command_shows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in dev.COMMANDS)


def test_an_unknown_command_is_an_error() -> None:
    assert dev.main(["no-such-command"]) == 2


@pytest.mark.parametrize("name", sorted(dev.COMMANDS))
def test_every_command_is_documented_and_has_a_make_target(name: str) -> None:
    assert f"python3 dev.py {name}" in (ROOT / "docs/development.md").read_text(encoding="utf-8")
    assert name in (ROOT / "Makefile").read_text(encoding="utf-8").split()


def test_a_failed_step_does_not_hide_the_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = {"first": 1, "second": 0, "third": 5}
    monkeypatch.setattr(dev, "run", lambda tool, **_: codes[tool])
    assert dev.run_all({name: [name] for name in codes}) == 1
    assert capsys.readouterr().err.strip() == "Failed: first, third."


def test_all_steps_passed_is_a_success(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "run", lambda *_, **__: 0)
    assert dev.run_all({"only": ["only"]}) == 0


def test_what_python_compiles_is_kept_beside_the_packages(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(dev.environment, "tool", lambda _: sys.executable)
    asked = "import sys; print(sys.dont_write_bytecode, sys.pycache_prefix)"
    assert dev.run("python", "-c", asked) == 0
    assert capfd.readouterr().out.split() == ["False", str(ROOT / ".venv" / "compiled")]


def test_ci_runs_the_documented_test_command() -> None:
    assert "python3 dev.py test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
