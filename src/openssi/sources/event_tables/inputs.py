"""The files that a map is used on: CSV, Parquet or a DuckDB database, told by their content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import duckdb

from openssi.errors import SourceError
from openssi.sources.bounded import shown
from openssi.sources.container import unreadable
from openssi.sources.event_tables.connection import named, pattern_of, quoted
from openssi.sources.event_tables.headers import QUOTE, header_of

MAX_BROKEN: Final = 100_000
"""Rows of a CSV file that may be broken before it is taken for something else."""

REJECTS: Final = "mapped_rejects"
"""Name of the temporary tables in which DuckDB keeps rows that are not CSV."""

_PARQUET: Final = b"PAR1"
_DUCKDB: Final = (slice(8, 12), b"DUCK")
_OTHERS: Final[Mapping[bytes, str]] = {
    b"PK\x03\x04": "a ZIP file or a workbook, not a table",
    b"\x1f\x8b": "a gzip file, not a table",
    b"\xff\xfe": "a text in UTF-16",
    b"\xfe\xff": "a text in UTF-16",
    b"SQLite format 3": "a SQLite database, not one of DuckDB",
}


@dataclass(frozen=True, kw_only=True)
class Input:
    """Files of one table, all of one format."""

    paths: tuple[Path, ...]
    """The files; of a DuckDB database, one."""
    form: Literal["csv", "parquet", "duckdb"]
    """How they are written."""

    @property
    def label(self) -> str:
        """What to call it in an account."""
        first = shown(self.paths[0].name)
        return first if len(self.paths) == 1 else f"{first} and {len(self.paths) - 1} more"


def input_of(paths: Sequence[Path]) -> Input:
    """Look at files and say how they are to be read.

    Raises:
        SourceError: One cannot be read, is none of the three, or they differ.
    """
    forms = {form_of(path) for path in paths}
    if len(forms) != 1 or ("duckdb" in forms and len(paths) > 1):
        raise SourceError(
            f"{shown(paths[0].name) if paths else 'no file'}: the files of one table must all be "
            "CSV or all be Parquet, or one DuckDB database.",
            hint="give each kind of file on its own.",
        )
    return Input(paths=tuple(path.resolve() for path in paths), form=forms.pop())


def form_of(path: Path) -> Literal["csv", "parquet", "duckdb"]:
    """Say how a file is written, by its content."""
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise unreadable(path, error) from error
    if head.startswith(_PARQUET):
        return "parquet"
    if head[_DUCKDB[0]] == _DUCKDB[1]:
        return "duckdb"
    what = next((words for mark, words in _OTHERS.items() if head.startswith(mark)), "")
    if what or not head.strip() or b"\0" in head:
        what = what or ("not a text, and neither Parquet nor DuckDB" if head else "an empty file")
        raise SourceError(
            f"{shown(path.name)}: {what}.", hint="export the table as CSV in UTF-8, or as Parquet."
        )
    return "csv"


def relation(source: Input, table: str | None, connection: duckdb.DuckDBPyConnection) -> str:
    """Return SQL that stands for the rows of an input, after ``FROM``.

    Args:
        source: The files.
        table: The table of a DuckDB database; without it the only one.
        connection: Where a database is attached.
    """
    if source.form == "duckdb":
        return _attached(source.paths[0], table, connection)
    files = f"[{', '.join(quoted(pattern_of(path)) for path in source.paths)}]"
    if source.form == "parquet":
        return f"read_parquet({files}, union_by_name = true)"
    header = header_of(source.paths)
    columns = ", ".join(f"{named(name)}: 'VARCHAR'" for name in header.names)
    return (
        f"read_csv({files}, auto_detect = false, header = true, columns = {{{columns}}}, "
        f"delim = {quoted(header.delimiter)}, quote = {quoted(QUOTE)}, escape = {quoted(QUOTE)}, "
        f"ignore_errors = true, store_rejects = true, rejects_table = '{REJECTS}', "
        f"rejects_scan = '{REJECTS}_scans', rejects_limit = {MAX_BROKEN})"
    )


def columns_of(source: Input, rows: str, connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the columns of an input with their types.

    Raises:
        SourceError: DuckDB cannot read it.
    """
    try:
        found = connection.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()
    except duckdb.Error as error:
        raise unusable(source, error) from error
    return {str(row[0]): str(row[1]) for row in found}


def unusable(source: Input, error: duckdb.Error) -> SourceError:
    """Say that DuckDB cannot read an input, by the kind of its complaint alone.

    Its own words may hold cells of the table.
    """
    kind = type(error).__name__.removesuffix("Exception") or "read"
    return SourceError(
        f"{source.label}: it cannot be read as {source.form} ({kind} error).",
        hint="export the table again, as CSV in UTF-8 with a header, or as Parquet.",
    )


def _attached(path: Path, table: str | None, connection: duckdb.DuckDBPyConnection) -> str:
    alias = f"mapped_{abs(hash(path)):x}"
    try:
        connection.execute(f"ATTACH IF NOT EXISTS {quoted(str(path))} AS {alias} (READ_ONLY)")
        found = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = ? "
            "ORDER BY ALL",
            [alias],
        ).fetchall()
    except duckdb.Error as error:
        raise unusable(Input(paths=(path,), form="duckdb"), error) from error
    chosen = [one for one in found if table in {None, one[1], f"{one[0]}.{one[1]}"}]
    if len(chosen) != 1:
        raise _which_table(path, table, sorted(name for _, name in found))
    schema, name = chosen[0]
    return f"{alias}.{named(schema)}.{named(name)}"


def _which_table(path: Path, table: str | None, names: Sequence[str]) -> SourceError:
    there = ", ".join(shown(name, limit=40) for name in names[:20]) or "none"
    what = f"no single table '{shown(table, limit=40)}'" if table else "which of its tables to read"
    return SourceError(
        f"{shown(path.name)}: {what} (tables: {there}).",
        hint="name one in the map, as in 'table = \"activities\"'.",
    )
