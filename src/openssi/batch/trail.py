"""What a history needs of a day's scores, laid so that one member is found at once.

A file of scores has eighty columns, and its table of contents alone takes longer to read than a
year of days may. Beside it lies a *trail*: an Arrow file of the ten columns that a history shows,
in the order of the ids, which is looked into where it lies and not read. It tells nothing that the
scores do not; where it is missing, or is that of a file of another size, they are read instead.
"""

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

MEMBER: Final = "member_id"
METHODOLOGY: Final = "methodology"
_SIZE: Final = b"size"
"""Under which a trail keeps the bytes of its file of scores."""

_COVERAGE: Final = "_coverage"
_MILLION: Final = 1_000_000
"""Scores are stored to so many parts of a point: whole numbers of them take half the room."""


def trail_of(scores: Path) -> Path:
    """Return where the trail of a file of scores lies; engines take no such name for a part.

    >>> trail_of(Path("part-00007-of-00050.parquet")).name
    '_part-00007-of-00050.arrow'
    """
    return scores.with_name(f"_{scores.stem}.arrow")


def write(scores: Path) -> None:
    """Write the trail of a file of scores, whose rows are in the order of the ids."""
    with parquet.ParquetFile(scores) as file:
        names = file.schema_arrow.names
        rows = file.read(columns=[MEMBER, *_shown(names), METHODOLOGY])
    rules = rows[METHODOLOGY][0].as_py() if rows.num_rows else ""
    columns = [rows[MEMBER], *(_in_millionths(rows[name]) for name in _shown(names))]
    told = pa.table(columns, names=[MEMBER, *_shown(names)])
    kept = {METHODOLOGY: rules, _SIZE: str(scores.stat().st_size)}
    told = told.replace_schema_metadata(kept).combine_chunks()
    with pa.OSFile(str(trail_of(scores)), "wb") as out, pa.ipc.new_file(out, told.schema) as trail:
        trail.write_table(told, max_chunksize=max(1, told.num_rows))


def removed(scores: Path) -> bool:
    """Remove the trail of a file, and return whether it had one."""
    path = trail_of(scores)
    was_there = path.exists()
    path.unlink(missing_ok=True)
    return was_there


class NoTrailError(Exception):
    """A file of scores has no trail that is its own."""


def found(scores: Path, member_id: str) -> dict[str, Any] | None:
    """Return what a trail has of a member, as it stands in the scores; None where it has nothing.

    Args:
        scores: The file of scores.
        member_id: The id, as a text, whatever it is in the file.

    Raises:
        NoTrailError: There is none, or it is that of another file.
    """
    with _opened(trail_of(scores)) as source:
        reader = pa.ipc.open_file(source)
        if (reader.schema.metadata or {}).get(_SIZE) != str(scores.stat().st_size).encode():
            raise NoTrailError
        if not reader.num_record_batches:
            return None
        rows = reader.get_batch(0)
        at = _place(rows.column(0), member_id)
        if at is None:
            return None
        cells = {name: rows.column(n)[at].as_py() for n, name in enumerate(rows.schema.names)}
        rules = (rows.schema.metadata or {})[METHODOLOGY.encode()].decode()
    points = {name: _points(cell) for name, cell in cells.items() if name != MEMBER}
    return {MEMBER: cells[MEMBER], **points, METHODOLOGY: rules}


def _opened(trail: Path) -> pa.MemoryMappedFile:
    try:
        return pa.memory_map(str(trail))
    except FileNotFoundError as error:
        raise NoTrailError from error


def _shown(names: Sequence[str]) -> list[str]:
    """The columns of a history: the total, the pillars, and how much of each was seen."""
    pillars = [name.removesuffix(_COVERAGE) for name in names if name.endswith(_COVERAGE)]
    return ["total", *pillars, *(f"{pillar}{_COVERAGE}" for pillar in pillars)]


def _in_millionths(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.round(pc.multiply(column, float(_MILLION))).cast(pa.int32())


def _points(cell: int | None) -> float | None:
    return None if cell is None else cell / _MILLION


def _place(ids: pa.Array, member_id: str) -> int | None:
    """Where a member stands; None where there is no such id."""
    try:
        wanted: Any = int(member_id) if pa.types.is_integer(ids.type) else member_id
    except ValueError:
        return None
    at = bisect_left(range(len(ids)), wanted, key=lambda number: ids[number].as_py())
    is_there = at < len(ids) and str(ids[at].as_py()) == member_id
    return at if is_there else None
