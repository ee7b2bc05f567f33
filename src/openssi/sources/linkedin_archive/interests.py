"""Searches, follows and groups: whom and what the member looked for."""

from __future__ import annotations

from typing import Final, NamedTuple

from openssi.sources.linkedin_archive.contents import Contents, Telling
from openssi.sources.linkedin_archive.dates import java, stamp
from openssi.sources.linkedin_archive.declared import Declared
from openssi.sources.linkedin_archive.ledger import IgnoredRowError
from openssi.sources.linkedin_archive.urls import name_key


class Interest(NamedTuple):
    """One search, follow or group."""

    at: int | None
    key: str
    """What was searched, followed or joined; only its hash is kept."""
    name: str = ""
    """The member followed."""
    is_object: bool = False
    """Whether it is a company or a group."""


def _search(time: str, query: str) -> Interest:
    return Interest(stamp(time.strip()), query.strip())


def _company(organization: str, followed_on: str) -> Interest:
    return Interest(java(followed_on.strip()), name_key(organization), is_object=True)


def _member(date: str, status: str, name: str) -> Interest:
    if status.strip().lower() not in {"active", ""}:
        raise IgnoredRowError("no longer followed")
    return Interest(stamp(date.strip()), name_key(name), name_key(name))


def _group(name: str, url: str) -> Interest:
    return Interest(None, url.strip() or name_key(name), is_object=True)


SEARCHES = Declared(
    stems=("searchqueries", "search_queries"),
    needed=("Time", "Search Query"),
    parse=_search,
    distinct=True,
)
COMPANY_FOLLOWS = Declared(
    stems=("company_follows",),
    needed=("Organization", "Followed On"),
    parse=_company,
    distinct=True,
)
MEMBER_FOLLOWS = Declared(
    stems=("member_follows",),
    needed=("Date", "Status", "FullName|Full Name"),
    parse=_member,
    distinct=True,
)
GROUPS = Declared(stems=("groups",), needed=("Group Name",), optional=("Group URL",), parse=_group)

KINDS: Final = (
    (SEARCHES, "search_performed"),
    (COMPANY_FOLLOWS, "company_followed"),
    (MEMBER_FOLLOWS, "member_followed"),
    (GROUPS, "group_joined"),
)
"""Which kind of activity each file shows."""


def tell_interests(contents: Contents, telling: Telling) -> None:
    """Add searches, follows and groups to the log."""
    for declared, kind in KINDS:
        for batch in contents.of(declared):
            for row in batch.rows:
                if not _tell(row, kind, telling):
                    batch.ledger.duplicates += 1
                elif row.at is not None:
                    batch.ledger.date(row.at)


def _tell(row: Interest, kind: str, telling: Telling) -> bool:
    return telling.log.add(
        kind,
        row.at,
        kind,
        row.key,
        counterpart=telling.people.id_of(row.name) if row.name else None,
        object_id=telling.log.hashed(kind, row.key) if row.is_object else None,
    )
