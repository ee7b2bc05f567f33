"""What the scoring asks of an engine."""

from typing import Protocol

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
