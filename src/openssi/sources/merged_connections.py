"""Connections of several archives: who is still there, who left, and who goes by another id."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from openssi import tables
from openssi.sources.account import Imported
from openssi.tables import CONNECTION

_Row = dict[str, Any]
_Rows = dict[str, _Row]

_HIDDEN = "hidden:"


def merged_connections(ordered: Sequence[Imported]) -> pa.Table:
    """Return every connection once.

    An archive lists present connections only: one that a newer archive lacks ended by the day of
    that archive. The exact day is not known. A list that lost rows does not say who left.

    Args:
        ordered: The archives, newest first.
    """
    rows: _Rows = {}
    before: dt.date | None = None
    for one in reversed(ordered):
        listed = {row["connection_id"]: row for row in one.tables.connections.to_pylist()}
        if CONNECTION in one.tables.coverage["kind"].to_pylist():
            ends = None if lost_connections(one) else one.seen_to
            rows = _next(rows, listed, before, ends)
            before = one.seen_to
    return tables.from_rows("connections", [rows[key] for key in sorted(rows)])


def lost_connections(one: Imported) -> int:
    """Count the rows that an archive's list of connections lost: anybody may stand in them."""
    return sum(len(account.rejected) for account in one.files if CONNECTION in account.shows)


def _next(rows: _Rows, listed: _Rows, before: dt.date | None, ends: dt.date | None) -> _Rows:
    """Return the connections as a newer archive shows them; who is missing ended on that day."""
    lost = {key: row for key, row in rows.items() if key not in listed and not row["ended_on"]}
    merged = {key: row for key, row in rows.items() if key not in lost} | listed
    new = {key: row for key, row in listed.items() if not _stood(rows.get(key), row)}
    for key, again in _same_people(lost, new, before):
        if again.startswith(_HIDDEN) and not key.startswith(_HIDDEN):
            del merged[again]
            merged[key] = lost[key]
        del lost[key]
    return merged | {key: row | {"ended_on": ends} for key, row in lost.items()}


def _stood(older: _Row | None, row: _Row) -> bool:
    """Say whether an older archive had this connection; an id with another day is a namesake's."""
    return older is not None and older["connected_on"] == row["connected_on"]


def _same_people(lost: _Rows, new: _Rows, before: dt.date | None) -> list[tuple[str, str]]:
    """Return pairs of a lost and a new id that stand for one person.

    Who is new to the list, but connected since before the older archive was made, was in that
    archive under another id: they hid, or showed themselves, or changed their address. The day of
    connecting tells which one.
    """
    appeared: defaultdict[object, list[str]] = defaultdict(list)
    for key, row in new.items():
        since = row["connected_on"]
        if before is not None and since is not None and since < before:
            appeared[since].append(key)
    pairs = []
    for key, row in lost.items():
        if candidates := appeared.get(row["connected_on"]):
            pairs.append((key, candidates.pop()))
    return pairs
