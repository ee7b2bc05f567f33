"""Files known by what is in them, whatever they are called."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final, TypeVar

from openssi.errors import SourceError
from openssi.sources.bounded import shown

_BLOCK: Final = 1 << 20

_Place = TypeVar("_Place", bound=Path | str)

Paths = Mapping[str, tuple[Path, ...]]
"""The files of each table."""


def of_file(path: Path) -> str:
    """Return what a file is known by."""
    digest = blake2b(digest_size=16)
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def of_text(text: str) -> str:
    """Return what a text is known by."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def of_all(paths: Paths) -> dict[str, Path]:
    """Return each file by its table and what it is known by: the first of those that are alike."""
    found: dict[str, Path] = {}
    for table, files in paths.items():
        for path in files:
            found.setdefault(f"{table}:{of_file(path)}", path)
    return found


def unknown(prints: Mapping[str, _Place], known: Collection[str]) -> dict[str, tuple[_Place, ...]]:
    """Return the files of each table that are not known; a table without any is left out."""
    found: dict[str, list[_Place]] = {}
    for name, path in prints.items():
        if name not in known:
            found.setdefault(name.partition(":")[0], []).append(path)
    return {table: tuple(paths) for table, paths in found.items()}


def check_unchanged(there: Mapping[str, str], known: Mapping[str, str]) -> None:
    """Look whether files that are known by their address are as they were when they were read.

    Args:
        there: The address of each that is given, by its table and what it is known by.
        known: The same of those that were read.

    Raises:
        SourceError: One was changed since.
    """
    read = {(name.partition(":")[0], address) for name, address in known.items()}
    for name, address in there.items():
        if name not in known and (name.partition(":")[0], address) in read:
            raise SourceError(
                f"{shown(address)}: it was changed since it was read.",
                hint="write what is new into new files; or give all of them with a new --state.",
            )


def once(paths: Paths) -> dict[str, tuple[Path, ...]]:
    """Return the files of each table that hold something different."""
    return {table: different(files) for table, files in paths.items()}


def different(files: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files without those that hold, byte for byte, what another of them holds.

    Only files of one size are read for it.
    """
    sizes = {path: path.stat().st_size for path in files}
    alike = Counter(sizes.values())
    found: dict[str, Path] = {}
    for path, size in sizes.items():
        found.setdefault(of_file(path) if alike[size] > 1 else str(path), path)
    return tuple(found.values())
