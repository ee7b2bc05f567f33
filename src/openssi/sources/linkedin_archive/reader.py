"""From an archive to the canonical tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from openssi.errors import SourceError
from openssi.sources.account import Imported
from openssi.sources.bounded import shown
from openssi.sources.container import opened
from openssi.sources.linkedin_archive import catalog, connections, invitations, messages
from openssi.sources.linkedin_archive.activities import ActivityLog
from openssi.sources.linkedin_archive.articles import incomplete_kinds, is_article, tell_articles
from openssi.sources.linkedin_archive.collector import WHILE_READING
from openssi.sources.linkedin_archive.connections import connected
from openssi.sources.linkedin_archive.contents import Contents, Telling
from openssi.sources.linkedin_archive.engagement import tell_engagement
from openssi.sources.linkedin_archive.extent import (
    Extent,
    Span,
    coverage,
    day_of,
    kind_of,
    shown_by,
)
from openssi.sources.linkedin_archive.files import Files, read_files
from openssi.sources.linkedin_archive.interests import tell_interests
from openssi.sources.linkedin_archive.invitations import tell_invitations
from openssi.sources.linkedin_archive.members import members
from openssi.sources.linkedin_archive.messages import tell_messages
from openssi.sources.linkedin_archive.people import Me, People, identified, with_older_addresses
from openssi.sources.linkedin_archive.posts import own_posts, tell_shares
from openssi.sources.linkedin_archive.profile import own_name
from openssi.sources.linkedin_archive.rejects import damaged
from openssi.sources.linkedin_archive.relations import tell_relations
from openssi.sources.linkedin_archive.remarks import doubts_of_day, how_to_get_more
from openssi.sources.linkedin_archive.resaved import resaved_dates
from openssi.sources.linkedin_archive.urls import Slugs
from openssi.tables import Tables

NAME = "LinkedIn data archive"
"""What this source is called."""


def identify(path: Path) -> bool:
    """Say whether a path is a LinkedIn data archive, zipped or unpacked.

    One file of a known name is enough; nothing but the list of files is read.
    """
    try:
        with opened(path) as container:
            return any(
                catalog.declared_as(entry.name) or is_article(entry.path)
                for entry in container.entries
                if not entry.is_junk
            )
    except SourceError:
        return False


def read(path: Path, *, me: str | None = None, allow_resaved: bool = False) -> Imported:
    """Read an archive into the canonical tables, with an account of every row.

    Args:
        path: The ZIP that LinkedIn sent, a tar file, or the folder it was unpacked into.
        me: The member's own profile address, where the archive alone would tell wrongly.
        allow_resaved: Accept files that were saved by a spreadsheet program.

    Raises:
        SourceError: The path is not an archive, cannot be read or trusted, or does not tell
            whose it is.
    """
    taken = resaved_dates(allowed=allow_resaved)
    with opened(path) as container, taken as notes, WHILE_READING:
        day = day_of(container.names)
        files = read_files(container, day)
        files.notes += notes
        imported = imported_from(files, _extent(files, container.names), me, day)
        doubts = doubts_of_day(day, _span(files)[1], files)
    return replace(imported, notes=(*imported.notes, *doubts))


def _extent(files: Files, names: Iterable[str]) -> Extent:
    there = frozenset(files.contents.batches)
    return Extent(
        kind=kind_of(names, files.stems, there),
        present=there - files.lost,
        broken=frozenset(files.broken | files.like.keys()) - there | files.lost,
    )


def imported_from(files: Files, extent: Extent, me: str | None, day: dt.date | None) -> Imported:
    """Make the canonical tables of files that were read, wherever they came from.

    Args:
        files: What was read.
        extent: What it can show at all.
        me: The member's own profile address, where it is given.
        day: When it was taken; by default the day of its newest row.

    Raises:
        SourceError: It does not tell whose it is, or nothing in it is dated.
    """
    contents, slugs = files.contents, messages.slugs_in(files.contents)
    own = _identified(contents, slugs, me)
    files.notes += filter(None, [own.doubt])
    telling = Telling(me=own, people=_people(contents, slugs), log=ActivityLog(own.member_id))
    table, since = connected(contents, own.member_id, telling.people)
    _tell(files, telling, slugs, since)
    first, last = _span(files)
    today = day or last
    if today is None:
        raise SourceError(
            f"{shown(files.where)}: nothing in it is dated.",
            hint="ask LinkedIn for the archive again, with connections and messages ticked.",
        )
    activities = telling.log.table()
    return Imported(
        source=NAME,
        archive=shown(files.where),
        kind=extent.kind,
        member_id=own.member_id,
        identified_by=own.found_by,
        tables=Tables(
            members=members(contents, extent, own.member_id, today),
            connections=table,
            activities=activities,
            coverage=coverage(
                own.member_id,
                extent,
                Span(first=min(first or today, today), last=today, invited=_invited_from(files)),
                met=activities["kind"].unique().to_pylist(),
                incomplete=incomplete_kinds(files.articles) | _damaged(files),
            ),
        ),
        seen_to=today,
        files=tuple(files.accounts()),
        advisories=tuple(how_to_get_more(extent)),
        notes=tuple(files.notes),
    )


def _identified(contents: Contents, slugs: Slugs, me: str | None) -> Me:
    own = identified(
        me=me,
        name=own_name(contents),
        invited_as=invitations.invited_as(contents),
        wrote_as=messages.wrote_as(contents, slugs),
        conversations=lambda: messages.conversations_of(contents, slugs),
    )
    return with_older_addresses(own, messages.letters(contents, slugs, own.slugs))


def _people(contents: Contents, slugs: Slugs) -> People:
    people = People()
    connections.learn_people(contents, people)
    invitations.learn_people(contents, people)
    messages.learn_people(contents, people, slugs)
    return people


def _tell(files: Files, telling: Telling, slugs: Slugs, since: dict[str, int | None]) -> None:
    contents = files.contents
    tell_messages(contents, telling, slugs, since)
    tell_invitations(contents, telling)
    tell_relations(contents, telling)
    tell_interests(contents, telling)
    told = tell_shares(contents, telling, files.articles)
    tell_articles(files.articles, told, telling.log)
    tell_engagement(contents, telling, own_posts(contents))


def _damaged(files: Files) -> set[str]:
    """Return the kinds of files that lost rows: what is left is a lower bound."""
    return {kind for declared in damaged(files.contents) for kind in shown_by(declared)}


def _invited_from(files: Files) -> dt.date | None:
    batches = files.contents.batches.get(invitations.INVITATIONS, ())
    days = (batch.ledger.closed().first for batch in batches)
    return min((day for day in days if day), default=None)


def _span(files: Files) -> tuple[dt.date | None, dt.date | None]:
    """Return the oldest and the newest date of what happened on LinkedIn, not of the profile."""
    ledgers = [
        batch.ledger
        for declared, batches in files.contents.batches.items()
        if declared not in catalog.PROFILE_FILES
        for batch in batches
    ]
    dated = [one.closed() for one in (*ledgers, *(a.ledger for a in files.articles))]
    return (
        min((one.first for one in dated if one.first), default=None),
        max((one.last for one in dated if one.last), default=None),
    )
