"""Several versions of one member's tables, scored in one run as if they were several members."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from openssi.tables import Tables

_SIDES = {
    "members": ("member_id",),
    "connections": ("member_id", "connection_id"),
    "activities": ("member_id", "counterpart_id"),
    "coverage": ("member_id",),
}


def name_in(world: str, member_id: str) -> str:
    """Return the member's id in a world."""
    return f"{member_id} ({world})"


def side_by_side(worlds: Mapping[str, Tables], member_id: str) -> Tables:
    """Return one set of tables in which each world's member stands under a name of its own.

    Args:
        worlds: Tables by the name of their world; they differ in what concerns the member.
        member_id: The member.
    """
    renamed = [
        _renamed(tables, member_id, name_in(name, member_id)) for name, tables in worlds.items()
    ]
    return Tables(
        members=pa.concat_tables([*(t.members for t in renamed), _others(worlds, member_id)]),
        connections=pa.concat_tables(t.connections for t in renamed),
        activities=pa.concat_tables(t.activities for t in renamed),
        coverage=pa.concat_tables([*(t.coverage for t in renamed), _everyones(worlds)]),
    )


def _renamed(tables: Tables, member_id: str, name: str) -> Tables:
    return Tables(
        **{table: _rename(rows, _SIDES[table], member_id, name) for table, rows in tables}
    )


def _rename(rows: pa.Table, sides: tuple[str, ...], member_id: str, name: str) -> pa.Table:
    """Keep the rows that concern the member, under their new name."""
    mine = [pc.fill_null(pc.equal(rows[side], member_id), fill_value=False) for side in sides]
    for side, is_me in zip(sides, mine, strict=True):
        ids = pc.if_else(is_me, pa.scalar(name, rows[side].type), rows[side])
        rows = rows.set_column(rows.column_names.index(side), side, ids)
    return rows.filter(mine[0] if len(mine) == 1 else pc.or_(*mine))


def _others(worlds: Mapping[str, Tables], member_id: str) -> pa.Table:
    """Other members, for what is known of them; they are the same in every world."""
    members = next(iter(worlds.values())).members
    return members.filter(pc.not_equal(members["member_id"], member_id))


def _everyones(worlds: Mapping[str, Tables]) -> pa.Table:
    coverage = next(iter(worlds.values())).coverage
    return coverage.filter(pc.is_null(coverage["member_id"]))
