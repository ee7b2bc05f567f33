"""Files that a path, a folder or a pattern names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from openssi.errors import SourceError

_TABLES: Final = (".parquet", ".csv")


def place_of(given: str) -> Path | str:
    """Return what was given as a path, or as it is where it is an address such as s3a://…."""
    return given if "://" in given else Path(given)


def files_of(given: Path | str) -> tuple[Path, ...]:
    """Return the files of one table, in order.

    Args:
        given: A file, a folder (every Parquet or CSV file below it), or a pattern such as
            ``activities/*.parquet``.

    Raises:
        SourceError: There is none, or it is an address.
    """
    if isinstance(given, str):
        raise SourceError(
            f"{given}: only Spark reads there.", hint="give --engine spark; --check reads files."
        )
    found = tuple(sorted(_found(given)))
    if not found:
        raise SourceError(
            f"{given}: no such file, and no Parquet or CSV file in such a folder.",
            hint="check the path; a pattern such as 'DIR/*.parquet' needs quotes around it.",
        )
    return tuple(path.resolve() for path in found)


def _found(given: Path) -> Iterator[Path]:
    if given.is_file():
        yield given
    elif given.is_dir():
        yield from (path for path in given.rglob("*") if _is_table(given, path))
    elif any(character in str(given) for character in "*?["):
        yield from (path for path in _matches(given) if path.is_file())


def _is_table(folder: Path, path: Path) -> bool:
    """Whether a file below a folder is part of a table; what is hidden or unfinished is not."""
    parts = path.relative_to(folder).parts
    return path.suffix in _TABLES and not any(part.startswith((".", "_")) for part in parts)


def _matches(pattern: Path) -> Iterator[Path]:
    plain = [part for part in pattern.parts if not any(c in part for c in "*?[")]
    fixed = next(n for n, part in enumerate(pattern.parts) if any(c in part for c in "*?["))
    folder = Path(*plain[:fixed])
    return folder.glob(str(Path(*pattern.parts[fixed:])))
