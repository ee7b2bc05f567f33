"""Figures of a run: measured in fresh processes, the best of a few, and printed as one table."""

import json
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

TASKS = Path(__file__).with_name("tasks.py")
TIMES = 3
"""Runs of each task, of which the quickest counts: others use the machine as well."""

ENOUGH = 10.0
"""Seconds after which a task is not run again, but for the second time."""

UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""What keeps Python from compiling modules for good: each start would compile them again."""


@dataclass(frozen=True, kw_only=True)
class Took:
    """What a task took: seconds, and megabytes at most."""

    wall: float
    cpu: float
    whole_wall: float
    """From before the imports."""
    whole_cpu: float
    peak: float | None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One row of the table."""

    what: str
    archive: str
    wall: float | None
    cpu: float | None
    peak: float | None
    target: str
    verdict: str


def archive(folder: Path, size: str) -> Path:
    """Write the archive of a size once."""
    return made(folder, size, ".zip")


def made(folder: Path, what: str, suffix: str) -> Path:
    """Write the file of a source once."""
    path = folder / f"{what}{suffix}"
    if not path.exists():
        _python("make", path, what)
    return path


@cache
def took(task: str, path: Path) -> Took:
    """Measure a task in fresh processes: the quickest run.

    The first may have to compile modules, as the first start after an installation does: there are
    two at least.
    """
    runs = [_once(task, path), _once(task, path)]
    while len(runs) < TIMES and sum(one.whole_wall for one in runs) < ENOUGH:
        runs.append(_once(task, path))
    return min(runs, key=lambda one: one.cpu)


def _once(task: str, path: Path) -> Took:
    return Took(**json.loads(_python(task, path)))


def _python(*arguments: str | Path) -> str:
    """Run the tasks in a process of their own and return what they print."""
    command = [sys.executable, TASKS, *arguments]
    ran = subprocess.run(  # noqa: S603 - our own
        command, check=True, capture_output=True, text=True, env=compiling()
    )
    return ran.stdout


def compiling() -> dict[str, str]:
    """Return the environment, so that what is compiled is kept for the next start."""
    return {name: value for name, value in os.environ.items() if name != UNCOMPILED}


def within(wall: float, most: float, peak: float | None, megabytes: float | None) -> str:
    """Say whether a target was met; on a busy or slow machine it need not be."""
    slow = wall > most
    large = peak is not None and megabytes is not None and peak > megabytes
    return (
        "missed: " + " and ".join(["time"] * slow + ["memory"] * large) if slow or large else "met"
    )


def table(figures: list[Figure]) -> str:
    """Return the figures as a table in Markdown, with what they were measured on."""
    head = ("what", "archive", "wall s", "CPU s", "peak MB", "target", "verdict")
    rows = [head, tuple("---" for _ in head), *(_cells(one) for one in figures)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([machine(), "", *lines])


def machine() -> str:
    """Name what the figures depend on."""
    parts = [f"{name} {version(name)}" for name in ("duckdb", "pyarrow")]
    system = f"{os.cpu_count()} cores, {platform.system()}"
    return f"Python {platform.python_version()}, {', '.join(parts)}; {system}"


def _cells(one: Figure) -> tuple[str, ...]:
    wall, cpu = (("" if value is None else f"{value:.2f}") for value in (one.wall, one.cpu))
    peak = "" if one.peak is None else f"{one.peak:.0f}"
    return (one.what, one.archive, wall, cpu, peak, one.target, one.verdict)
