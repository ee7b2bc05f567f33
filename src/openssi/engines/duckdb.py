"""The default engine: DuckDB in this process, without a file and without extensions."""

from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
    "preserve_insertion_order": False,
}


class DuckDB:
    """An in-memory DuckDB; a context manager that closes it."""

    def __init__(self, *, threads: int | None = None) -> None:
        """Open it.

        Args:
            threads: How many it may use; by default one for each core.
        """
        own = {} if threads is None else {"threads": threads}
        self._connection = duckdb.connect(":memory:", config=_SETTINGS | own)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def load(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table known under a name, without a copy."""
        self._connection.register(name, table)

    def create(self, name: str, select: str) -> None:
        """Keep the result of a query under a name."""
        self._connection.execute(f'CREATE TEMP TABLE "{name}" AS {select}')

    def view(self, name: str, select: str) -> None:
        """Give a query a name; it runs whenever the name is read."""
        self._connection.execute(f'CREATE TEMP VIEW "{name}" AS {select}')

    def fetch(self, select: str) -> pa.Table:
        """Return the result of a query as an Arrow table."""
        return self._connection.sql(select).to_arrow_table()
