"""DuckDB for tables that do not fit into memory: it reads and writes files, and spills."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa

from openssi.engines.closing import Closing
from openssi.engines.duckdb import rows_of
from openssi.engines.sizes import bytes_of

_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "preserve_insertion_order": False,
}

_ROWS_TO_LOOK_THROUGH: Final = 4096
"""Rows of a group where single rows are looked up: less makes the table of contents longer."""


_FEW: Final = 64
"""Values of a column that are worth a dictionary, where rows are divided: as many as kinds have.
To look for repeated times and ids costs a fifth of the writing, and finds none."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What the engine may use."""

    memory: str | None = None
    """What the run may hold, as in "8GB"; by default four fifths of the machine's."""
    threads: int | None = None
    """By default one for each core."""

    def settings(self) -> dict[str, str | int]:
        """Return them as DuckDB's settings.

        It does not count all that it holds, nor what Python does: an eighth is left for them.
        """
        told: dict[str, str | int] = {}
        if self.memory is not None:
            told["memory_limit"] = f"{bytes_of(self.memory) * 7 // 8}B"
        if self.threads is not None:
            told["threads"] = self.threads
        return told


class OnDisk(Closing):
    """A DuckDB that may read some files and write below one folder; a context manager.

    Tables that all sessions see are its own; everything else belongs to a session and goes with it.
    """

    def __init__(self, *, reads: Iterable[Path], folders: Sequence[Path], limits: Limits) -> None:
        """Open it.

        Args:
            reads: Files that it may read.
            folders: Below them everything is allowed; it spills to the first.
            limits: What it may use.
        """
        spill = {"temp_directory": str(folders[0] / "spill")}
        config = _SETTINGS | limits.settings() | spill
        self._connection = duckdb.connect(":memory:", config=config)
        self._connection.execute("SET TimeZone = 'UTC'")
        _allow(self._connection, "allowed_directories", list(map(str, folders)))
        paths = [text for path in reads for text in (str(path), f"{path}.wal", literally(path))]
        _allow(self._connection, "allowed_paths", paths)
        self._connection.execute("SET enable_external_access = false")

    def close(self) -> None:
        """Let go of everything."""
        self._connection.close()

    def session(self) -> "Session":
        """Return an engine with tables of its own, beside those that all see."""
        return Session(self._connection.cursor())


class Session(Closing):
    """An engine whose tables go when it is closed; a context manager."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        """For readers that describe or attach what they read."""

    def close(self) -> None:
        """Let go of everything."""
        self.connection.close()

    def load(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table known under a name, without a copy."""
        self.connection.register(name, table)

    def create(self, name: str, select: str) -> None:
        """Keep the result of a query under a name."""
        self.connection.execute(f'CREATE TEMP TABLE "{name}" AS {select}').fetchall()

    def view(self, name: str, select: str) -> None:
        """Give a query a name; it runs whenever the name is read."""
        self.connection.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {select}').fetchall()

    def fetch(self, select: str) -> pa.Table:
        """Return the result of a query as an Arrow table."""
        return rows_of(self.connection, select)

    def share(self, name: str, select: str) -> None:
        """Keep the result of a query where every session sees it, in place of an earlier one."""
        statement = f'CREATE OR REPLACE TABLE memory.main."{name}" AS {select}'
        self.connection.execute(statement).fetchall()

    def drop(self, name: str) -> None:
        """Let go of a table that `create` made."""
        self.connection.execute(f'DROP TABLE temp."{name}"').fetchall()

    def write(
        self, select: str, path: Path, *, by: str | None = None, order: str | None = None
    ) -> int:
        """Write the result of a query as Parquet and return its number of rows.

        Args:
            select: The query.
            path: The file; a folder of parts where the rows are divided.
            by: The column by whose values they are divided.
            order: The column by which they are sorted, in row groups small enough that one row is
                found quickly by the least and the greatest value of each.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = "" if by is None else f", PARTITION_BY ({by}), DICTIONARY_SIZE_LIMIT {_FEW}"
        groups = "" if order is None else f", ROW_GROUP_SIZE {_ROWS_TO_LOOK_THROUGH}"
        rows = select if order is None else f"SELECT * FROM ({select}) AS given ORDER BY {order}"
        written = self.connection.execute(
            f"COPY ({rows}) TO {_quoted(str(path))} (FORMAT parquet{parts}{groups})"
        ).fetchall()
        return int(written[0][0])

    def row(self, select: str) -> dict[str, Any]:
        """Return the one row of a query."""
        (row,) = self.fetch(select).to_pylist()
        return dict(row)


def files(paths: Iterable[Path]) -> str:
    """Return SQL that stands for the rows of Parquet files, after ``FROM``."""
    listed = ", ".join(_quoted(literally(path)) for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false, union_by_name = true)"


def literally(path: Path) -> str:
    """Return a path so that no character of it is taken for a pattern."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in str(path))


def _allow(connection: duckdb.DuckDBPyConnection, what: str, paths: Sequence[str]) -> None:
    if paths:
        connection.execute(f"SET {what} = [{', '.join(map(_quoted, paths))}]")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
