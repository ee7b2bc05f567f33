"""Zip files, tar files and folders, all seen as a list of entries that are streamed.

Nothing is ever extracted to disk. Entries that reach outside, are links, are encrypted or lie over
each other make the whole archive suspect: it is refused with the reason.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from openssi.errors import SourceError
from openssi.sources.bounded import MAX_BYTES, MAX_ENTRIES, Allowance, Counted, shown
from openssi.sources.folders import folder_entries
from openssi.sources.tars import is_tar, tar_entries
from openssi.sources.zips import is_empty_zip, is_zip, zip_entries

_JUNK: Final = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_BUFFER: Final = 1 << 18


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One file of an archive."""

    path: str
    """Path inside the archive, with ``/`` on every system."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def is_junk(self) -> bool:
        """Whether an operating system left this file, not LinkedIn."""
        parts = self.path.lower().split("/")
        return parts[-1] in _JUNK or parts[-1].startswith("._") or "__macosx" in parts[:-1]


@dataclass(frozen=True, kw_only=True)
class Container:
    """An archive that is open for reading."""

    path: Path
    """Where it lies."""
    entries: tuple[Entry, ...]
    """Its files, sorted by path."""
    opener: Callable[[str], IO[bytes]]
    """Opens one path, unbounded; use `open`."""
    allowance: Allowance
    """What it may still unfold into."""

    def open(self, entry: Entry) -> io.BufferedReader:
        """Stream one entry from its start, with its bytes counted."""
        where = f"{shown(self.path.name)}: {shown(entry.path)}"
        try:
            stream = self.opener(entry.path)
        except OSError as error:
            raise unreadable(self.path / entry.path, error) from error
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise SourceError(
                f"{where}: damaged, or packed in a way that LinkedIn does not use.",
                hint="download the archive from LinkedIn again and give that file.",
            ) from error
        return io.BufferedReader(Counted(stream, self.allowance, where), _BUFFER)

    @property
    def names(self) -> tuple[str, ...]:
        """Names under which the archive may say what it is: its own, and its top folders."""
        tops = {entry.path.partition("/")[0] for entry in self.entries if "/" in entry.path}
        return (self.path.resolve().name, *sorted(tops))


@contextmanager
def opened(path: Path) -> Iterator[Container]:
    """Open a zip file, a tar file or a folder, whatever its name says.

    A folder that holds nothing but one zip file stands for that file.

    Raises:
        SourceError: It is missing, not readable, none of the three, or not to be trusted.
    """
    path, packed = _resolved(path)
    if path.is_dir():
        try:
            names = folder_entries(path)
        except OSError as error:
            raise unreadable(path, error) from error
        yield _container(path, names, lambda name: (path / name).open("rb"), MAX_BYTES)
        return
    with _packed(path) as (names, opener):
        yield _container(path, names, opener, packed)


@contextmanager
def _packed(path: Path) -> Iterator[tuple[Sequence[str], Callable[[str], IO[bytes]]]]:
    """Open a file by what its first bytes say it is."""
    head = _head(path)
    if is_empty_zip(head):
        raise SourceError(
            f"{shown(path.name)}: an empty ZIP file.",
            hint="download the archive from LinkedIn again.",
        )
    if is_zip(head):
        with zip_entries(path) as found:
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


def _container(
    path: Path, names: Sequence[str], opener: Callable[[str], IO[bytes]], packed: int
) -> Container:
    if len(names) > MAX_ENTRIES:
        raise SourceError(
            f"{shown(path.name)}: {len(names):,} files, a data archive has a few hundred.",
            hint="give the archive itself, not a folder that holds much more.",
        )
    return Container(
        path=path,
        entries=tuple(Entry(path=name) for name in sorted(names)),
        opener=opener,
        allowance=Allowance(shown(path.name), packed),
    )


def _resolved(path: Path) -> tuple[Path, int]:
    """Return the path of the archive itself, and its size."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            inner = [p for p in path.iterdir() if not Entry(path=p.name).is_junk]
            if len(inner) == 1 and _is_plain(inner[0]) and is_zip(_head(inner[0])):
                return inner[0], inner[0].stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    return path, size


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(512)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> SourceError:
    """Say in plain words why the system does not let a path be read."""
    if isinstance(error, FileNotFoundError):
        return SourceError(
            f"{shown(path.name)}: no such file or folder.",
            hint="check the path; the archive is often in the Downloads folder.",
        )
    if isinstance(error, PermissionError):
        return SourceError(
            f"{shown(path.name)}: no right to read it.", hint="change its rights, or copy it."
        )
    return SourceError(
        f"{shown(path.name)}: cannot be read ({error.strerror or 'read error'}).",
        hint="copy it to a local disk and give that copy.",
    )
