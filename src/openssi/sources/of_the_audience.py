"""How much of a total was towards the member's audience, where another source told it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from openssi import tables
from openssi.sources.totals import total_id
from openssi.tables import AUDIENCE_MEMBER

_Row = dict[str, Any]


def divided(kept: Sequence[pa.Table], told: Sequence[pa.Table]) -> list[pa.Table]:
    """Divide believed totals by what a less believed source tells of the audience.

    A report that counts profile views does not say of whom. Where the member told how many were of
    people whom they want to reach, as many of the day's total are theirs, and never more than all.

    Args:
        kept: The activities that count, source by source.
        told: Activities towards the audience that yielded to another source's.
    """
    wanted = {_key(row): row for table in told for row in table.to_pylist()}
    return [_divided(table, wanted) for table in kept] if wanted else list(kept)


def towards_audience(deeds: pa.Table) -> pa.Table:
    """Return the activities of which is told that they were towards the audience, not to whom."""
    return deeds.filter(pc.equal(deeds["counterpart_id"], AUDIENCE_MEMBER))


def _key(row: _Row) -> tuple[str, str]:
    return row["member_id"], total_id(row["kind"], row["occurred_at"].date())


def _divided(table: pa.Table, wanted: dict[tuple[str, str], _Row]) -> pa.Table:
    ids = pa.array(sorted(identity for _, identity in wanted))
    named = pc.is_in(table["activity_id"], ids)
    if not pc.any(named).as_py():
        return table
    rows: list[_Row] = []
    for row in table.filter(named).to_pylist():
        theirs = wanted.get((row["member_id"], row["activity_id"]))
        share = min(theirs["quantity"], row["quantity"]) if theirs else 0.0
        rows.append(row | {"quantity": row["quantity"] - share})
        if theirs:
            rows.append(theirs | {"quantity": share})
    return pa.concat_tables([table.filter(pc.invert(named)), tables.from_rows("activities", rows)])
