"""Every file of an archive: read into rows, left closed, or reported as unknown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Final

from openssi.errors import SourceError
from openssi.sources.account import FileAccount
from openssi.sources.bounded import shown
from openssi.sources.entries import Container, Entry
from openssi.sources.linkedin_archive import catalog
from openssi.sources.linkedin_archive.articles import Article, article, is_article
from openssi.sources.linkedin_archive.contents import Contents
from openssi.sources.linkedin_archive.dates import DAY, instant_of
from openssi.sources.linkedin_archive.declared import Declared
from openssi.sources.linkedin_archive.extent import shown_by
from openssi.sources.linkedin_archive.ledger import Ledger, too_many
from openssi.sources.linkedin_archive.likeness import closest, lookalikes, usual_name
from openssi.sources.linkedin_archive.rejects import lost
from openssi.sources.linkedin_archive.resaved import ResavedError
from openssi.sources.linkedin_archive.rows import MAX_ROWS, MAX_TEXT, read_rows
from openssi.sources.linkedin_archive.sheet import Sheet
from openssi.sources.linkedin_archive.strangers import (
    ANOTHER,
    refuse_nested,
    refuse_several,
    why_closed,
    why_unknown,
)

_HEAD: Final = 1 << 16
_MAX_ROWS: Final = 2 * MAX_ROWS
_MAX_TEXT: Final = 2 * MAX_TEXT
"""Rows and characters of all files together, messages apart."""

_FAR: Final = instant_of(dt.date(2100, 1, 1))


@dataclass(kw_only=True)
class Files:
    """What the files of an archive gave."""

    where: str
    """The archive's name."""
    latest: int = _FAR
    """Instant after which nothing can have happened."""
    contents: Contents = field(default_factory=Contents)
    articles: list[Article] = field(default_factory=list)
    stems: set[str] = field(default_factory=set)
    """Normal names of all files."""
    seen: dict[Declared[Any], set[int]] = field(default_factory=dict)
    """Fingerprints of rows, by the kind of file."""
    broken: set[Declared[Any]] = field(default_factory=set)
    """Files that could not be read at all."""
    like: dict[Declared[Any], str] = field(default_factory=dict)
    """Files that may be there under a name that is not known, by that path."""
    lost: frozenset[Declared[Any]] = frozenset()
    """Files of which every row was rejected."""
    closed: list[FileAccount] = field(default_factory=list)
    """Accounts of the files that were not read."""
    notes: list[str] = field(default_factory=list)
    rows: int = 0
    text: int = 0
    """Rows and characters read so far, messages apart."""

    def accounts(self) -> list[FileAccount]:
        """Return the account of every file, by path."""
        read = [
            batch.ledger.closed(() if declared in self.lost else shown_by(declared))
            for declared, batches in self.contents.batches.items()
            for batch in batches
        ]
        read += [found.ledger.closed(("article_published",)) for found in self.articles]
        return sorted((*read, *self.closed), key=lambda account: account.file)


def read_files(container: Container, day: dt.date | None) -> Files:
    """Read all files of an archive that are known.

    Args:
        container: The open archive.
        day: When it was made; rows from later than the day after are wrong.

    Raises:
        SourceError: None of the files is known, or they belong to several archives.
    """
    files = Files(where=container.path.name)
    if day is not None:
        files.latest = instant_of(day) + 2 * DAY
    refuse_several(container)
    for entry in container.entries:
        _read(container, entry, files)
    files.seen.clear()  # of no use any more, and as large as all the rest
    _note_lost(files)
    _note_like(files)
    if not files.contents.batches and not files.articles and not files.broken:
        refuse_nested(container)
        raise SourceError(
            f"{shown(files.where)}: not a LinkedIn data archive, none of its "
            f"{len(container.entries):,} files is known.",
            hint="give the ZIP that LinkedIn sent you, or the folder you unpacked it into.",
        )
    return files


def _note_lost(files: Files) -> None:
    """Say of files that lost every row that they do not tell that there was nothing."""
    files.lost = lost(files.contents)
    for declared, batches in files.contents.batches.items():
        for ledger in (batch.ledger for batch in batches if declared in files.lost):
            ledger.reason = "every row was rejected: what there was is not known"
            files.notes.append(f"{ledger.file} tells nothing: every row of it was rejected.")


