"""The stored tables of a day, open to questions: rows of members stay in the engine."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from openssi.engines.on_disk import Limits, OnDisk, Session, files
from openssi.errors import SourceError
from openssi.population.folder import Folder

TABLES: Final = ("scores", "benchmarks", "signals")


@contextmanager
def tables(folder: Folder, day: dt.date) -> Iterator[Session]:
    """Open what is stored of a day: a view for each table that is there.

    Raises:
        SourceError: A file is not whole.
    """
    found = {name: folder.files(name, day) for name in TABLES}
    paths = [path.resolve() for some in found.values() for path in some]
    try:
        with (
            tempfile.TemporaryDirectory(prefix="openssi-") as spill,
            OnDisk(reads=paths, folders=[Path(spill)], limits=Limits()) as database,
            database.session() as session,
        ):
            for name, some in found.items():
                if some:
                    session.view(name, f"SELECT * FROM {files([p.resolve() for p in some])}")
            yield session
    except duckdb.Error as error:
        kind = type(error).__name__.removesuffix("Exception")
        raise SourceError(
            f"The results of {day} cannot be read to their end ({kind} error).",
            hint="run `openssi batch` for the day again.",
        ) from error


def columns(session: Session, table: str) -> dict[str, str]:
    """Return the columns of a table with their types; none where it was not written."""
    rows = session.fetch(
        "SELECT column_name AS name, data_type AS type FROM duckdb_columns() "
        f"WHERE table_name = '{table}'"
    ).to_pylist()
    return {row["name"]: row["type"] for row in rows}
