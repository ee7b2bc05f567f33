"""Connections, activities and coverage, in numbers and divided into buckets."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from openssi.batch import mirrored, numbers
from openssi.batch.request import Request
from openssi.batch.sources import Source
from openssi.batch.state import State
from openssi.engines.on_disk import Session, files
from openssi.scoring.sql import union
from openssi.tables import ATTRIBUTES, SCHEMAS

_COVERAGE: Final = "coverage.parquet"


def connections(session: Session, source: Source, folder: Path, request: Request) -> None:
    """Write each pair for either side, in numbers; ``is_back`` is the side that it was not told of.

    Args:
        session: Where ``numbers`` and ``roster`` are.
        source: The table.
        folder: Where the buckets go.
        request: What was asked for.
    """
    told = told_of_links(source)
    given, absent = ("".join(f", {of}{name}" for name in told) for of in ("", "NULL AS "))
    session.create(
        "pairs",
        f"""
SELECT {numbers.of("c.member_id", "o")} AS one, {numbers.of("c.connection_id", "p")} AS other,
  c.connected_on, c.ended_on{given}
FROM ({source.rows}) AS c
LEFT JOIN numbers AS o ON o.member_id = c.member_id
LEFT JOIN numbers AS p ON p.member_id = c.connection_id
WHERE c.fault IS NULL AND c.member_id <> c.connection_id
  AND (c.connected_on IS NULL OR c.connected_on <= DATE '{request.taken_to}')""",
    )
    rows = f"""
SELECT d.*, r.bucket
FROM (
  SELECT one AS member_id, other AS connection_id, FALSE AS is_back, connected_on, ended_on{given}
  FROM pairs
  UNION ALL
  SELECT other, one, TRUE, connected_on, ended_on{absent} FROM pairs
) AS d
JOIN {_whose(request)} AS r ON r.number = d.member_id"""
    session.write(rows, folder / "connections", by="bucket")
    session.drop("pairs")


def told_of_links(source: Source | None) -> tuple[str, ...]:
    """Return the attributes of the other person that connections tell."""
    return tuple(name for name in ATTRIBUTES if source and name in source.origins)


def activities(
    session: Session, source: Source, folder: Path, request: Request, state: State
) -> None:
    """Write the activities of each member, in numbers.

    An object is only ever compared with others of one member: its hash serves, but where copies of
    an activity may contradict each other and the order of their texts decides.

    Args:
        session: Where ``numbers`` and ``roster`` are.
        source: The table.
        folder: Where the buckets go.
        request: What was asked for.
        state: What was decided for all that is kept.
    """
    told = {"counterpart_id", *source.origins}
    columns = [name for name in SCHEMAS["activities"].names if name in told]
    good = f"""
SELECT {", ".join(columns)} FROM ({source.rows})
WHERE fault IS NULL AND (counterpart_id IS NULL OR counterpart_id <> member_id)
  AND (occurred_at IS NULL OR CAST(occurred_at AS DATE) <= DATE '{request.taken_to}')"""
    selects = [good]
    if state.derived:
        selects.append(mirrored.other_side(good, state.derived.items(), columns))
    cells = {"member_id": "r.number", "counterpart_id": numbers.of("a.counterpart_id", "n")}
    if state.are_objects_hashed:
        cells["object_id"] = "CASE WHEN a.object_id IS NOT NULL THEN HASH(a.object_id) END"
    wanted = ", ".join(f"{cells.get(name, f'a.{name}')} AS {name}" for name in columns)
    rows = f"""
SELECT {wanted}, r.bucket
FROM ({union(selects)}) AS a
JOIN {_whose(request)} AS r ON r.member_id = a.member_id
LEFT JOIN numbers AS n ON n.member_id = a.counterpart_id"""
    session.write(rows, folder / "activities", by="bucket")


def _whose(request: Request) -> str:
    """Whose rows are taken: with a state, also of those who may become members."""
    return "numbers" if request.keeps else "roster"


def coverage(session: Session, source: Source, folder: Path) -> None:
    """Write what is seen of whom."""
    good = f"SELECT * EXCLUDE (fault) FROM ({source.rows}) WHERE fault IS NULL"
    session.write(good, folder / _COVERAGE)


def share_coverage(session: Session, folders: Iterable[Path], derived: Mapping[str, str]) -> None:
    """Leave what was ever told of coverage as ``coverage_given``, in numbers, for all sessions."""
    told = [path for folder in dict.fromkeys(folders) if (path := folder / _COVERAGE).exists()]
    rows = mirrored.seen_from_both(f"SELECT * FROM {files(told)}", derived.items())
    session.share(
        "coverage_given",
        f"""
SELECT n.number AS member_id, c.* EXCLUDE (member_id), n.bucket
FROM ({rows}) AS c LEFT JOIN numbers AS n ON n.member_id = c.member_id
WHERE c.member_id IS NULL OR n.number IS NOT NULL""",
    )
