"""Entries that are not files of the archive: other archives, and what stays closed."""

from __future__ import annotations

from typing import Final

from openssi.errors import SourceError
from openssi.sources.bounded import shown
from openssi.sources.entries import Container, Entry
from openssi.sources.folders import MAX_DEPTH
from openssi.sources.linkedin_archive import catalog

_ARCHIVES: Final = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz")

ANOTHER: Final = "an archive within the archive: not opened"
"""Why an archive is left closed that lies beside the files of this one."""


def refuse_several(container: Container) -> None:
    """Refuse archives side by side in one folder: each has its own day and kind."""
    homes: dict[str, str] = {}
    for entry in container.entries:
        home = entry.path.rpartition("/")[0]
        if entry.is_junk or not catalog.declared_as(entry.name):
            continue
        if homes.setdefault(catalog.stem_of(entry.name), home) != home:
            raise SourceError(
                f"{shown(container.path.name)}: holds more than one archive.",
                hint="give each archive on its own.",
            )


def refuse_nested(container: Container) -> None:
    """Refuse a container that holds an archive, for where it holds nothing else."""
    if any(_is_archive(entry) for entry in container.entries):
        raise SourceError(
            f"{shown(container.path.name)}: holds another archive, not the files of one.",
            hint="unpack it once and give the archive that is inside.",
        )


def why_closed(entry: Entry) -> str | None:
    """Return why a file is left closed, None where it is not."""
    if entry.is_junk:
        return "left by the operating system"
    if _is_archive(entry):
        return ANOTHER
    parts = entry.path.lower().split("/")
    if parts[-1].endswith((".html", ".htm")) and "drafts" in parts[:-1]:
        return "a draft that was never published"
    if parts[-2:-1] == ["jobs"] or parts[-2:-1] == ["verifications"]:
        return catalog.PRIVATE
    return catalog.why_ignored(entry.name)


def why_unknown(entry: Entry) -> str:
    """Return why nothing is known of a file, or a folder, that is not to be ignored."""
    if entry.path.endswith("/"):
        return f"a folder below {MAX_DEPTH} others: not looked into"
    return "not known to this version: not opened"


def _is_archive(entry: Entry) -> bool:
    return entry.name.lower().endswith(_ARCHIVES)
