"""Zip files, tar files and folders, all seen as a list of entries that are streamed.

No entry is ever extracted to disk. Entries that reach outside, are links or lie over each other
make the whole archive suspect: it is refused with the reason.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from openssi.errors import SourceError
from openssi.sources.bounded import MAX_BYTES, Allowance, shown
from openssi.sources.entries import Container, Entry, container_of, unreadable
from openssi.sources.folders import folder_entries
from openssi.sources.nested import unnested, zip_within
from openssi.sources.tars import is_tar, tar_entries
from openssi.sources.zips import is_empty_zip, is_zip, zip_entries

__all__ = ["Container", "Entry", "opened", "unreadable"]

Packed = tuple[Sequence[str], Callable[[str], IO[bytes]]]


@contextmanager
def opened(path: Path) -> Iterator[Container]:
    """Open a zip file, a tar file or a folder, whatever its name says.

    A folder that holds nothing but one zip file stands for that file, and so does a zip or a tar
    file.

    Raises:
        SourceError: It is missing, not readable, none of the three, or not to be trusted.
    """
    path, packed = _resolved(path)
    if path.is_dir():
        try:
            names = folder_entries(path)
        except OSError as error:
            raise unreadable(path, error) from error
        allowance = Allowance(shown(path.name), MAX_BYTES)
        yield container_of(path, names, lambda name: (path / name).open("rb"), allowance)
        return
    with _packed(path) as (names, opener):
        outer = container_of(path, names, opener, Allowance(shown(path.name), packed))
        inner = zip_within(outer)
        if inner is None:
            yield outer
        else:
            with unnested(outer, inner) as whole:
                yield whole


@contextmanager
def _packed(path: Path) -> Iterator[Packed]:
    """Open a file by what its first bytes say it is."""
    head = _head(path)
    if is_empty_zip(head):
        raise SourceError(
            f"{shown(path.name)}: an empty ZIP file.",
            hint="download the archive from LinkedIn again.",
        )
    if is_zip(head):
        with path.open("rb") as stream, zip_entries(path.name, stream) as found:
            yield found
    elif is_tar(path, head):
        with tar_entries(path, head) as found:
            yield found
    else:
        what = "not a ZIP, a tar or a folder" if head else "an empty file"
        raise SourceError(
            f"{shown(path.name)}: {what}.",
            hint="give the ZIP that LinkedIn sent you, or the folder you unpacked it into.",
        )


def _resolved(path: Path) -> tuple[Path, int]:
    """Return the path of the archive itself, and its size."""
    try:
        about = path.stat()
        _refuse_device(path, about.st_mode)
        if path.is_dir():
            inner = [p for p in path.iterdir() if not Entry(path=p.name).is_junk]
            if len(inner) == 1 and _is_plain(inner[0]) and is_zip(_head(inner[0])):
                return inner[0], inner[0].stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    return path, about.st_size


def _refuse_device(path: Path, mode: int) -> None:
    """Whoever opens a pipe waits for somebody to write into it, perhaps for ever."""
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise SourceError(
            f"{shown(path.name)}: a pipe or a device, not a file or a folder.",
            hint="save what it gives to a file, and give that file.",
        )


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(512)
    except OSError as error:
        raise unreadable(path, error) from error
