"""From a Mastodon archive to the canonical tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from openssi import tables
from openssi.errors import SourceError
from openssi.sources.account import FileAccount, Imported
from openssi.sources.bounded import shown
from openssi.sources.container import Container, Entry, opened
from openssi.sources.linkedin_archive.activities import ActivityLog
from openssi.sources.linkedin_archive.ledger import BadRowError, IgnoredRowError, Ledger
from openssi.sources.mastodon_archive.actor import actor_of, facts, joined_on
from openssi.sources.mastodon_archive.deeds import Deed, deed
from openssi.sources.mastodon_archive.ordered import items
from openssi.sources.mastodon_archive.others import (
    FILES,
    LIKES,
    UNDATED,
    favourites,
    left_closed,
    refuse_endless,
    where,
)
from openssi.tables import Tables

NAME: Final = "Mastodon archive"
"""What this source is called."""

KINDS: Final = ("post_published", "comment_made", "repost_made", "message_sent")
"""What the outbox shows."""

_NAMED_DAY: Final = re.compile(r"archive-(20\d\d)(\d\d)(\d\d)\d{6}")


@dataclass(frozen=True, kw_only=True)
class _Outbox:
    """What the outbox gave."""

    log: ActivityLog
    account: FileAccount
    first: dt.date | None
    last: dt.date | None


def read(path: Path, *, member_id: str) -> Imported:
    """Read a Mastodon archive into the canonical tables, with an account of every row.

    Args:
        path: The archive as the server made it, or the folder it was unpacked into.
        member_id: Whose account it is.

    Raises:
        SourceError: It is not such an archive, or cannot be read or trusted.
    """
    with opened(path) as container:
        places = {entry.name: entry for entry in container.entries if not entry.is_junk}
        _refuse_other(path, places)
        actor = actor_of(container.open(places["actor.json"]), where(path, "actor.json"))
        outbox = _outbox(container, places["outbox.json"], member_id, str(actor["id"]))
        likes = favourites(container, places.get(LIKES))
        return _imported(path, member_id, actor, outbox, (*likes, *left_closed(container)))


def _refuse_other(path: Path, places: Mapping[str, Entry]) -> None:
    missing = [name for name in FILES if name not in places]
    if missing:
        raise SourceError(
            f"{shown(path.name)}: not a Mastodon archive, there is no {missing[0]} in it.",
            hint="give the archive as the server made it: Preferences, Import and export.",
        )


def _outbox(container: Container, entry: Entry, member_id: str, actor: str) -> _Outbox:
    ledger, log = Ledger(entry.path), ActivityLog(member_id)
    for item in items(container.open(entry), where(container.path, entry.path)):
        ledger.rows += 1
        refuse_endless(ledger)
        try:
            done = deed(item, actor)
        except BadRowError as error:
            ledger.reject(ledger.rows, str(error))
        except IgnoredRowError as error:
            ledger.ignore(str(error))
        else:
            _add(done, item, log, ledger)
    account = ledger.closed(KINDS)
    return _Outbox(log=log, account=account, first=account.first, last=account.last)


def _add(done: Deed, item: Mapping[str, Any], log: ActivityLog, ledger: Ledger) -> None:
    identity = item.get("id")
    known = identity if isinstance(identity, str) else done.object_id
    is_new = log.add(
        done.kind,
        done.at,
        "mastodon",
        known,
        counterpart=done.counterpart,
        object_id=done.object_id or None,
        has_text=done.has_text,
    )
    if is_new:
        ledger.date(done.at)
    else:
        ledger.duplicates += 1


def _imported(
    path: Path,
    member_id: str,
    actor: Mapping[str, Any],
    outbox: _Outbox,
    others: tuple[FileAccount, ...],
) -> Imported:
    seen_to = _seen_to(path, outbox)
    profile = FileAccount(file="actor.json", status="parsed", rows=1, imported=1)
    since = min(day for day in (joined_on(actor), outbox.first, seen_to) if day)
    return Imported(
        source=NAME,
        archive=shown(path.name),
        kind="archive",
        member_id=member_id,
        identified_by="whoever gave the archive",
        tables=Tables(
            members=tables.from_rows(
                "members", [{"member_id": member_id, "seen_on": seen_to, **facts(actor)}]
            ),
            connections=tables.from_rows("connections", []),
            activities=outbox.log.table(),
            coverage=_coverage(member_id, since, seen_to),
        ),
        seen_to=seen_to,
        files=(profile, outbox.account, *others),
        notes=tuple(_notes(others)),
    )


def _seen_to(path: Path, outbox: _Outbox) -> dt.date:
    """Return the day in the archive's name, as servers write it, else that of its newest item."""
    found = _NAMED_DAY.search(path.name)
    named = None
    if found:
        try:
            named = dt.date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            named = None
    day = max((day for day in (named, outbox.last) if day), default=None)
    if day is None:
        raise SourceError(
            f"{shown(path.name)}: nothing in it is dated.",
            hint="give the archive under the name that the server gave it.",
        )
    return day


def _coverage(member_id: str, since: dt.date, seen_to: dt.date) -> pa.Table:
    rows: list[dict[str, object]] = [
        {
            "member_id": member_id,
            "kind": kind,
            "observed_from": since,
            "observed_to": seen_to,
            "status": "measured",
        }
        for kind in KINDS
    ]
    return tables.from_rows("coverage", rows)


def _notes(others: tuple[FileAccount, ...]) -> Iterator[str]:
    undated = sum(account.ignored.get(UNDATED, 0) for account in others)
    if undated:
        yield (
            f"{undated:,} favourites are set aside: Mastodon's archive does not tell when they "
            "were given, so that reactions are not observed."
        )
