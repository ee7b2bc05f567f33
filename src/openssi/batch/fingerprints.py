"""Files known by what is in them, whatever they are called."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final

_BLOCK: Final = 1 << 20

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


def unknown(prints: Mapping[str, Path], known: Collection[str]) -> dict[str, tuple[Path, ...]]:
    """Return the files of each table that are not known; a table without any is left out."""
    found: dict[str, tuple[Path, ...]] = {}
    for name, path in prints.items():
        if name not in known:
            table = name.partition(":")[0]
            found[table] = (*found.get(table, ()), path)
    return found


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
