"""Members as they are known now, with their numbers; and who of them is scored."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from openssi.batch import cleaned, numbers
from openssi.batch.sources import Source
from openssi.batch.state import State
from openssi.batch.tally import AGAIN
from openssi.engines.on_disk import Session, files
from openssi.scoring.sql import union
from openssi.tables import FACTS, PEER_GROUP_PREFIX

TOLD: Final = "told.parquet"
NUMBERS: Final = "numbers.parquet"


def stage(
    session: Session, sources: Mapping[str, Source], folder: Path, state: State, *, keeps: bool
) -> int:
    """Keep the members, each seen once a day, and return how many rows were more than that.

    Args:
        session: Where they are read; ``told``, ``numbers`` and ``roster`` are left there for all.
        sources: The tables that there is something new of.
        folder: Where they are written.
        state: What earlier runs kept.
        keeps: Whether the next run goes on from here: everybody gets a number that stays.
    """
    again = _told(session, sources.get("members"), folder, state)
    session.share("numbers", _numbers(sources, state, keeps=keeps))
    if keeps:
        session.write("SELECT * FROM told", folder / TOLD)
        session.write("SELECT * FROM numbers", folder / NUMBERS)
    session.share("roster", _ROSTER)
    session.write(
        "SELECT r.number AS member_id, t.* EXCLUDE (member_id), r.bucket FROM told AS t "
        "JOIN roster AS r ON r.member_id = t.member_id",
        folder / "members",
        by="bucket",
    )
    _numbered(session)
    return again


def known(session: Session, folder: Path) -> None:
    """Leave the same tables for all, from the folder of a run that read something."""
    session.share("told", f"SELECT * FROM {files([folder / TOLD])}")
    session.share("numbers", f"SELECT * FROM {files([folder / NUMBERS])}")
    session.share("roster", _ROSTER)
    _numbered(session)


def peer_groups(source: Source | None) -> tuple[str, ...]:
    """Return the peer groups that members tell."""
    columns = source.columns if source else ()
    return tuple(name for name in columns if name.startswith(PEER_GROUP_PREFIX))


def _told(session: Session, source: Source | None, folder: Path, state: State) -> int:
    """Lay what is new beside what was told; a member seen twice on a day counts once."""
    given = [f"SELECT * EXCLUDE (fault) FROM ({source.rows}) WHERE fault IS NULL"] if source else []
    kept = [f"SELECT * FROM {files([state.folders[-1] / TOLD])}"] if state.folders else []
    session.share("told", "\nUNION ALL BY NAME\n".join((*kept, *given)))
    again = session.row(cleaned.TOLD_TWICE)["n"]
    if again:
        columns = session.fetch("SELECT * FROM told LIMIT 0").column_names
        order = ", ".join(f'"{name}"' for name in columns)
        session.share(
            "numbered",
            f"SELECT *, ROW_NUMBER() OVER (PARTITION BY member_id, seen_on ORDER BY {order}) "
            "AS copy FROM told",
        )
        aside = f"SELECT * EXCLUDE (copy), '{AGAIN}' AS fault FROM numbered WHERE copy > 1"
        session.write(aside, folder / "rejects" / "members_again.parquet")
        session.share("told", "SELECT * EXCLUDE (copy) FROM numbered WHERE copy = 1")
        session.share("numbered", "SELECT 1 AS nothing")
    return int(again)


def _numbers(sources: Mapping[str, Source], state: State, *, keeps: bool) -> str:
    buckets = state.buckets or 1
    if not keeps:
        return numbers.of_members(buckets)
    met = [
        f"SELECT {column} AS member_id FROM ({sources[table].rows}) WHERE fault IS NULL"
        for table, columns in _PEOPLE.items()
        if table in sources
        for column in columns
    ]
    kept = files([state.folders[-1] / NUMBERS]) if state.folders else None
    return numbers.of_everybody(union(("SELECT member_id FROM told", *met)), kept, buckets)


_PEOPLE: Final = {
    "connections": ("member_id", "connection_id"),
    "activities": ("member_id", "counterpart_id"),
}
"""Where people stand in the tables that members have nothing to do with."""


_ROSTER: Final = f"""
SELECT n.number, n.member_id, n.bucket, t.joined
FROM ({cleaned.roster("member_id")}) AS t
JOIN numbers AS n ON n.member_id = t.member_id"""
"""Who is scored."""


_OF_A_BUCKET: Final = {"member_id", "name", *FACTS}
"""Columns that nobody asks for who looks at all members."""


def _numbered(session: Session) -> None:
    """Leave of ``told`` what is asked of everybody, in numbers; all is in the buckets."""
    kept = ", ".join(
        f't."{name}"'
        for name in session.fetch("SELECT * FROM told LIMIT 0").column_names
        if name not in _OF_A_BUCKET
    )
    session.share(
        "told",
        f"SELECT n.number, {kept} FROM told AS t JOIN numbers AS n ON n.member_id = t.member_id",
    )
