"""What the store adds: check-ins, official readings, rows that were synced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from openssi import tables, workspace
from openssi.errors import SourceError
from openssi.sources import self_report
from openssi.sources.account import Imported
from openssi.sources.linkedin_archive.people import NAME_PREFIX
from openssi.sources.same_member import may_be_one
from openssi.tables import Tables
from openssi.workspace import Stored

_FETCHED = "api_rows"
"""The table of what was fetched."""

_OF_ANOTHER = (
    "The store of check-ins, official readings and synced rows is another member's, and was left "
    "alone; name this member's own with --workspace."
)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A store, and whose it is by all that is in it."""

    store: Stored | None
    synced: Imported | None = None
    """The rows that were fetched, where they are the member's."""
    notes: tuple[str, ...] = ()
    """What of it does not count, and why."""


def told(store: Stored | None, member_id: str) -> Iterator[Imported]:
    """Yield what the store of a member holds; that of somebody else is left alone."""
    if store is None or not is_theirs(store, member_id):
        return
    if store.checkins:
        yield self_report.read(store.checkins, member_id=member_id)
    if store.official:
        yield _official(store, member_id)


def kept(path: Path | None, store: Stored | None, archive: Imported | None, me: str | None) -> Kept:
    """Return what a store holds, with the rows that were fetched from LinkedIn's own interface.

    A store that nobody's name is on belongs to whom its rows tell of.

    Args:
        path: The store's file.
        store: What else it holds; None where there is no store.
        archive: What the archives say, where there are any.
        me: The member that the user named.
    """
    member_id = archive.member_id if archive else me
    if path is None or store is None:
        return Kept(store=None)
    if member_id and not is_theirs(store, member_id):
        return Kept(store=store, notes=(_OF_ANOTHER,))
    try:
        rows = _synced(path, store, archive, member_id)
    except SourceError as error:
        if archive is None:
            raise
        return Kept(store=store, notes=(f"What was synced does not count: {error.what}",))
    if rows is None:
        return Kept(store=store)
    is_own = member_id in (None, rows.member_id)
    return Kept(
        store=replace(store, member_id=rows.member_id),
        synced=rows if is_own else None,
        notes=() if is_own else (_OF_ANOTHER,),
    )


def _synced(
    path: Path, store: Stored, archive: Imported | None, member_id: str | None
) -> Imported | None:
    with workspace.opened(path, read_only=True) as found:
        if not found.holds(_FETCHED):
            return None
        from openssi.sources import linkedin_api as api  # noqa: PLC0415 - only where there is one

        read = partial(api.read, api.DuckDBStore(found.connection, read_only=True))
        if store.member_id:
            return read(member_id=store.member_id)
        return _of_whom_they_tell(read, archive, member_id)


def _of_whom_they_tell(
    read: Callable[..., Imported], archive: Imported | None, member_id: str | None
) -> Imported:
    """Read rows as those of the member whom they tell of; the one given stands in for an address.

    Rows that bear a name and no address are the given member's, unless the archive bears another.
    """
    try:
        alone = read()
    except SourceError:  # they tell of nobody; whatever else is wrong is said by the second reading
        return read(member_id=member_id)
    is_nameless = alone.member_id.startswith(NAME_PREFIX)
    if member_id is None or not is_nameless or (archive and not may_be_one(archive, alone)):
        return alone
    return read(member_id=member_id)


def is_theirs(store: Stored, member_id: str) -> bool:
    """Say whether a store belongs to a member; one without a name belongs to whoever uses it."""
    return store.member_id in (None, member_id)


def known(path: Path | None) -> Stored | None:
    """Return what a store holds, where there is one."""
    return workspace.stored(path) if path else None


def _official(store: Stored, member_id: str) -> Imported:
    readings = tuple(replace(one, member_id=member_id) for one in store.official)
    empty = Tables(**{name: tables.from_rows(name, []) for name in tables.SCHEMAS})
    return Imported(
        source="Official readings",
        kind="official",
        member_id=member_id,
        tables=empty,
        seen_to=max(one.day for one in readings),
        files=(),
        official=readings,
    )
