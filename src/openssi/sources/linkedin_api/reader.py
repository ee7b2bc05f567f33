"""From what was synced to the canonical tables, by the reader of the archive."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from openssi.errors import SourceError
from openssi.sources.account import FileAccount, Imported
from openssi.sources.linkedin_api.domains import DOMAINS
from openssi.sources.linkedin_api.events import Event, event_of
from openssi.sources.linkedin_api.letters import Letters
from openssi.sources.linkedin_api.parts import profile_name, rows_of, snapshot_parts
from openssi.sources.linkedin_api.seen import coverage, days_of, last_day, taken, unknown_files
from openssi.sources.linkedin_api.sheets import WHERE, Part, container
from openssi.sources.linkedin_api.store import Seen, Store
from openssi.sources.linkedin_api.told import Known, changelog_parts
from openssi.sources.linkedin_archive.collector import WHILE_READING
from openssi.sources.linkedin_archive.declared import Declared
from openssi.sources.linkedin_archive.engagement import COMMENTS, REACTIONS, REPOSTS
from openssi.sources.linkedin_archive.extent import Extent
from openssi.sources.linkedin_archive.files import read_files
from openssi.sources.linkedin_archive.messages import MESSAGES
from openssi.sources.linkedin_archive.people import NAME_PREFIX
from openssi.sources.linkedin_archive.posts import SHARES
from openssi.sources.linkedin_archive.reader import imported_from
from openssi.sources.linkedin_archive.urls import USUAL

NAME: Final = "LinkedIn's Member Data Portability API"
"""What this source is called."""

_SECONDS: Final = 19
"""Letters of ``2026-05-07 16:41:18``, without what may follow."""


def read(store: Store, *, member_id: str | None = None) -> Imported:
    """Read what was synced into the canonical tables, with an account of every row.

    Args:
        store: Where it was kept.
        member_id: Whose data it is, where another source tells; by default what the rows say.

    Raises:
        SourceError: Nothing was synced yet, or it does not tell whose it is.
    """
    slug = "" if member_id is None or member_id.startswith(NAME_PREFIX) else member_id
    with WHILE_READING:
        return _read(store, slug)


def _read(store: Store, slug: str) -> Imported:
    days, stretches = taken(store), store.seen()
    snapshot = snapshot_parts(store, days)
    events = _events(store)
    parts = [*snapshot.values(), *changelog_parts(events, _known(snapshot, slug, events))]
    day = last_day(days, stretches)
    if day is None or not any(part.sheets for part in parts):
        raise SourceError(
            "Nothing was synced from LinkedIn yet that a score is measured from.",
            hint="run openssi sync linkedin; LinkedIn gathers for a day or two after a new token.",
        )
    files = read_files(container(parts), day)
    lost = files.lost | _lost(snapshot)
    unknown = unknown_files(days) | lost
    present = frozenset(files.contents.batches) - unknown
    extent = Extent(kind="complete", present=present, broken=unknown)
    imported = imported_from(files, extent, f"{USUAL}{quote(slug)}" if slug else None, day)
    seen = coverage(imported.tables.coverage, days, stretches, imported.member_id, lost)
    pending = [one.name for one in DOMAINS if one.name not in days]
    return replace(
        imported,
        source=NAME,
        archive=WHERE,
        kind="partial" if pending else "complete",
        tables=replace(imported.tables, coverage=seen),
        files=(*_accounts(imported, parts), *map(_pending, pending)),
        notes=(*imported.notes, *_notes(stretches, pending)),
    )


def _events(store: Store) -> list[Event]:
    return [event_of(kept) for kept in store.events()]


def _known(snapshot: dict[str, Part], slug: str, events: Sequence[Event]) -> Known:
    letters = Letters(name=profile_name(snapshot), slug=slug)
    letters.learn(rows_of(snapshot, MESSAGES), {event.about for event in events})
    moments = {
        declared: Counter(row.get("Date", "")[:_SECONDS] for row in rows_of(snapshot, declared))
        for declared in (SHARES, COMMENTS, REACTIONS, REPOSTS)
    }
    return Known(letters=letters, moments=moments)


def _lost(snapshot: Mapping[str, Part]) -> frozenset[Declared[Any]]:
    """Return the files of domains without one row that can be read: that is not to have none."""
    return frozenset(
        declared
        for domain in DOMAINS
        if (part := snapshot.get(domain.name)) and part.rejected and not part.sheets
        for declared in domain.files
    )


def _accounts(imported: Imported, parts: Sequence[Part]) -> Iterator[FileAccount]:
    read = {account.file: account for account in imported.files}
    for number, part in enumerate(parts):
        made = [read[path] for path in part.paths(number) if path in read]
        yield part.account(made)


def _pending(domain: str) -> FileAccount:
    return FileAccount(
        file=f"snapshot {domain}",
        status="unknown",
        reason="LinkedIn has not gathered it yet, or it was not fetched to its end",
    )


def _notes(stretches: Sequence[Seen], pending: Sequence[str]) -> Iterator[str]:
    if pending:
        yield (
            f"{len(pending)} of {len(DOMAINS)} domains are not known yet "
            f"({', '.join(pending)}): sync again in a day or two."
        )
    days = [(first, last) for first, last in days_of(stretches) if first <= last]
    yield from (_said(first, last) for first, last in days[-1:])


def _said(first: dt.date, last: dt.date) -> str:
    return f"LinkedIn's changelog shows what was done from {first} to {last}."
