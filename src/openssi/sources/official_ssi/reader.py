"""From a file to readings of LinkedIn's own index: JSON, saved page, pasted text or a table."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openssi import tables
from openssi.errors import SourceError
from openssi.sources.account import FileAccount, Imported, OfficialReading
from openssi.sources.bounded import shown
from openssi.sources.container import unreadable
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.official_ssi import checks, page_json, readings
from openssi.sources.official_ssi.page_day import saved_on
from openssi.sources.official_ssi.parts import not_found
from openssi.sources.official_ssi.pasted import parts_of as text_parts
from openssi.sources.official_ssi.pasted import pasted
from openssi.sources.official_ssi.saved_page import is_page, page_in, visible_text
from openssi.tables import Tables

NAME: Final = "LinkedIn's own index"
"""What this source is called."""

MAX_FILE: Final = 32 << 20
"""Bytes of one file; a saved page has one or two million."""

_JSON: Final = "the page's JSON"
_PAGE: Final = "the saved page"
_ENOUGH: Final = 3
_GLANCE: Final = 8_192
"""Characters in which a pasted page must show itself; other texts may be tables of any size."""
_MARKS: Final = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What one file gave."""

    kind: str
    official: tuple[OfficialReading, ...]
    account: FileAccount
    notes: tuple[str, ...]


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file tells LinkedIn's own index, by its content.

    Args:
        path: The file; a page hides its JSON far below its beginning, so that it is read through.
        head: Its first 64 KiB.
    """
    text = _decoded(head)
    begins = text.lstrip("\ufeff \t\r\n")
    if begins.startswith(("{", "[")):
        return f'"{page_json.MARK}"' in text
    if is_page(begins):
        return _page_tells(path)
    return readings.is_table(begins) or _shows_index(begins[:_GLANCE])


def read(path: Path, *, member_id: str, day: dt.date | None = None) -> Imported:
    """Read LinkedIn's own index of a member.

    Args:
        path: The page's JSON, the saved page, its pasted text, or a table of readings.
        member_id: Whose index it is.
        day: The day on which the page was read; without it, the day that the file itself tells, or
            else that on which the file was last changed (UTC), and a note says so. A table says
            the day in each row.

    Raises:
        SourceError: The file is none of these, or its numbers cannot be true.
    """
    data = _content(path)
    text = _decoded(data)
    begins = text.lstrip("\ufeff \t\r\n")
    if readings.is_table(begins[:65_536]):
        found = _of_table(path, member_id)
    else:
        found = _of_page(path, begins, member_id, day)
    empty = {name: tables.from_rows(name, []) for name in tables.SCHEMAS}
    return Imported(
        source=NAME,
        archive=shown(path.name),
        kind=found.kind,
        member_id=member_id,
        identified_by="whoever gave the file",
        tables=Tables(**empty),
        seen_to=max(one.day for one in found.official),
        files=(found.account,),
        notes=found.notes,
        official=found.official,
    )


def _of_table(path: Path, member_id: str) -> _Found:
    ledger = Ledger(path.name)
    with path.open("rb") as stream:
        official = readings.table_of(stream, ledger, member_id)
    if not official:
        first = min(ledger.rejected, key=lambda row: row.line, default=None)
        raise SourceError(
            f"{shown(path.name)}: no row of it is a reading.",
            hint="docs/sources/official-index.md shows such a table.",
            details=(f"line {first.line}: {first.reason}.",) if first else (),
        )
    return _Found(kind=readings.SOURCE, official=official, account=ledger.closed(), notes=())


def _of_page(path: Path, text: str, member_id: str, day: dt.date | None) -> _Found:
    known = day or saved_on(text)
    on = known or _changed_on(path)
    kind, one, unknown = _reading(path, text, on, member_id)
    notes = [] if known else [_guessed(path, on)]
    if unknown:
        names = ", ".join(f"'{name}'" for name in unknown)
        notes.append(f"{shown(path.name)}: {names} is none of the four pillars, and was left out.")
    if lacking := not_found(one):
        notes.append(f"{shown(path.name)} does not tell {', '.join(lacking)}.")
    account = FileAccount(
        file=shown(path.name), status="parsed", rows=1, imported=1, first=on, last=on
    )
    return _Found(kind=kind, official=(one,), account=account, notes=tuple(notes))


def _reading(
    path: Path, text: str, day: dt.date, member_id: str
) -> tuple[str, OfficialReading, tuple[str, ...]]:
    """Read the JSON where there is one, else what the page shows; and name unknown pillars."""
    told: tuple[tuple[str, Callable[[], page_json.Page | None]], ...] = (
        (_JSON, lambda: page_json.page_of(text)),
        (_PAGE, lambda: page_in(text) if is_page(text) else None),
    )
    for kind, page_of in told:
        page = page_of()
        if page and page.parts:
            one = checks.reading(page.parts, day=day, member_id=member_id, source=kind)
            return kind, one, page.unknown
    shows = visible_text(text) if is_page(text) else text
    if not _shows_index(shows):
        raise _not_this(path)
    one = pasted(shows, day=day, member_id=member_id)
    return (_PAGE if is_page(text) else "pasted text"), one, ()


def _guessed(path: Path, day: dt.date) -> str:
    return (
        f"{shown(path.name)} does not say when it was made: the day on which the file was last "
        f"changed, {day.isoformat()} (UTC), stands for it."
    )


def _shows_index(text: str) -> bool:
    """Say whether a text speaks of the index and has enough of its numbers."""
    if not re.search(r"social selling index|\bssi\b", text, re.IGNORECASE):
        return False
    try:
        return len(text_parts(text)) >= _ENOUGH
    except SourceError:  # it contradicts itself, so that it is this page
        return True


def _page_tells(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE)
    except OSError:
        return False
    if b"memberScore" in data:
        return page_in(_decoded(data)) is not None
    is_about = b"ocial " in data and b"elling " in data
    return is_about and _shows_index(visible_text(_decoded(data)))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > MAX_FILE:
        raise SourceError(
            f"{shown(path.name)}: larger than {MAX_FILE >> 20} MB, a saved page has one or two.",
            hint="save https://www.linkedin.com/sales/ssi again, as 'HTML only'.",
        )
    return data


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return data.decode("utf-8", "replace")


def _changed_on(path: Path) -> dt.date:
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()
    except (OSError, OverflowError, ValueError) as error:
        raise SourceError(
            f"{shown(path.name)}: it does not say when the page was read.",
            hint="give the day.",
        ) from error


def _not_this(path: Path) -> SourceError:
    return SourceError(
        f"{shown(path.name)}: no reading of LinkedIn's own index in it.",
        hint="save https://www.linkedin.com/sales/ssi while logged in, or copy its text and use "
        "'openssi official paste'.",
    )
