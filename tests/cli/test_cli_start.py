"""Help and version come at once: nothing heavy is imported for them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "altair", "duckdb", "IPython", "jinja2", "markdown_it", "numpy", "openssi.methodology",
    "openssi.pipeline", "openssi.report", "openssi.result", "openssi.sources", "pandas",
    "pyarrow", "pydantic", "pygments", "rich",
}  # fmt: skip
ASK = """
import json, sys
from openssi.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    print(json.dumps([end.code, sorted(sys.modules)]), file=sys.stderr)
"""


def imported(*words: str) -> set[str]:
    command = [sys.executable, "-c", ASK, *words]
    ran = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - its own command
    code, modules = json.loads(ran.stderr.splitlines()[-1])
    assert code in {0, 2}
    return set(modules)


@pytest.mark.parametrize("words", [["--help"], [], ["methodology", "--help"], ["scroe"]])
def test_help_and_wrong_usage_import_nothing_heavy(words: list[str]) -> None:
    assert not imported(*words) & HEAVY


def test_the_version_is_told_without_the_command_line() -> None:
    assert not imported("--version") & (HEAVY | {"typer"})


def test_the_package_itself_imports_nothing_heavy() -> None:
    command = [sys.executable, "-c", "import sys, openssi; print(*sys.modules)"]
    ran = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - its own command
    assert not set(ran.stdout.decode().split()) & (HEAVY | {"typer"})
