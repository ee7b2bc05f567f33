"""The canonical tables as if some of the later rows had not come."""

import datetime as dt
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from openssi.tables import Tables


def without_deeds_after(tables: Tables, day: dt.date) -> Tables:
    """Return the tables without activities and connections of later days; undated rows stay.

    Coverage stays: the later days were seen, and nothing was done on them.
    """
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    activities = tables.activities.filter(_until(tables.activities["occurred_at"], midnight))
    connections = tables.connections.filter(
        _until(tables.connections["connected_on"], day + dt.timedelta(days=1))
    )
    return replace(tables, activities=activities, connections=_not_ended_after(connections, day))


def without_profile_after(tables: Tables, member_id: str, day: dt.date) -> Tables:
    """Return the tables with one member's profile as it stood on a day.

    A fact that was first seen later keeps its earliest value: it stands in for the day.
    """
    mine = pc.equal(tables.members["member_id"], member_id)
    profile = _then(tables.members.filter(mine).to_pylist(), day)
    others = tables.members.filter(pc.invert(mine))
    then = pa.Table.from_pylist(profile, schema=tables.members.schema)
    return replace(tables, members=pa.concat_tables([others, then]))


def _until(column: pa.ChunkedArray, end: dt.date) -> pa.ChunkedArray:
    return pc.or_kleene(pc.is_null(column), pc.less(column, pa.scalar(end, column.type)))


def _not_ended_after(connections: pa.Table, day: dt.date) -> pa.Table:
    ended = connections["ended_on"]
    later = pc.greater(ended, pa.scalar(day, ended.type))
    kept = pc.if_else(pc.fill_null(later, fill_value=False), pa.scalar(None, ended.type), ended)
    return connections.set_column(connections.column_names.index("ended_on"), "ended_on", kept)


def _then(profile: list[dict[str, object]], day: dt.date) -> list[dict[str, object]]:
    """Keep what was seen by the day; of later rows only what nothing seen before them had told."""
    seen: set[str] = set()
    kept = []
    for row in sorted(profile, key=lambda row: str(row["seen_on"])):
        later = str(row["seen_on"]) > day.isoformat()
        told = {name for name, value in row.items() if value is not None}
        fresh = {name: None if later and name in seen else value for name, value in row.items()}
        kept.append(fresh | {"member_id": row["member_id"], "seen_on": row["seen_on"]})
        seen |= told
    return kept
