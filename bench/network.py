"""Speed and memory of whole networks: `python -m bench.network SIZE[,SIZE...]`.

A size is `MEMBERS` or `MEMBERS:ACTIVITIES:PAIRS`, 50 and 25 of each member where they are not told.
Everything is measured in one run, each task in a process of its own on two cores; what counts are
the ratios.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from bench.figures import machine

TASKS = Path(__file__).with_name("network_tasks.py")
BYTES_A_MEMBER, BYTES_A_ROW = 2_000, 100
"""Of the disk, at most, for tables, what is divided, what is kept, results and what is spilled."""

TASK_NAMES = ("floor", "batch", "first", "daily")
HEAD = ("members", "what", "rows", "wall s", "CPU s", "peak MB", "spill MB", "hash")


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large a network is."""

    members: int
    activities: int = 50
    """Of each member."""
    pairs: int = 25
    """The same."""

    @classmethod
    def told(cls, text: str) -> Self:
        """Read a size as it is asked for."""
        names = ("members", "activities", "pairs")
        return cls(**dict(zip(names, map(int, text.split(":")), strict=False)))

    def __str__(self) -> str:
        return f"{self.members:,} members, {self.activities} activities and {self.pairs} pairs each"

    @property
    def bytes(self) -> int:
        """Room on the disk that it may take."""
        rows = self.activities + 2 * self.pairs
        return self.members * (BYTES_A_MEMBER + rows * BYTES_A_ROW)

    @property
    def options(self) -> tuple[str, str, str]:
        """What the sample is asked for."""
        return (
            f"members={self.members}",
            f"activities={self.activities * self.members}",
            f"pairs={self.pairs * self.members}",
        )


def measured(size: Size, folder: Path, tasks: Sequence[str] = TASK_NAMES) -> dict[str, Any]:
    """Make a network, run each task on it once, and return what each took."""
    found = {"sample": _python("sample", folder, *size.options)}
    for task in tasks:
        found[task] = _python(task, folder)
    return found


def ratios(found: dict[str, Any]) -> Iterator[tuple[str, float, float]]:
    """Yield what is compared: its name, the ratio of processor times, and the most it may be."""
    if "floor" in found and "batch" in found:
        yield "batch / floor", found["batch"]["cpu"] / found["floor"]["cpu"], 8.0
    if "daily" in found and "batch" in found:
        yield "daily update / full run", found["daily"]["cpu"] / found["batch"]["cpu"], 0.35


def table(results: dict[Size, dict[str, Any]]) -> str:
    """Return what was measured as a table in Markdown."""
    rows = [HEAD, tuple("---" for _ in HEAD)]
    rows += [
        _row(size.members, task, one)
        for size, found in results.items()
        for task, one in found.items()
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    compared = [
        f"- {size}, {what}: {ratio:.2f} (at most {most:g}): {'met' if ratio <= most else 'missed'}"
        for size, found in results.items()
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
        for size in map(Size.told, sizes.split(",")):
            free = shutil.disk_usage(name).free
            if free < size.bytes:
                lacking = f"{size.bytes / 1e9:.0f} GB wanted, {free / 1e9:.0f} GB free"
                print(f"{size}: not run, for want of room ({lacking})")  # noqa: T201
                continue
            here = Path(name) / str(size.members)
            results[size] = measured(size, here)
            shutil.rmtree(here)
    print(table(results))  # noqa: T201 - for the person who asked for it


if __name__ == "__main__":
    main(*sys.argv[1:])
