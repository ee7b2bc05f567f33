import re
import tomllib

import pytest

from tooling import locks
from tooling.system import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAME = re.compile(r"[A-Za-z0-9._-]+")


def pins(lock: str) -> dict[str, str]:
    """Map each `name==version` of a lock file to the lines that belong to it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    return {entry.split()[0]: entry for entry in entries}


def names(lock: str) -> set[str]:
    return {pin.partition("==")[0] for pin in pins(lock)}


def named(requirements: list[str]) -> set[str]:
    return {NAME.match(line).group().lower() for line in requirements}


@pytest.mark.parametrize("lock", [locks.RUN, locks.DEVELOP, locks.INSTALLER])
def test_every_package_is_pinned_by_hash_and_no_address_is_kept(lock: str) -> None:
    assert pins(lock)
    assert all("==" in pin and "--hash=sha256:" in entry for pin, entry in pins(lock).items())
    assert "//" not in (ROOT / lock).read_text(encoding="utf-8")


def test_what_is_built_from_source_is_locked_with_what_builds_it() -> None:
    assert set(locks.SOURCE_ONLY) <= names(locks.DEVELOP)
    assert not set(locks.SOURCE_ONLY) & names(locks.RUN)


def test_what_runs_is_what_was_tested() -> None:
    assert set(pins(locks.RUN)) <= set(pins(locks.DEVELOP))


def test_the_locks_hold_every_dependency() -> None:
    groups = PROJECT["dependency-groups"]
    to_run = PROJECT["project"]["dependencies"] + groups["build"]
    assert named(to_run) <= names(locks.RUN)
    assert named(to_run + groups["dev"]) <= names(locks.DEVELOP)
    assert named(groups["installer"]) == names(locks.INSTALLER)
