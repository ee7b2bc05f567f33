"""Names of entries that an archive may have, and those that make it suspect."""

from __future__ import annotations

import re

from openssi.errors import SourceError
from openssi.sources.bounded import shown

_DRIVE = re.compile(r"[A-Za-z]:")


def safe_name(archive: str, name: str) -> str:
    """Return an entry's path with ``/`` as separator.

    Raises:
        SourceError: The path is absolute or climbs out of the archive.
    """
    path = name.replace("\\", "/")
    parts = path.split("/")
    if path.startswith("/") or _DRIVE.match(path) or ".." in parts or "\0" in path:
        raise suspect(archive, name, "reaches outside of the archive")
    return "/".join(part for part in parts if part not in {"", "."})


def suspect(archive: str, name: str, why: str) -> SourceError:
    """Say which entry of an archive is not to be trusted, and why."""
    return SourceError(
        f"{shown(archive)}: entry '{shown(name)}' {why}.",
        hint="this is not how LinkedIn packs an archive: download it again from LinkedIn.",
    )
