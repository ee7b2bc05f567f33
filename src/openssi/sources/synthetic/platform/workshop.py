"""Where a platform's tables are made: a database on disk that spills, with a hand for each core."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import duckdb
import pyarrow as pa

from openssi.errors import OutputError

_MEMORY: Final = "4GB"


class Workshop:
    """A scratch database in a folder that is thrown away; a context manager that closes it."""

    def __init__(self, folder: Path, *, threads: int | None = None, memory: str = _MEMORY) -> None:
        """Open it.

        Args:
            folder: Where it may spill.
            threads: How many pieces are made at a time; by default one for each core.
            memory: What it may take, as DuckDB writes it.
        """
        self.threads = threads or os.cpu_count() or 1
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": memory,
            "temp_directory": str(folder / "spill"),
            "threads": self.threads,
        }
        self._connection = duckdb.connect(str(folder / "scratch.duckdb"), config=settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def hand(self) -> Hand:
        """Return the hand that works alone, with all cores."""
        return Hand(self._connection)

    def run(self, *statements: str) -> None:
        """Run statements one after the other."""
        self.hand().run(*statements)

    def number(self, select: str) -> int:
        """Return the one number of a query."""
        return int(self.row(select)[0] or 0)

    def row(self, select: str) -> tuple[Any, ...]:
        """Return the first row of a query."""
        return self._connection.execute(select).fetchall()[0]

    def each(self, work: Callable[[Hand, Any], object], items: Iterable[Any]) -> None:
        """Do a piece of work for each item, as many at a time as there are hands."""

        def by_hand(item: object) -> object:
            with self._connection.cursor() as own:
                return work(Hand(own), item)

        with ThreadPoolExecutor(self.threads) as hands:
            for _ in hands.map(by_hand, items):
                pass


class Hand:
    """One way to the database, with temporary tables of its own."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def load(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table known under a name."""
        self._connection.register(name, table)

    def make(self, name: str, select: str) -> None:
        """Keep the result of a query for this hand alone."""
        self.run(f"CREATE OR REPLACE TEMP TABLE {name} AS {select}")

    def run(self, *statements: str) -> None:
        """Run statements one after the other."""
        for statement in statements:
            self._rows(statement)

    def count(self, statement: str) -> int:
        """Run a statement and return how many rows it wrote."""
        return int(self._rows(statement)[0][0])

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement).fetchall()
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise OutputError(
                "The network cannot be written: the disk or the memory is full.",
                hint="free some room, or ask for a smaller network.",
            ) from error
