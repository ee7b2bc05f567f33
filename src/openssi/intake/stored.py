"""What the store adds: check-ins, official readings, rows that were synced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from openssi import tables, workspace
from openssi.sources import self_report
from openssi.sources.account import Imported
from openssi.tables import Tables
from openssi.workspace import Stored

_FETCHED = "api_rows"
"""The table of what was fetched."""


def told(store: Stored | None, member_id: str) -> Iterator[Imported]:
    """Yield what the store of a member holds; that of somebody else is left alone."""
    if store is None or not is_theirs(store, member_id):
        return
    if store.checkins:
        yield self_report.read(store.checkins, member_id=member_id)
    if store.official:
        yield _official(store, member_id)


def synced(path: Path | None, store: Stored | None, member_id: str | None) -> Imported | None:
    """Return what was fetched from LinkedIn's own interface into the store, like an archive.

    Args:
        path: The store's file.
        store: What else it holds; None where there is no store.
        member_id: Whose data the archives are; rows of somebody else are left alone.
    """
    if path is None or store is None or (member_id and not is_theirs(store, member_id)):
        return None
    with workspace.opened(path, read_only=True) as found:
        if not found.holds(_FETCHED):
            return None
        from openssi.sources import linkedin_api as api  # noqa: PLC0415 - only where there is one

        own = api.read(api.DuckDBStore(found.connection), member_id=store.member_id or member_id)
    return own if member_id in (None, own.member_id) else None


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
