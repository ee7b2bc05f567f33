"""Generations of a state laid together, so that a year of nights is not a year of small files.

What is laid together is written aside first; then the book names it in the place of the others, in
one step. Only the small and the new are written again, as long as they are together about as
large as the next: over the years each row is written a few times, not once a night.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from openssi.batch import book
from openssi.batch.state import WHOLE, State
from openssi.engines.on_disk import Session, files

MOST: Final = 12
"""Generations that may lie beside one another, two at least."""

_GROWTH: Final = 2
"""How much larger than the newer ones together one may be that is laid to them."""

_DIVIDED: Final = ("connections", "activities")
_COVERAGE: Final = "coverage.parquet"


Lay = Callable[[Sequence[Path], Path], None]
"""Writes what several generations hold into the folder of one, which is not there yet."""


def compacted(state: State, lay: Lay) -> State:
    """Return a state of few generations; it holds already.

    Args:
        state: What is kept; the last generation holds what is known of everybody, and stays.
        lay: The engine's way to lay the others together.

    Raises:
        OutputError: There is no right to write there, or no room.
    """
    if len(state.generations) <= MOST:
        return state
    first = _first(_sizes(state)[:-1])
    name = state.next_name()
    lay(state.folders[first:-1], state.folder / name)
    left = (*state.generations[:first], name, state.generations[-1])
    return replace(state, generations=left).written()


def _sizes(state: State) -> list[int]:
    """Bytes of each generation that do not lie there whole in the last one."""
    return [
        sum(path.stat().st_size for path in folder.rglob("*") if _stays(folder, path))
        for folder in state.folders
    ]


def _stays(folder: Path, path: Path) -> bool:
    return path.is_file() and path.relative_to(folder).parts[0] not in WHOLE


def _first(sizes: Sequence[int]) -> int:
    """The oldest of those that are laid together: at least two are.

    >>> _first([100, 1, 1, 1]), _first([100, 60, 1, 1]), _first([4, 2, 1, 1])
    (1, 2, 0)
    """
    first = len(sizes) - 2
    together = sum(sizes[first:])
    while first > 0 and sizes[first - 1] <= _GROWTH * together:
        first -= 1
        together += sizes[first]
    return first


def in_buckets(session: Session) -> Lay:
    """Return DuckDB's way: bucket by bucket.

    Args:
        session: May read and write where the state is.
    """
    return partial(_in_buckets, session)


def _in_buckets(session: Session, folders: Sequence[Path], target: Path) -> None:
    try:
        target.mkdir()
    except OSError as error:
        raise book.unwritable(target.parent, error) from error
    for table in _DIVIDED:
        buckets = {path.name for folder in folders for path in (folder / table).glob("bucket=*")}
        for bucket in sorted(buckets):
            parts = [p for folder in folders for p in (folder / table / bucket).glob("*.parquet")]
            session.write(f"SELECT * FROM {files(parts)}", target / table / bucket / "laid.parquet")
    told = [path for folder in folders if (path := folder / _COVERAGE).exists()]
    if told:
        session.write(f"SELECT * FROM {files(told)}", target / _COVERAGE)
