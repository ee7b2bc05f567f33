"""Speed and memory of whole networks: `python -m bench.network MEMBERS[,MEMBERS...]`.

Each member has 50 activities and 25 pairs, as in the largest network of the targets. Everything is
measured in one run, each task in a process of its own on two cores; what counts are the ratios.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.figures import machine

TASKS = Path(__file__).with_name("network_tasks.py")
ACTIVITIES, PAIRS = 50, 25
"""Of each member."""

BYTES_A_MEMBER = 12_000
"""Of the disk, at most, for tables, what is divided, what is kept, results and what is spilled."""

TASK_NAMES = ("floor", "batch", "first", "daily")
HEAD = ("members", "what", "rows", "wall s", "CPU s", "peak MB", "spill MB", "hash")


def measured(members: int, folder: Path, tasks: Sequence[str] = TASK_NAMES) -> dict[str, Any]:
    """Make a network, run each task on it once, and return what each took."""
    size = f"members={members}", f"activities={ACTIVITIES * members}", f"pairs={PAIRS * members}"
    found = {"sample": _python("sample", folder, *size)}
    for task in tasks:
        found[task] = _python(task, folder)
    return found


def ratios(found: dict[str, Any]) -> Iterator[tuple[str, float, float]]:
    """Yield what is compared: its name, the ratio of processor times, and the most it may be."""
    if "floor" in found and "batch" in found:
        yield "batch / floor", found["batch"]["cpu"] / found["floor"]["cpu"], 8.0
    if "daily" in found and "batch" in found:
        yield "daily update / full run", found["daily"]["cpu"] / found["batch"]["cpu"], 0.35


def table(results: dict[int, dict[str, Any]]) -> str:
    """Return what was measured as a table in Markdown."""
    rows = [HEAD, tuple("---" for _ in HEAD)]
    rows += [
        _row(members, task, one)
        for members, found in results.items()
        for task, one in found.items()
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    compared = [
        f"- {members:,} members, {what}: {ratio:.2f} (at most {most:g}): "
        f"{'met' if ratio <= most else 'missed'}"
        for members, found in results.items()
        for what, ratio, most in ratios(found)
    ]
    return "\n".join((machine(), "", *lines, "", *compared))


def _row(members: int, task: str, one: dict[str, Any]) -> tuple[str, ...]:
    spill = one.get("spill_mb")
    return (
        f"{members:,}",
        task,
        f"{one['rows']:,}",
        f"{one['wall']:.1f}",
        f"{one['cpu']:.1f}",
        f"{one['peak_mb']:.0f}",
        "" if spill is None else f"{spill:.0f}",
        str(one.get("hash", ""))[:12],
    )


def _python(task: str, folder: Path, *options: str) -> dict[str, Any]:
    command = [sys.executable, TASKS, task, folder, *options]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main(sizes: str, folder: str | None = None) -> None:
    """Measure networks of some sizes, as far as the disk has room, and print the table."""
    results = {}
    with TemporaryDirectory(prefix="openssi-network-", dir=folder) as name:
        for members in map(int, sizes.split(",")):
            free = shutil.disk_usage(name).free
            if free < members * BYTES_A_MEMBER:
                print(f"{members:,} members: not run, for want of room ({free / 1e9:.0f} GB free)")  # noqa: T201
                continue
            here = Path(name) / str(members)
            results[members] = measured(members, here)
            shutil.rmtree(here)
    print(table(results))  # noqa: T201 - for the person who asked for it


if __name__ == "__main__":
    main(*sys.argv[1:])
