"""Results written aside and swapped in whole: whatever stops a run, the last good one stands.

What is complete is first noted in a journal. A run that is stopped while it swaps is finished by
the next one, from the journal; one that is stopped before leaves nothing but its own folder.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

import duckdb

from openssi.errors import OutputError

STAGING: Final = ".staging"
_JOURNAL: Final = "journal.json"
_LOCK: Final = ".lock"
"""A database without anything in it: the system lets go of it when its process ends."""


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """Finish what an earlier run left, and give a folder of this run's own, removed at the end.

    Raises:
        OutputError: There is no right to write there, or no room.
    """
    try:
        with alone(out):
            yield from _staging(out, out / STAGING)
    except OSError as error:
        raise _unwritable(out, error) from error


def _staging(out: Path, folder: Path) -> Iterator[Path]:
    try:
        folder.mkdir(exist_ok=True)
        finish(out)
        _empty(folder)
        yield folder
    finally:
        if not (folder / _JOURNAL).exists():
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder, until this one ends in whatever way.

    Raises:
        OutputError: Another run is at work there, or there is no right to write there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = duckdb.connect(str(folder / _LOCK))
    except OSError as error:
        raise _unwritable(folder, error) from error
    except duckdb.IOException as error:
        if "Could not set lock" not in str(error):
            raise _unwritable(folder, OSError()) from error
        raise OutputError(
            f"{folder}: another run is at work there.", hint="wait until it has ended."
        ) from error
    with lock:
        yield


def _unwritable(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{folder}: cannot be written ({error.strerror or 'no right, or no room'}).",
        hint="choose a folder in which you may write, with room for the results.",
    )


def swap_in(out: Path, ready: Path) -> None:
    """Put all that is below a folder in the place of what is at the same paths of the results.

    Args:
        out: Folder of the results.
        ready: A folder in its staging: files and ``table/date=…`` folders, complete.
    """
    moves = sorted(str(path.relative_to(ready)) for path in _units(ready))
    _write(out / STAGING / _JOURNAL, {"from": ready.name, "moves": moves})
    finish(out)


def is_unfinished(out: Path) -> bool:
    """Tell whether a run was stopped while it swapped its results in."""
    return (out / STAGING / _JOURNAL).exists()


def finish(out: Path) -> bool:
    """Do what a journal says is complete; return whether there was one."""
    journal = out / STAGING / _JOURNAL
    if not journal.exists():
        return False
    told = json.loads(journal.read_text(encoding="utf-8"))
    for move in told["moves"]:
        _move(out / STAGING / told["from"] / move, out / move, out / STAGING)
    journal.unlink()
    return True


def forget(out: Path, before: str) -> list[str]:
    """Remove the results of days before one, and return which."""
    old = [path for path in out.glob("*/date=*") if path.name.removeprefix("date=") < before]
    for path in old:
        shutil.rmtree(path)
    return sorted({path.name.removeprefix("date=") for path in old})


def _units(ready: Path) -> Iterator[Path]:
    """What is moved as a whole: the folder of a day, or a file."""
    for path in ready.iterdir():
        if path.is_dir():
            yield from path.iterdir()
        else:
            yield path


def _move(source: Path, target: Path, aside: Path) -> None:
    """Move one unit; where it is gone, it was moved before. What it replaces goes aside."""
    if not source.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir() and target.exists():
        target.replace(aside / f"replaced-{uuid4().hex}")
    source.replace(target)


def _write(path: Path, content: object) -> None:
    aside = path.with_suffix(".part")
    with aside.open("w", encoding="utf-8") as stream:
        json.dump(content, stream)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(path)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
