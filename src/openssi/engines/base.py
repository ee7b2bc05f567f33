"""What the scoring asks of an engine, and what a run over a whole network asks besides."""

from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa


class Engine(Protocol):
    """Runs SQL written in DuckDB's dialect over named tables."""

    def load(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table known under a name."""

    def create(self, name: str, select: str) -> None:
        """Keep the result of a query under a name.

        It may still be made when this returns; a failure is then told by the next `fetch`.
        """

    def view(self, name: str, select: str) -> None:
        """Give a query a name; it runs whenever the name is read."""

    def fetch(self, select: str) -> pa.Table:
        """Return the result of a query as an Arrow table."""


class Warehouse(Engine, Protocol):
    """An engine for tables that do not fit into memory: what it is asked for, it writes itself."""

    def share(self, name: str, select: str) -> None:
        """Keep the result of a query for all that follows, in place of an earlier one."""

    def row(self, select: str) -> dict[str, Any]:
        """Return the one row of a query."""

    def write(self, select: str, path: Path, *, order: str | None = None) -> int:
        """Write the result of a query as Parquet, sorted by a column; return how many rows."""
