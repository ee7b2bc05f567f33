"""From a mapped table to one person's import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa

from openssi import tables
from openssi.errors import SourceError
from openssi.sources.account import Imported
from openssi.sources.bounded import shown
from openssi.sources.event_tables.connection import connected
from openssi.sources.event_tables.load import TableMap, table_map
from openssi.sources.event_tables.mapped import mapped
from openssi.sources.event_tables.model import TABLES
from openssi.sources.event_tables.sections import Whose
from openssi.sources.event_tables.seen import derived_coverage
from openssi.sources.event_tables.taken import Taken, taken
from openssi.tables import SCHEMAS, Tables

NAME: Final = "mapped table"
"""What this source is called."""

_MOST_TOLD: Final = 5


def read(
    path: Path,
    *,
    member_id: str,
    map: Path | str,  # noqa: A002 - as the option is called
    me: Sequence[str] = (),
    today: dt.date | None = None,
) -> Imported:
    """Read a CSV file, a Parquet file or a DuckDB database through a map.

    Args:
        path: The file.
        member_id: Whose rows those are that say nothing of it, and those of ``me``.
        map: The file of the map, or the name of a ready one.
        me: How the table names that member, besides what the map says.
        today: A day (UTC) after which nothing can have happened: a CRM holds what is planned.

    Raises:
        SourceError: The map has mistakes, the file cannot be read, a column is missing, or no row
            could be used; the ``details`` name each.
    """
    map_ = table_map(map)
    with connected([path.resolve()]) as connection:
        inputs = dict.fromkeys(TABLES, (path,))
        sections = mapped(map_, inputs, connection, whose=Whose(member_id=member_id, me=tuple(me)))
        parts = [taken(section, connection, today) for section in sections]
    return _imported(path, map_, member_id, parts)


def _imported(path: Path, map_: TableMap, member_id: str, parts: Sequence[Taken]) -> Imported:
    seen_to = map_.file.observed.until or max(
        (part.newest for part in parts if part.newest), default=None
    )
    if seen_to is None or not any(part.table.num_rows for part in parts):
        raise _nothing(path, parts)
    whole = {name: _whole(name, parts) for name in SCHEMAS}
    whole["coverage"] = pa.concat_tables(
        [whole["coverage"], derived_coverage(parts, map_.file.observed, seen_to)]
    )
    return Imported(
        source=map_.file.name,
        archive=shown(path.name),
        kind=NAME,
        member_id=member_id,
        identified_by="the map",
        tables=Tables(**whole),
        seen_to=seen_to,
        files=tuple(part.account for part in parts),
        notes=tuple(_notes(path, map_, member_id, parts)),
        waiting=tuple(_waiting(path, member_id, parts)),
    )


def _whole(name: str, parts: Sequence[Taken]) -> pa.Table:
    found = [part.table for part in parts if part.section.table == name]
    empty = tables.from_rows(name, [])
    return pa.concat_tables([empty, *found], promote_options="default")


def _members(parts: Sequence[Taken]) -> set[str]:
    named = (part.table["member_id"].unique().to_pylist() for part in parts)
    return {member for members in named for member in members if member is not None}


def _notes(path: Path, map_: TableMap, member_id: str, parts: Sequence[Taken]) -> Iterator[str]:
    if map_.file.about:
        yield f"{shown(path.name)}: {shown(map_.file.about, limit=400)}"
    members = _members(parts)
    if member_id not in members:
        yield (
            f"{shown(path.name)}: none of its {len(members):,} people is the member scored here. "
            "Say which one with 'me' in the map."
        )


def _waiting(path: Path, member_id: str, parts: Sequence[Taken]) -> Iterator[str]:
    """Name the people of a table in which the member is not found: who they are is not guessed."""
    members = sorted(_members(parts))
    if member_id in members:
        return
    for member in members[:_MOST_TOLD]:
        yield f"{shown(path.name)}: {shown(member, limit=60)}"
    if len(members) > _MOST_TOLD:
        yield f"{shown(path.name)}: and {len(members) - _MOST_TOLD:,} more"


def _nothing(path: Path, parts: Sequence[Taken]) -> SourceError:
    reasons = [
        f"{part.account.file}: {number:,} row{'s' * (number != 1)}: {reason}."
        for part in parts
        for reason, number in _why(part)
    ]
    return SourceError(
        f"{shown(path.name)}: no row of it could be used.",
        hint="look at the map with --check.",
        details=tuple(reasons[:20]),
    )


def _why(part: Taken) -> list[tuple[str, int]]:
    counted = dict(part.account.ignored)
    for row in part.account.rejected:
        counted[row.reason] = counted.get(row.reason, 0) + 1
    return sorted(counted.items(), key=lambda pair: -pair[1])
