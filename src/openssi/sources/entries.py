"""An open archive as a list of entries that are streamed, wherever they come from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from openssi.errors import SourceError
from openssi.sources.bounded import MAX_ENTRIES, Allowance, Counted, shown

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

    def open(self, entry: Entry, *, is_packed: bool = False) -> io.BufferedReader:
        """Stream one entry from its start, with its bytes counted, and its lines unless packed."""
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
        spend = self.allowance.spend_bytes if is_packed else self.allowance.spend
        return io.BufferedReader(Counted(stream, spend, where), _BUFFER)

    @property
    def names(self) -> tuple[str, ...]:
        """Names under which the archive may say what it is: its own, and its top folders."""
        tops = {entry.path.partition("/")[0] for entry in self.entries if "/" in entry.path}
        return (self.path.resolve().name, *sorted(tops))


def container_of(
    path: Path, names: Iterable[str], opener: Callable[[str], IO[bytes]], allowance: Allowance
) -> Container:
    """Return an open archive.

    Raises:
        SourceError: It has far more files than any.
    """
    entries = tuple(Entry(path=name) for name in sorted(names))
    if len(entries) > MAX_ENTRIES:
        raise SourceError(
            f"{shown(path.name)}: {len(entries):,} files, a data archive has a few hundred.",
            hint="give the archive itself, not a folder that holds much more.",
        )
    return Container(path=path, entries=entries, opener=opener, allowance=allowance)


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
