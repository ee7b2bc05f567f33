"""Tests that share something costly are run by one worker."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sharing import TOGETHER, shared

TESTS = Path(__file__).parent
FIXTURE = re.compile(r"def \w+\([^)]*\bspark: ", re.DOTALL)


def test_all_tests_of_spark_share_one() -> None:
    found = {path.name for path in TESTS.rglob("test_*.py") if FIXTURE.search(path.read_text())}
    assert found == {name for name, what in TOGETHER.items() if what == "Spark"}


def test_a_file_is_alone_unless_it_shares() -> None:
    assert shared("tests/batch/test_script_spark.py::test_a[x::y]") == "Spark"
    assert shared("tests/test_tables.py::test_a") == "tests/test_tables.py"


def test_workers_are_given_what_is_shared_as_a_whole(request: pytest.FixtureRequest) -> None:
    """Within a session of several workers, this test asks its own."""
    hooks = request.config.pluginmanager.hook.pytest_xdist_make_scheduler.get_hookimpls()
    assert any(hook.plugin_name.endswith("conftest.py") for hook in hooks)
