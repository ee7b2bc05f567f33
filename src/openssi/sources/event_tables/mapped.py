"""A map on its files, as SQL: for one person's import and for a whole platform alike.

Nothing is read here but names and types of columns. The rows stream when the SQL runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from openssi.sources.event_tables.connection import named
from openssi.sources.event_tables.inputs import Input, columns_of, input_of, relation
from openssi.sources.event_tables.load import TableMap
from openssi.sources.event_tables.sections import EVERYONE, Whose, Work


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """One section of a map on its files."""

    table: str
    """The canonical table that its rows belong in."""
    label: str
    """What to call it in an account: the files and the section."""
    source: Input
    """The files."""
    columns: Mapping[str, str]
    """Canonical column to the table's column that it comes from; empty for a constant."""
    unused: tuple[str, ...]
    """Columns of the table that the map does not use."""
    rows: str
    """SELECT: the canonical columns of every row that can be used, in their order and types."""
    account: str
    """SELECT: ``fate`` (imported, ignored, rejected), ``reason`` and the number of ``rows``."""
    judged: str
    """SELECT: every row with its canonical columns, ``recorded_at``, ``ignored`` and ``rejected``
    (reasons, or NULL)."""
    numbered: str
    """The same with ``row``, its number from 1 in the order of the files."""
    kinds: tuple[str, ...]
    """Kinds of activity that it may give."""


def mapped(
    map_: TableMap,
    inputs: Mapping[str, Sequence[Path]],
    connection: duckdb.DuckDBPyConnection,
    *,
    whose: Whose = EVERYONE,
    limit: int | None = None,
) -> tuple[Mapped, ...]:
    """Bring a map and its files together.

    Args:
        map_: The map.
        inputs: Canonical table to its files; sections whose table has none are left out.
        connection: A DuckDB that may read them; databases are attached to it.
        whose: The member for whom the tables are read; without one, each row must say whose it is.
        limit: Rows to look at, from the beginning of each table; all without it.

    Raises:
        SourceError: A file cannot be read, or a column that the map names is not there; the
            ``details`` name every one.
    """
    found = []
    for table, place, section in map_.file.sections():
        if paths := inputs.get(table):
            source = input_of(paths)
            rows = relation(source, section.table, connection)
            types = columns_of(source, rows, connection)
            work = Work(map_, table, place, section, source.label, types, whose)
            seen = rows if limit is None else f"(FROM {rows} LIMIT {limit})"
            found.append(_one(work, source, seen))
    return tuple(found)


def _one(work: Work, source: Input, rows: str) -> Mapped:
    judgement = work.judgement(rows)
    wanted = ", ".join(f"v_{name} AS {named(name)}" for name in work.all_columns())
    judged = judgement.select()
    return Mapped(
        table=work.table,
        label=work.label,
        source=source,
        columns=work.origins(),
        unused=work.unused(),
        rows=f"SELECT {wanted} FROM ({judged}) WHERE ignored IS NULL AND rejected IS NULL",
        account=_account(judged),
        judged=judged,
        numbered=judgement.select("row_number() OVER () AS row, "),
        kinds=work.kinds(),
    )


def _account(judged: str) -> str:
    fate = (
        "CASE WHEN ignored IS NOT NULL THEN 'ignored' "
        "WHEN rejected IS NOT NULL THEN 'rejected' ELSE 'imported' END"
    )
    return (
        f"SELECT {fate} AS fate, coalesce(ignored, rejected, '') AS reason, count(*) AS rows "
        f"FROM ({judged}) GROUP BY ALL ORDER BY ALL"
    )
