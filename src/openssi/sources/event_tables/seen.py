"""What a mapped table could see of each member, where it does not say so itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import pyarrow as pa

from openssi import tables
from openssi.sources.event_tables.model import Observed
from openssi.sources.event_tables.taken import Taken


def derived_coverage(parts: Sequence[Taken], observed: Observed, until: dt.date) -> pa.Table:
    """Return what was observed, from the oldest row of a section to the last day that it saw.

    A table that holds every deed shows that there was none of a kind; one that may lack some does
    not, and only kinds that occur are covered.

    Args:
        parts: What the sections gave; where one of them is coverage, it alone speaks.
        observed: What the map says of it.
        until: The last day that the table saw.
    """
    if any(part.section.table == "coverage" for part in parts):
        return tables.from_rows("coverage", [])
    rows = [
        {
            "member_id": member,
            "kind": kind,
            "observed_from": observed.since or part.account.first or until,
            "observed_to": until,
            "status": observed.status,
        }
        for part in parts
        for member, kind in _pairs(part, observed)
    ]
    return tables.from_rows("coverage", _once(rows))


def _pairs(part: Taken, observed: Observed) -> Iterator[tuple[str, str]]:
    """Yield whose kinds were seen."""
    members = sorted(part.table["member_id"].unique().to_pylist())
    if part.section.table == "connections":
        yield from ((member, tables.CONNECTION) for member in members)
    if part.section.table != "activities":
        return
    if observed.status == "measured":
        yield from ((m, k) for m in members for k in part.section.kinds or part.account.shows)
        return
    met = part.table.group_by(["member_id", "kind"]).aggregate([])
    yield from sorted(zip(met["member_id"].to_pylist(), met["kind"].to_pylist(), strict=True))


def _once(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Join rows of the same kind that several sections gave."""
    joined: dict[tuple[object, object], dict[str, object]] = {}
    for row in rows:
        known = joined.setdefault((row["member_id"], row["kind"]), row)
        if str(row["observed_from"]) < str(known["observed_from"]):
            known["observed_from"] = row["observed_from"]
    return list(joined.values())
