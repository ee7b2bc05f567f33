"""The default engine: DuckDB in this process, without a file and without extensions."""

import re
import warnings
from dataclasses import dataclass, field
from typing import Final

import duckdb
import pyarrow as pa

from openssi.engines.closing import Closing
from openssi.engines.lanes import Job, Lanes

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
    "preserve_insertion_order": False,
}

LANES: Final = 2
"""Tables made at a time: most are small, and a small one keeps one core busy at most."""


@dataclass(kw_only=True)
class _Names:
    """What queries may read."""

    loaded: dict[str, pa.Table] = field(default_factory=dict)
    views: dict[str, str] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)

    def read_by(self, select: str) -> list[str]:
        """Return all that a query reads, through views as well, each after what it reads.

        Any word that is a name counts: what is not meant by it only has to be there.
        """
        found: dict[str, None] = {}
        for word in dict.fromkeys(re.findall(r"\w+", select)):
            if word in self.views:
                found |= dict.fromkeys(self.read_by(self.views[word]))
            if word in self.views or word in self.loaded or word in self.tables:
                found[word] = None
        return list(found)


def rows_of(connection: duckdb.DuckDBPyConnection, select: str) -> pa.Table:
    """Return the few rows of a query.

    DuckDB advises to make a relation of it, which saves a copy of the rows: but it plans the query
    once for the names of its columns and once more to run it, which takes longer than to copy few.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)
        return connection.execute(select).to_arrow_table()


class _Connection:
    """One way to the database: what is only named, not kept, each has to be told."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, names: _Names) -> None:
        self._connection = connection
        self._names = names
        self._told: set[str] = set()

    def make(self, name: str, select: str) -> None:
        """Keep the result of a query under a name."""
        self._tell(select)
        self._connection.execute(f'CREATE TABLE "{name}" AS {select}').fetchall()

    def fetch(self, select: str) -> pa.Table:
        """Return the result of a query."""
        self._tell(select)
        return rows_of(self._connection, select)

    def close(self) -> None:
        """Close it."""
        self._connection.close()

    def _tell(self, select: str) -> None:
        for name in self._names.read_by(select):
            if name in self._told:
                continue
            self._told.add(name)
            if name in self._names.loaded:
                self._connection.register(name, self._names.loaded[name])
            elif name in self._names.views:
                self._connection.execute(f'CREATE TEMP VIEW "{name}" AS {self._names.views[name]}')


class DuckDB(Closing):
    """An in-memory DuckDB; a context manager that closes it."""

    def __init__(self, *, threads: int | None = None) -> None:
        """Open it.

        Args:
            threads: How many it may use for one query; by default one for each core.
        """
        own = {} if threads is None else {"threads": threads}
        connection = duckdb.connect(":memory:", config=_SETTINGS | own)
        self._names = _Names()
        self._reader = _Connection(connection, self._names)
        self._makers = [_Connection(connection.cursor(), self._names) for _ in range(LANES)]
        self._lanes = Lanes(self._makers)

    def close(self) -> None:
        """Let go of everything."""
        self._lanes.close()
        for connection in (*self._makers, self._reader):
            connection.close()

    def load(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table known under a name, without a copy."""
        self._names.loaded[name] = table

    def create(self, name: str, select: str) -> None:
        """Keep the result of a query under a name; it is made beside others, and read when done."""
        reads = frozenset(self._names.read_by(select))
        self._names.tables.add(name)
        self._lanes.begin(Job(name=name, select=select, reads=reads))

    def view(self, name: str, select: str) -> None:
        """Give a query a name; it runs whenever the name is read."""
        self._names.views[name] = select

    def fetch(self, select: str) -> pa.Table:
        """Return the result of a query as an Arrow table."""
        self._lanes.wait(self._names.read_by(select))
        return self._reader.fetch(select)
