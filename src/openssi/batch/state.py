"""What a run keeps for the next: every row that was read, cleaned and divided, and how.

Each run that reads something adds a *generation*, a folder of its own; ``state.json`` names those
that hold, and is replaced last. Whatever stops a run, the state is as it was before or after it.
"""

import datetime as dt
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, Self
from uuid import uuid4

from openssi.errors import OpenSSIError, OutputError

FORMAT: Final = 1
"""Version of the layout; another one is refused."""

_BOOK: Final = "state.json"
_BLOCK: Final = 1 << 20

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
    files: tuple[str, ...] = ()
    """Fingerprints of the files that were read, by their content."""
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
        book = folder / _BOOK
        if not book.exists():
            return cls(folder=folder, engine=engine or cls.engine)
        try:
            told = json.loads(book.read_text(encoding="utf-8"))
            version = told.pop("format")
            state = cls(folder=folder, **_typed(told)) if version == FORMAT else None
            missing = state.missing() if state else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise _broken(book, "cannot be read") from error
        if state is None:
            raise _broken(book, f"is of another version ({version!r}, not {FORMAT})")
        if engine not in {None, state.engine}:
            raise _of_another(book, state.engine)
        if missing is not None:
            raise _broken(folder / missing, "is missing, or not whole")
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
            raise _unwritable(self.folder, error) from error
        return grown

    def grown(self) -> "State":
        """Return the state with one generation more, whose folder is to be written yet."""
        name = f"generation-{len(self.generations) + 1:05}-{uuid4().hex[:8]}"
        return replace(self, generations=(*self.generations, name))

    def written(self, *, is_whole: bool = True) -> None:
        """Make this the state that holds, and remove what no longer does.

        Args:
            is_whole: Whether its files stay as they are now, and are to be looked for.

        Raises:
            OutputError: There is no right to write there, or no room.
        """
        held = replace(self, parts=tuple(self._listed()) if is_whole else ())
        told = {"format": FORMAT} | {
            name: value for name, value in asdict(held).items() if name != "folder"
        }
        told["last"] = str(self.last)
        aside = self.folder / f"{_BOOK}.part"
        try:
            with aside.open("w", encoding="utf-8") as stream:
                json.dump(told, stream, indent=1)
                stream.flush()
                os.fsync(stream.fileno())
            aside.replace(self.folder / _BOOK)
            self._sweep()
        except OSError as error:
            raise _unwritable(self.folder, error) from error

    def _sweep(self) -> None:
        """Remove generations that no run finished, and those that were replaced."""
        for path in self.folder.glob("generation-*"):
            if path.name not in self.generations:
                shutil.rmtree(path)
        for name in self.generations[:-1]:
            for stale in WHOLE:
                _remove(self.folder / name / stale)


def fingerprint(path: Path) -> str:
    """Return what a file is known by: its content, whatever it is called."""
    digest = blake2b(digest_size=16)
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def unread(
    paths: Mapping[str, tuple[Path, ...]], state: State
) -> tuple[dict[str, tuple[Path, ...]], frozenset[str]]:
    """Return the files of each table that were not read before, and what all are known by.

    A file that lies there twice counts once.
    """
    known, new = set(state.files), {}
    for table, files in paths.items():
        prints = {f"{table}:{fingerprint(path)}": path for path in reversed(files)}
        new[table] = tuple(path for name, path in prints.items() if name not in known)[::-1]
        known |= prints.keys()
    return {table: files for table, files in new.items() if files}, frozenset(known)


_LISTS: Final = ("generations", "parts", "files", "kinds", "peer_groups", "told_of_links")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _typed(told: Mapping[str, Any]) -> dict[str, Any]:
    lists = {name: tuple(told[name]) for name in _LISTS}
    texts = (told.get("engine", State.engine), *(one for some in lists.values() for one in some))
    if not all(isinstance(text, str) for text in texts):
        raise TypeError
    last = told["last"]
    return {**told, **lists, "last": None if last == "None" else dt.date.fromisoformat(last)}


def _broken(path: Path, what: str) -> OpenSSIError:
    return OpenSSIError(
        f"{path}: what earlier runs kept {what}.",
        hint="name a new folder with --state and give all files again: it is made anew from them.",
    )


def _of_another(book: Path, engine: str) -> OpenSSIError:
    return OpenSSIError(
        f"{book}: what earlier runs kept was kept by {_ENGINES.get(engine, 'another engine')}.",
        hint="score with it, or name a new folder with --state and give all files again.",
    )


_ENGINES: Final = {"duckdb": "DuckDB", "spark": "Spark (--engine spark)"}


def _unwritable(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{folder}: cannot be written ({error.strerror or error}).",
        hint="choose a folder in which you may write, with room for what is kept.",
    )
