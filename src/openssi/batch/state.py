"""What a run keeps for the next: every row that was read, cleaned and divided, and how.

Each run that reads something adds a *generation*, a folder of its own; the book names those that
hold, and is replaced last. Whatever stops a run, the state is as it was before or after it.
"""

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Self
from uuid import uuid4

from openssi.batch import book

WHOLE: Final = ("told.parquet", "told", "numbers.parquet", "members", "rejects")
"""What each generation holds whole, so that those before it need not."""


@dataclass(frozen=True, kw_only=True)
class State:
    """What earlier runs kept."""

    folder: Path
    engine: str = "duckdb"
    """What keeps it: another cannot go on from it."""
    generations: tuple[str, ...] = ()
    """Folders that hold, in the order of the runs."""
    parts: tuple[str, ...] = ()
    """What the generations hold: each file as ``path:bytes``."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Names of the files that were read, by their table and what they are known by."""
    map: str | None = None
    """What the map is known by with which they were read."""
    last: dt.date | None = None
    """The last day that was scored."""
    buckets: int | None = None
    derived: Mapping[str, str] = field(default_factory=dict)
    """Kinds given, and received by them, where the other side is derived."""
    kinds: tuple[str, ...] = ()
    """Kinds of activities that occurred."""
    peer_groups: tuple[str, ...] = ()
    told_of_links: tuple[str, ...] = ()
    """Attributes that connections tell of the other person."""
    has_integer_ids: bool = False
    has_coverage: bool = False
    has_erased: bool = False
    """Whether members were erased, whom the files that were read still hold."""
    are_objects_hashed: bool = False
    """Whether objects are known by their hash."""

    @classmethod
    def opened(cls, folder: Path, engine: str | None = None) -> Self:
        """Read what is kept in a folder; a new one holds nothing yet.

        Args:
            folder: Where it is.
            engine: What is to go on from it; without it, whatever does.

        Raises:
            OpenSSIError: It cannot be read, is of another version or another engine, or a part of
                it is missing.
        """
        if not book.exists(folder):
            return cls(folder=folder, engine=engine or cls.engine)
        told = book.told(folder)
        try:
            state = cls(folder=folder, **_typed(told))
            missing = state.missing()
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise book.unreadable(folder) from error
        if engine not in {None, state.engine}:
            raise book.of_another(folder, state.engine)
        if missing is not None:
            why = "is missing, or not whole"
            raise book.BrokenStateError(folder / missing, why, book.was_read(folder))
        return state

    def missing(self) -> str | None:
        """Return the first file that is not there as it was written; None where all are."""
        here = set(self._listed())
        absent = (part for part in self.parts if part not in here)
        return next((part.rpartition(":")[0] for part in absent), None)

    def _listed(self) -> Iterator[str]:
        """Yield each file that holds, with its size."""
        for folder in self.folders:
            passing = () if folder == self.folders[-1] else WHOLE
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.relative_to(folder).parts[0] not in passing:
                    yield f"{path.relative_to(self.folder).as_posix()}:{path.stat().st_size}"

    @property
    def is_new(self) -> bool:
        """Whether nothing was kept yet."""
        return not self.generations

    @property
    def folders(self) -> tuple[Path, ...]:
        """Folders of the generations."""
        return tuple(self.folder / name for name in self.generations)

    def next_name(self) -> str:
        """Return a name for a new generation."""
        return f"generation-{len(self.generations) + 1:05}-{uuid4().hex[:8]}"

    def kept(self, ready: Path) -> "State":
        """Make a folder the next generation; it holds once the state is `written`.

        Args:
            ready: Complete; it is copied, because results are still made from it.

        Raises:
            OutputError: There is no right to write there, or no room.
        """
        grown = self.grown()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            shutil.copytree(ready, grown.folders[-1])
        except OSError as error:
            raise book.unwritable(self.folder, error) from error
        return grown

    def grown(self) -> "State":
        """Return the state with one generation more, whose folder is to be written yet."""
        return replace(self, generations=(*self.generations, self.next_name()))

    def written(self, *, is_whole: bool = True) -> "State":
        """Make this the state that holds, remove what no longer does, and return it.

        Args:
            is_whole: Whether its files stay as they are now, and are to be looked for.

        Raises:
            OutputError: There is no right to write there, or no room.
        """
        held = replace(self, parts=tuple(self._listed()) if is_whole else ())
        says = {name: value for name, value in asdict(held).items() if name != "folder"}
        book.write(self.folder, says | {"last": self.last and str(self.last)})
        try:
            self._sweep()
        except OSError as error:
            raise book.unwritable(self.folder, error) from error
        return held

    def _sweep(self) -> None:
        """Remove generations that no run finished, and those that were replaced."""
        for path in self.folder.glob("generation-*"):
            if path.name not in self.generations:
                shutil.rmtree(path)
        for name in self.generations[:-1]:
            for stale in WHOLE:
                _remove(self.folder / name / stale)


_LISTS: Final = ("generations", "parts", "kinds", "peer_groups", "told_of_links")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _typed(told: Mapping[str, Any]) -> dict[str, Any]:
    lists = {name: tuple(told[name]) for name in _LISTS}
    texts = [*(text for some in lists.values() for text in some), *told["files"].items()]
    texts.append(told.get("engine", State.engine))
    if not all(isinstance(one, str) or all(isinstance(part, str) for part in one) for one in texts):
        raise TypeError
    last = told["last"]
    return {**told, **lists, "last": last and dt.date.fromisoformat(last)}
