"""Write a platform's tables: made piece by piece, sorted slice by slice, swapped in at the end."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from openssi.errors import OutputError
from openssi.sources.synthetic.platform import acquaintance, log, people
from openssi.sources.synthetic.platform.amounts import paced
from openssi.sources.synthetic.platform.crowd import crowd
from openssi.sources.synthetic.platform.made import Made
from openssi.sources.synthetic.platform.parts import LARGE
from openssi.sources.synthetic.platform.size import Size
from openssi.sources.synthetic.platform.workshop import Workshop

Steps = Callable[[str], object]
"""Told the name of each step as it begins."""

STEPS: Final = 5
"""How many there are."""

_BYTES: Final = {"members": 60, "pairs": 50, "activities": 45}
"""What a row takes on the disk while it is made and when it is written; measured, and some more."""


def write(
    folder: Path,
    size: Size,
    *,
    threads: int | None = None,
    steps: Steps = lambda _: None,
) -> Made:
    """Write ``members``, ``connections``, ``activities`` and ``coverage`` as Parquet.

    A large table is a folder of its name with part files; activities are in the order of time
    within and across them. The same size and seed give the same rows, whatever the threads.

    Args:
        folder: Where the tables go: a folder that does not exist, or is empty.
        size: How large the network is.
        threads: How many pieces are made at a time; by default one for each core.
        steps: Told the name of each step as it begins.

    Raises:
        OutputError: The folder is not empty or cannot be written, or there is no room.
    """
    _check_folder(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _check_room(folder.parent, size)
        aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".openssi-"))
        try:
            return _swapped(folder, aside, size, threads, steps)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror or error}).",
            hint="choose a folder in which you may write.",
        ) from error


def _check_folder(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(
            f"{folder}: exists already and is not empty.",
            hint="choose another folder, or delete it first.",
        )


def _check_room(folder: Path, size: Size) -> None:
    needed = sum(number * getattr(size, name) for name, number in _BYTES.items())
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise OutputError(
            f"{folder}: {needed / 1e9:,.1f} GB are needed, {free / 1e9:,.1f} GB are free.",
            hint="free some room, or ask for fewer members, activities or pairs.",
        )


def _swapped(folder: Path, aside: Path, size: Size, threads: int | None, steps: Steps) -> Made:
    scratch, out = aside / "scratch", aside / "out"
    scratch.mkdir()
    out.mkdir()
    with Workshop(scratch, threads=threads) as shop:
        made = _made(shop, out, size, steps)
    if folder.exists():
        folder.rmdir()
    out.replace(folder)
    return made


def _made(shop: Workshop, out: Path, size: Size, steps: Steps) -> Made:
    steps("Making acquaintances")
    plan = acquaintance.begin(shop, crowd(size), size)
    steps("Measuring a part of the network")
    plan = paced(shop, size, plan)
    steps("Writing activities")
    activities = log.write(shop, out, plan, parted=size.activities > LARGE)
    steps("Writing connections")
    connections = acquaintance.write(shop, out, plan, size)
    steps("Writing members")
    people.write_coverage(shop, out, plan)
    return Made(
        members=people.write(shop, out, plan, size),
        active=size.active,
        connections=connections,
        activities=activities,
        weeks=4 * size.periods,
    )
