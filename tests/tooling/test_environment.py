from pathlib import Path

import pytest

from tooling import environment, locks


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose environment holds no more than an interpreter."""
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(environment, "tool", lambda name: str(tmp_path / name))
    for name in ("python", "pyproject.toml", locks.RUN, locks.DEVELOP):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def stamp(checkout: Path, lock: str) -> None:
    (checkout / "stamp").write_text(environment.fingerprint(lock), encoding="utf-8")


def test_a_new_checkout_is_not_installed(checkout: Path) -> None:
    assert checkout.exists()
    assert not environment.is_installed(locks.RUN)


def test_a_stamped_environment_is_not_installed_again(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp(checkout, locks.RUN)
    monkeypatch.setattr(environment, "call", lambda *_: pytest.fail("it was installed again"))
    environment.install(locks.RUN)


def test_an_environment_for_development_also_runs(checkout: Path) -> None:
    stamp(checkout, locks.DEVELOP)
    assert environment.is_installed(locks.RUN)


def test_an_environment_to_run_is_not_enough_for_development(checkout: Path) -> None:
    stamp(checkout, locks.RUN)
    assert not environment.is_installed(locks.DEVELOP)


@pytest.mark.parametrize("changed", [locks.RUN, "pyproject.toml"])
def test_a_changed_file_asks_for_a_new_installation(checkout: Path, changed: str) -> None:
    stamp(checkout, locks.RUN)
    (checkout / changed).write_text("other", encoding="utf-8")
    assert not environment.is_installed(locks.RUN)


def test_an_environment_that_lost_its_interpreter_is_made_again(checkout: Path) -> None:
    stamp(checkout, locks.RUN)
    (checkout / "python").unlink()
    assert not environment.is_installed(locks.RUN)
