"""The entries of a folder into which an archive was unpacked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from openssi.errors import SourceError
from openssi.sources.bounded import MAX_ENTRIES, shown

MAX_DEPTH: Final = 5
"""Folders in folders that are looked into; LinkedIn packs two."""


def folder_entries(root: Path) -> Sequence[str]:
    """Return the paths of the files below a folder, with ``/``.

    A folder that lies too deep is not looked into: its own path is returned, with ``/`` at its end.

    Raises:
        SourceError: There is a link, a pipe or a device, or far more files than an archive has:
            it is another folder.
    """
    found: list[str] = []
    _walk(root, "", found, 0)
    return found


def _walk(folder: Path, prefix: str, found: list[str], depth: int) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                found.append(prefix + entry.name)
            elif not entry.is_dir(follow_symlinks=False):
                raise _strange(folder, entry.name)
            elif depth < MAX_DEPTH:
                _walk(folder / entry.name, f"{prefix}{entry.name}/", found, depth + 1)
            else:
                found.append(f"{prefix}{entry.name}/")
            if len(found) > MAX_ENTRIES:
                raise SourceError(
                    f"{shown(folder.name)}: more than {MAX_ENTRIES:,} files.",
                    hint="give the folder of the archive alone.",
                )


def _strange(folder: Path, name: str) -> SourceError:
    """A link shows what lies elsewhere; left out in silence, its file would count as empty."""
    return SourceError(
        f"{shown(folder.name)}: '{shown(name)}' is a link, a pipe or a device, not a file.",
        hint="put the file itself there, or unpack the archive again into a new folder.",
    )
