"""Which source a file is: told by what is in it, whatever it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from openssi.errors import SourceError
from openssi.sources.bounded import shown

HEAD: Final = 1 << 16
"""Bytes of a file that are looked at first."""


_Test = tuple["Source", Callable[[Path, bytes], bool]]


class Source(StrEnum):
    """The sources that are known, by what people call them."""

    archive = "LinkedIn's data archive (the ZIP, or the folder unpacked from it)"
    analytics = "LinkedIn's creator analytics (.xlsx)"
    seats = "Sales Navigator's usage report or activity export (CSV)"
    roster = "a roster that says whose seat is whose (CSV: name,email,seat,profile URL,team)"
    official = "readings of LinkedIn's own index (its page saved, its JSON, or a CSV)"
    mastodon = "a Mastodon archive"


def recognised(path: Path, *, mapped: bool = False, columns: Path | None = None) -> Source | None:
    """Tell which source a file or folder is.

    Args:
        path: Where it lies.
        mapped: Whether a map tells what the columns of tables mean; then what is not known
            otherwise is such a table, and none of the sources.
        columns: The user's own names of the columns of a usage report.

    Raises:
        SourceError: It is none that is known; the hint names those that would be.
    """
    head = _head(path)
    for source, is_one in _tests(path, head, columns):
        if is_one(path, head):
            return source
    if mapped and path.is_file():
        return None
    if _may_be_archive(path, head):
        return Source.archive  # its reader says what is wrong with it
    raise _unknown(path, head)


def _unknown(path: Path, head: bytes) -> SourceError:
    name = shown(path.name)
    if not head:
        return SourceError(f"{name}: an empty file.", hint="get it again, and give it whole.")
    from openssi.sources.linkedin_archive.catalog import declared_as  # noqa: PLC0415 - seldom asked

    if declared_as(path.name):
        return SourceError(
            f"{name}: a single file of LinkedIn's data archive.",
            hint="give the ZIP that LinkedIn sent, or the folder that this file lies in.",
        )
    return SourceError(
        f"{name}: not a source that is known. Known are:",
        hint="give one of these, or say with --map what the columns of a table mean.",
        details=tuple(f"- {source.value}" for source in Source),
    )


def _tests(path: Path, head: bytes, columns: Path | None) -> Iterator[_Test]:
    """Yield what to try, each imported only when it is its turn."""
    if _may_be_archive(path, head) and not _is_workbook(head):
        yield from _of_several_files(is_tar_file=path.is_file() and head[:2] != b"PK")
    if head[:2] == b"PK":
        from openssi.sources import creator_analytics  # noqa: PLC0415

        yield Source.analytics, creator_analytics.recognises
    elif path.is_file():
        from openssi.sources import official_ssi, sales_navigator  # noqa: PLC0415

        yield Source.official, official_ssi.recognises
        yield Source.roster, sales_navigator.is_roster
        yield Source.seats, partial(sales_navigator.recognises, columns=columns)


def _of_several_files(*, is_tar_file: bool) -> Iterator[_Test]:
    """Yield what holds several files; of a tar file, what is told by its first entry alone first.

    The other test lists all entries, for which a packed tar file has to be unpacked whole.
    """
    if is_tar_file:
        yield Source.mastodon, _is_mastodon
    from openssi.sources import linkedin_archive  # noqa: PLC0415

    yield Source.archive, lambda path, _: linkedin_archive.identify(path)
    if not is_tar_file:
        yield Source.mastodon, _is_mastodon


def _is_mastodon(path: Path, head: bytes) -> bool:
    from openssi.sources import mastodon_archive  # noqa: PLC0415

    return mastodon_archive.recognises(path, head)


def _may_be_archive(path: Path, head: bytes) -> bool:
    from openssi.sources.tars import is_tar  # noqa: PLC0415 - a text file needs none of it

    return path.is_dir() or head[:2] == b"PK" or is_tar(path, head)


def _is_workbook(head: bytes) -> bool:
    """Office files begin with this entry, by the standard of their packages."""
    return b"[Content_Types].xml" in head[:200] or b"xl/" in head[:200]


def _head(path: Path) -> bytes:
    if not path.is_file():
        return b""
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD)
    except OSError as error:
        raise SourceError(
            f"{shown(path.name)}: cannot be read ({error.strerror}).", hint="check its rights."
        ) from error
