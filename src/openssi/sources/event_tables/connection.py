"""A DuckDB that may read the files it was given, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb

_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "temp_directory": "",
    "memory_limit": "2GB",
    "preserve_insertion_order": True,
    "allow_community_extensions": False,
}
"""Nothing is fetched, nothing reaches the disk, and rows keep their order: lines are counted."""


@contextmanager
def connected(paths: Iterable[Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an in-memory DuckDB for some files of a stranger's.

    A DuckDB file may hold views, which could read any other file: access ends with these.
    """
    connection = duckdb.connect(":memory:", config=_SETTINGS)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        allowed = [text for path in paths for text in (str(path), f"{path}.wal", pattern_of(path))]
        if allowed:
            connection.execute(f"SET allowed_paths = [{', '.join(map(quoted, allowed))}]")
        connection.execute("SET enable_external_access = false")
        yield connection
    finally:
        connection.close()


def pattern_of(path: Path) -> str:
    """Return a path so that no character of it is taken for a pattern."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in str(path))


def quoted(text: str) -> str:
    """Write a text into SQL."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """Write the name of a column or table into SQL."""
    return '"' + name.replace('"', '""') + '"'


def only_row(
    connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[object] = ()
) -> tuple[Any, ...]:
    """Return the one row that a query gives."""
    (row,) = connection.execute(query, values).fetchall()
    return tuple(row)
