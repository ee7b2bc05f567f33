"""The files of an archive that give no deed: favourites without a date, and what is left closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from openssi.errors import SourceError
from openssi.sources.account import FileAccount
from openssi.sources.bounded import shown
from openssi.sources.container import Container, Entry
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.mastodon_archive.ordered import items

FILES: Final = ("actor.json", "outbox.json")
"""Files without which it is no such archive."""

LIKES: Final = "likes.json"
"""The file of favourites."""

UNDATED: Final = "a favourite, of which Mastodon does not tell the day"
"""Why favourites do not count."""

MAX_ITEMS: Final = 1_000_000
"""Items of one collection."""


def favourites(container: Container, entry: Entry | None) -> Iterator[FileAccount]:
    """Set favourites aside, which have no date, and count them."""
    if entry is None:
        return
    ledger = Ledger(entry.path)
    for _ in items(container.open(entry), where(container.path, entry.path)):
        ledger.rows += 1
        refuse_endless(ledger)
        ledger.ignore(UNDATED)
    yield ledger.closed()


def left_closed(container: Container) -> Iterator[FileAccount]:
    """Name what is not read; attachments, of which there may be thousands, by their folder."""
    others = [e for e in container.entries if e.name not in {*FILES, LIKES}]
    media = [entry for entry in others if "media_attachments/" in entry.path]
    for entry in others:
        if entry not in media:
            why = "left by the operating system" if entry.is_junk else "no score needs it"
            yield FileAccount(file=shown(entry.path), status="ignored", reason=why)
    if media:
        reason = f"{len(media):,} attachments: no score needs them"
        yield FileAccount(file="media_attachments/", status="ignored", reason=reason)


def refuse_endless(ledger: Ledger) -> None:
    """Refuse a collection of more items than any account has."""
    if ledger.rows > MAX_ITEMS:
        raise SourceError(
            f"{shown(ledger.file)}: more than {MAX_ITEMS:,} items.",
            hint="give an archive as a Mastodon server makes it.",
        )


def where(path: Path, name: str) -> str:
    """Return what to call an entry in an error."""
    return f"{shown(path.name)}: {shown(name)}"