def _note_like(files: Files) -> None:
    """Say of files that are not there, but may be under another name, that they are not empty."""
    for there in files.like.keys() & (files.contents.batches.keys() | files.broken):
        del files.like[there]
    for declared, path in files.like.items():
        files.notes.append(
            f"{path} has the columns of {usual_name(declared)}, which is not there: what that "
            "would show is not known."
        )


def _read(container: Container, entry: Entry, files: Files) -> None:
    files.stems.add(catalog.stem_of(entry.name))
    if reason := why_closed(entry):
        _note_archive(entry, reason, files)
        files.closed.append(FileAccount(file=shown(entry.path), status="ignored", reason=reason))
    elif is_article(entry.path):
        with container.open(entry) as stream:
            head = stream.read(_HEAD)
        files.articles.append(article(entry.name, head, Ledger(shown(entry.path))))
    elif entry.name.lower().endswith(".csv"):
        _read_sheet(container, entry, files)
    else:
        files.closed.append(_unknown(entry, why_unknown(entry)))


def _note_archive(entry: Entry, reason: str, files: Files) -> None:
    if reason == ANOTHER:
        files.notes.append(
            f"{shown(entry.path)} is another archive and was not opened: give it on its own."
        )


def _read_sheet(container: Container, entry: Entry, files: Files) -> None:
    declared = catalog.declared_as(entry.name)
    ledger = Ledger(shown(entry.path))
    with container.open(entry) as stream:
        sheet = Sheet(stream, ledger, backslash=declared is None or declared.backslash)
        tried: list[list[str]] = []
        for header in sheet.headers():
            tried.append(header)
            one = declared or next(catalog.recognised(header), None)
            if one is not None and not one.missing(header):
                _take(one, sheet, ledger, files, by_header=declared is None)
                return
    if declared is None:
        _note_unknown(entry, tried, files)
    else:
        _note_broken(entry, declared, closest(declared, tried), files)


def _take(
    declared: Declared[Any], sheet: Sheet, ledger: Ledger, files: Files, *, by_header: bool
) -> None:
    if by_header:
        ledger.reason = "known by its header, not by its name"
    try:
        seen = files.seen.setdefault(declared, set())
        read = declared.read or read_rows
        files.contents.add(declared, read(sheet, declared, ledger, latest=files.latest, seen=seen))
        if declared.read is None:
            _refuse_many(files, ledger.rows, sheet.read)
    except ResavedError as error:
        raise SourceError(
            f"{ledger.file}: saved again by a spreadsheet program, which rewrote its dates.",
            hint="give the archive as LinkedIn sent it, or accept the loss with --allow-resaved.",
        ) from error


def _refuse_many(files: Files, rows: int, text: int) -> None:
    """Each file may be small enough, and all of them together too much."""
    files.rows += rows
    files.text += text
    if files.rows > _MAX_ROWS:
        raise too_many(shown(files.where), _MAX_ROWS, "rows")
    if files.text > _MAX_TEXT:
        raise too_many(shown(files.where), _MAX_TEXT, "characters in rows")


def _note_unknown(entry: Entry, tried: list[list[str]], files: Files) -> None:
    reason = "not known to this version: only its header was read"
    if like := lookalikes(tried):
        reason += f", which is like that of {' or '.join(map(usual_name, like))}"
        files.like |= {one: shown(entry.path) for one in like if one not in files.like}
    files.closed.append(_unknown(entry, reason))


def _note_broken(entry: Entry, declared: Declared[Any], header: list[str], files: Files) -> None:
    files.broken.add(declared)
    reason = f"no column '{declared.missing(header)[0]}' (found: {_found(declared, header)})"
    files.closed.append(_unknown(entry, reason))
    files.notes.append(f"{shown(entry.path)} was not read: {reason}.")


def _found(declared: Declared[Any], header: list[str]) -> str:
    """Name the columns that are known; a first row of something else may hold personal data."""
    known = declared.found(header)
    others = len(header) - len(known)
    return ", ".join((*known, *((f"{others} unknown",) if others > 0 else ()))) or "an empty file"


def _unknown(entry: Entry, reason: str) -> FileAccount:
    return FileAccount(file=shown(entry.path), status="unknown", reason=reason)
