"""Write files whole or not at all."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from openssi.errors import OutputError


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all.

    Raises:
        OutputError: There is no right to write there, no such folder, or no room.
    """
    write(path, lambda aside: aside.write_text(text, encoding="utf-8", newline="\n"))


def write(path: Path, fill: Callable[[Path], object]) -> None:
    """Fill a file aside and swap it in when it is complete.

    Args:
        path: Where the file goes; one that exists is replaced.
        fill: Writes the file that it is given.

    Raises:
        OutputError: There is no right to write there, no such folder, or no room.
    """
    write_all({path: fill})


def write_all(files: Mapping[Path, Callable[[Path], object]]) -> None:
    """Fill several files aside and swap them in when all are complete.

    Args:
        files: How to fill each file; one that exists is replaced.

    Raises:
        OutputError: There is no right to write there, no such folder, or no room.
    """
    asides: dict[Path, Path] = {}
    try:
        for path, fill in files.items():
            with _clear(path):
                asides[path] = _aside(path)
                fill(asides[path])
        for path, aside in asides.items():
            with _clear(path):
                aside.replace(path)
    finally:
        for aside in asides.values():
            aside.unlink(missing_ok=True)


@contextmanager
def _clear(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}).",
            hint="choose a folder that exists, in which you may write.",
        ) from error


def never_over(target: Path | None, *inputs: Path | None) -> None:
    """Refuse to write over what was given to be read: an archive takes a day to get.

    Raises:
        OutputError: The target is one of the inputs.
    """
    if target is None or not target.exists():
        return
    if any(path.exists() and target.samefile(path) for path in inputs if path):
        raise OutputError(
            f"{target}: that was given to be read.", hint="choose another place with -o."
        )


def never_within(target: Path | None, folder: Path) -> None:
    """Refuse to write into a folder of results: what is in it is a run's own.

    Raises:
        OutputError: The target lies in the folder.
    """
    if target is not None and target.resolve().is_relative_to(folder.resolve()):
        raise OutputError(
            f"{target}: that lies in the results that are read.",
            hint="choose another place with -o.",
        )


def never_over_anything(target: Path) -> None:
    """Refuse to replace a file that is there.

    Raises:
        OutputError: There is something of that name.
    """
    if target.exists():
        raise OutputError(
            f"{target}: exists already.", hint="choose another name, or delete it first."
        )


def make_folder(path: Path) -> None:
    """Make a folder and those above it.

    Raises:
        OutputError: There is a file of that name, or no right to write there.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be made ({error.strerror or error}).",
            hint="choose another folder with --out.",
        ) from error


def _aside(path: Path) -> Path:
    if path.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".openssi-", suffix=path.suffix)
    os.close(handle)
    return Path(name)
