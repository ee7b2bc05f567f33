"""Take members out of rows that are kept as they were given: Spark's state."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from openssi.batch.rewriting import rewritten, without
from openssi.batch.state import State
from openssi.engines.on_disk import Session, files
from openssi.scoring.sql import any_of

_OWN: Final = ("told", "coverage")
"""Tables of which a member's rows go."""

_SHARED: Final[Mapping[str, tuple[str, ...]]] = {
    "connections": ("member_id", "connection_id"),
    "activities": ("member_id", "counterpart_id"),
}
"""Tables whose rows tell of two people: what was done to the other stays, by somebody nameless."""


def from_rows(session: Session, state: State) -> int:
    """Take who stands in ``erased`` out of what is kept; return of how many rows.

    Args:
        session: May read and write there.
        state: What is kept, by Spark.
    """
    if state.is_new:
        return 0
    state = replace(state, has_erased=True)
    state.written(is_whole=False)  # files change now: a run that is stopped must not miss the old
    session.create("gone", "SELECT member_id, 'erased:' || UUID() AS nameless FROM erased")
    gone = "COALESCE(member_id IN (SELECT member_id FROM gone), FALSE)"
    rows = sum(without(session, path, gone) for path in _files(state, _OWN))
    alone = f"{gone} AND (counterpart_id IS NULL OR NOT {_other_side(state)})"
    rows += sum(without(session, path, alone) for path in _files(state, ("activities",)))
    rows += sum(_unnamed(session, state, table) for table in _SHARED)
    state.written()
    return rows


def _other_side(state: State) -> str:
    """Whether a deed is the only row that tells what the other person received."""
    return any_of("kind", tuple(state.derived)) if state.derived else "FALSE"


def _unnamed(session: Session, state: State, table: str) -> int:
    columns = _SHARED[table]
    theirs = " OR ".join(f"{name} IN (SELECT member_id FROM gone)" for name in columns)
    cells = ", ".join(
        f"COALESCE((SELECT nameless FROM gone AS g WHERE g.member_id = given.{name}), {name}) "
        f"AS {name}"
        for name in columns
    )
    found = 0
    for path in _files(state, (table,)):
        rows = session.row(f"SELECT COUNT(*) AS n FROM {files([path])} WHERE {theirs}")["n"]
        if rows:
            rewritten(session, path, f"SELECT * REPLACE ({cells}) FROM {{}} AS given")
        found += int(rows)
    return found


def _files(state: State, tables: tuple[str, ...]) -> Iterator[Path]:
    for folder in state.folders:
        for table in tables:
            yield from sorted((folder / table).glob("*.parquet"))
