"""``state.json``: what a state says of itself, and a copy of it for the day on which it is damaged.

The copy is never gone on from. It tells which files were read, so that a state can be made anew.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from openssi.errors import OpenSSIError, OutputError

FORMAT: Final = 2
"""Version of the layout."""

_BOOK: Final = "state.json"
_COPY: Final = "state.copy.json"


@dataclass(frozen=True, kw_only=True)
class Read:
    """What a state was made from."""

    files: Mapping[str, str]
    """Names of the files, by their table and what they are known by; old books tell no names."""
    has_erased: bool
    """Whether members were erased from it since."""


class BrokenStateError(OpenSSIError):
    """What earlier runs kept cannot be used; it can be made anew from all that they read."""

    def __init__(self, place: Path, why: str, read: Read | None) -> None:
        """Say where, and why.

        Args:
            place: The file or folder.
            why: What is wrong with it, after its name.
            read: What it was made from, where that is known.
        """
        super().__init__(
            f"{place}: what earlier runs kept {why}.",
            hint="run `openssi batch --state` with all files that were ever given: it is made anew "
            "from them. Or name a new folder.",
        )
        self.why = why
        self.read = read


def exists(folder: Path) -> bool:
    """Whether a folder holds, or held, what a run kept."""
    return (folder / _BOOK).exists() or (folder / _COPY).exists()


def told(folder: Path) -> dict[str, Any]:
    """Return what the book of a folder says.

    Raises:
        OpenSSIError: It cannot be read, or is of another version.
    """
    try:
        found = json.loads((folder / _BOOK).read_text(encoding="utf-8"))
        version = found.pop("format")
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise unreadable(folder) from error
    if isinstance(version, int) and version > FORMAT:
        raise OpenSSIError(
            f"{folder / _BOOK}: what earlier runs kept is of a later version ({version}).",
            hint="go on with the OpenSSI that wrote it, or name a new folder with --state.",
        )
    if version != FORMAT:
        why = f"is of another version ({version!r}, not {FORMAT})"
        raise BrokenStateError(folder / _BOOK, why, was_read(folder))
    return dict(found)


def of_another(folder: Path, engine: str) -> OpenSSIError:
    """Return the mistake of a state that another engine keeps."""
    return OpenSSIError(
        f"{folder / _BOOK}: what earlier runs kept was kept by {_ENGINES.get(engine, engine)}.",
        hint="score with it, or name a new folder with --state and give all files again.",
    )


_ENGINES: Final = {"duckdb": "DuckDB", "spark": "Spark (--engine spark)"}


def unreadable(folder: Path) -> BrokenStateError:
    """Return the mistake of a book that makes no sense."""
    return BrokenStateError(folder / _BOOK, "cannot be read", was_read(folder))


def was_read(folder: Path) -> Read | None:
    """Return what a state was made from, by its book or else by the copy; None where both fail."""
    return next(_reads(folder), None)


def _reads(folder: Path) -> Iterator[Read]:
    for name in (_BOOK, _COPY):
        try:
            found = json.loads((folder / name).read_text(encoding="utf-8"))
            files, has_erased = found["files"], found.get("has_erased", False)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            continue
        if isinstance(files, list):
            files = dict.fromkeys(map(str, files), "")
        if isinstance(files, dict):
            yield Read(files=files, has_erased=bool(has_erased))


def write(folder: Path, says: Mapping[str, Any]) -> None:
    """Replace the book in one step, then its copy.

    Raises:
        OutputError: There is no right to write there, or no room.
    """
    try:
        for name in (_BOOK, _COPY):
            aside = folder / f"{name}.part"
            with aside.open("w", encoding="utf-8") as stream:
                json.dump({"format": FORMAT, **says}, stream, indent=1)
                stream.flush()
                os.fsync(stream.fileno())
            aside.replace(folder / name)
    except OSError as error:
        raise unwritable(folder, error) from error


def unwritable(folder: Path, error: OSError) -> OutputError:
    """Return the mistake of a folder that cannot be written."""
    return OutputError(
        f"{folder}: cannot be written ({error.strerror or error}).",
        hint="choose a folder in which you may write, with room for what is kept.",
    )
