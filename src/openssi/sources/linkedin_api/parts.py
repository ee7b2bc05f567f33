"""The snapshot's domains as files of an archive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from openssi.sources.account import Rejected
from openssi.sources.linkedin_api.domains import DOMAINS, Domain
from openssi.sources.linkedin_api.seen import NOT_IN_SNAPSHOT, Taken
from openssi.sources.linkedin_api.sheets import Part
from openssi.sources.linkedin_api.store import Store
from openssi.sources.linkedin_api.unique import Cells, Unique, unique
from openssi.sources.linkedin_archive.declared import Declared
from openssi.sources.linkedin_archive.extent import shown_by
from openssi.sources.linkedin_archive.profile import PROFILE
from openssi.sources.linkedin_archive.relations import (
    ENDORSEMENTS_GIVEN,
    ENDORSEMENTS_RECEIVED,
    RECOMMENDATIONS_GIVEN,
    RECOMMENDATIONS_RECEIVED,
)
from openssi.sources.linkedin_archive.urls import name_key

_ODD: Final = "none of its columns is known"


def snapshot_parts(store: Store, days: Taken) -> dict[str, Part]:
    """Return the domains that LinkedIn has told to their end, by their names."""
    told = [one for one in DOMAINS if one.name in days]
    rows = {one.name: unique(store.chunks_of(one.name)) for one in told}
    profile = rows.get("PROFILE")
    name = own_name(profile.rows if profile else ())
    return {domain.name: _part(domain, rows[domain.name], name) for domain in told}


def _part(domain: Domain, rows: Unique, name: str) -> Part:
    shown = (kind for declared in domain.files for kind in shown_by(declared))
    return Part(
        label=f"snapshot {domain.name}",
        received=rows.received,
        shows=tuple(kind for kind in shown if kind not in NOT_IN_SNAPSHOT),
        reason="" if rows.received else "LinkedIn has nothing there",
        sheets=_sheets(domain, rows.rows, name),
        duplicates=rows.doubles,
        rejected=[Rejected(line=line, reason=_ODD) for line in rows.odd],
    )


def own_name(profile: Iterable[Cells]) -> str:
    """Return the member's name as the profile's rows give it, or an empty text."""
    return next((one for row in profile if (one := _name(row))), "")


def rows_of(parts: dict[str, Part], declared: Declared[Any]) -> list[Cells]:
    """Return the rows of a file, whatever the domain that they came in."""
    return [row for part in parts.values() for row in part.sheets.get(declared, ())]


def profile_name(parts: dict[str, Part]) -> str:
    """Return the member's name, or an empty text."""
    return own_name(rows_of(parts, PROFILE))


def _sheets(domain: Domain, rows: list[Cells], name: str) -> dict[Declared[Any], list[Cells]]:
    """Return the rows by the file that they are; two domains hold both directions."""
    if ENDORSEMENTS_GIVEN in domain.files:
        given = [_is_given(row) for row in rows]
        return _split(rows, given, ENDORSEMENTS_RECEIVED, ENDORSEMENTS_GIVEN)
    if RECOMMENDATIONS_GIVEN in domain.files:
        # Rows do not tell the direction. Those that bear the member's own name were written by
        # them; to whom is not told.
        given = [bool(name) and name_key(_name(row)) == name_key(name) for row in rows]
        unnamed = [
            row | {"First Name": "", "Last Name": ""} if own else row
            for row, own in zip(rows, given, strict=True)
        ]
        return _split(unnamed, given, RECOMMENDATIONS_RECEIVED, RECOMMENDATIONS_GIVEN)
    return {domain.files[0]: rows} if rows else {}


def _split(
    rows: list[Cells], given: list[bool], taken: Declared[Any], gave: Declared[Any]
) -> dict[Declared[Any], list[Cells]]:
    pairs = list(zip(rows, given, strict=True))
    halves = {taken: [row for row, own in pairs if not own], gave: [r for r, own in pairs if own]}
    return {declared: half for declared, half in halves.items() if half}


def _is_given(row: Cells) -> bool:
    return any(text for column, text in row.items() if column.startswith("Endorsee "))


def _name(row: Cells) -> str:
    return f"{row.get('First Name', '')} {row.get('Last Name', '')}".strip()
