"""Several readings of one member's data, put together so that nothing counts twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from openssi import tables
from openssi.sources.account import Imported
from openssi.sources.merged_connections import merged_connections
from openssi.sources.merged_remarks import advisories, once, unsure
from openssi.sources.same_member import doubts_of_member, refuse_others
from openssi.tables import Tables


def merged(imports: Sequence[Imported]) -> Imported:
    """Put together what several archives of one member gave, in whatever order they come.

    Where they tell of the same thing, the newest is believed. Profile rows stay on the day they
    were seen; connections that a newer archive lacks have ended.

    Args:
        imports: One at least.

    Raises:
        SourceError: They belong to different members.
    """
    newest, *older = sorted(imports, key=age, reverse=True)
    refuse_others(newest, older)
    if not older:
        return newest
    ordered = (newest, *older)
    return replace(
        newest,
        kind="complete" if any(one.kind == "complete" for one in ordered) else newest.kind,
        tables=Tables(
            members=_members(ordered),
            connections=merged_connections(ordered),
            activities=_activities(ordered),
            coverage=_coverage(ordered),
        ),
        files=tuple(account for one in ordered for account in one.files),
        advisories=advisories(ordered),
        notes=once(
            (
                *(note for one in ordered for note in one.notes),
                *doubts_of_member(newest, older),
                *unsure(ordered),
            )
        ),
    )


def age(one: Imported) -> tuple[object, ...]:
    """Order readings by how far they saw; of those of one day the fuller one is the newest."""
    return (one.seen_to, one.kind == "complete", one.tables.activities.num_rows)


def _activities(ordered: Sequence[Imported]) -> pa.Table:
    """Return every activity once; rows without an id stand as given."""
    table = pa.concat_tables([one.tables.activities for one in ordered])
    seen: set[str] = set()
    kept = []
    for row, identity in enumerate(table["activity_id"].to_pylist()):
        if identity is None or identity not in seen:
            kept.append(row)
            seen.add(identity)
    return table.take(pa.array(kept, pa.int64()))


def _members(ordered: Sequence[Imported]) -> pa.Table:
    """Return what each archive saw on its day, and the dated facts as the newest knows them."""
    days: dict[object, dict[str, object]] = {}
    for one in reversed(ordered):
        for row in one.tables.members.to_pylist():
            if one is ordered[0] or row["seen_on"] == one.seen_to:
                known = {name: value for name, value in row.items() if value is not None}
                days[row["seen_on"]] = days.get(row["seen_on"], {}) | known
    return tables.from_rows("members", [row for _, row in sorted(days.items(), key=_by_day)])


def _by_day(pair: tuple[object, object]) -> str:
    return str(pair[0])


def _coverage(ordered: Sequence[Imported]) -> pa.Table:
    """Join what was observed of each kind where the archives meet; the newest says how well."""
    rows: list[dict[str, object]] = []
    for one in ordered:
        for row in one.tables.coverage.to_pylist():
            met = next((other for other in rows if _meet(other, row)), None)
            if met is None:
                rows.append(row)
            else:
                met["observed_from"] = min(met["observed_from"], row["observed_from"])
    return tables.from_rows("coverage", rows)


def _meet(newer: dict[str, object], older: dict[str, object]) -> bool:
    return newer["kind"] == older["kind"] and str(newer["observed_from"]) <= str(
        older["observed_to"]
    )
