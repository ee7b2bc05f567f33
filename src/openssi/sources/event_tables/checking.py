"""What a map makes of a table, on a sample: to look at before anything is imported."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from openssi.sources.account import Rejected
from openssi.sources.event_tables.broken import broken_rows, lines_of
from openssi.sources.event_tables.connection import connected, only_row
from openssi.sources.event_tables.inputs import unusable
from openssi.sources.event_tables.load import TableMap, table_map
from openssi.sources.event_tables.mapped import Mapped, mapped
from openssi.sources.event_tables.sections import EVERYONE, Whose

SAMPLE: Final = 100_000
"""Rows of each table that are looked at, from its beginning."""

_MOST: Final = 20
_EXAMPLES: Final = 5


@dataclass(frozen=True, kw_only=True)
class CheckedColumn:
    """One canonical column."""

    name: str
    """The canonical column."""
    source: str
    """The table's column that it comes from; empty for a constant."""
    filled: int
    """Rows of the sample that can be used and have a value here."""


@dataclass(frozen=True, kw_only=True)
class CheckedKind:
    """One kind of activity in the sample."""

    kind: str
    rows: int
    members: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Unlisted:
    """A value of the table that the map does not list."""

    column: str
    """The table's column."""
    value: str
    """The value, at most 60 characters: to show on the user's own screen, never to store."""
    rows: int


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why rows are not taken."""

    fate: str
    """``ignored`` or ``rejected``."""
    reason: str
    rows: int
    lines: tuple[int, ...] = ()
    """Lines of the first few rejected ones; rows of a Parquet file or a database."""


@dataclass(frozen=True, kw_only=True)
class CheckedSection:
    """What one section of the map makes of the sample."""

    table: str
    """The canonical table."""
    label: str
    """The files and the section."""
    rows: int
    """Rows looked at."""
    imported: int
    """Rows that can be used; repeated ids are not looked for."""
    columns: tuple[CheckedColumn, ...]
    unused: tuple[str, ...]
    """Columns of the table that the map does not use."""
    kinds: tuple[CheckedKind, ...]
    unlisted: tuple[Unlisted, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a map makes of its tables, on a sample."""

    name: str
    """What the map calls the source."""
    about: str
    """What its author says of it."""
    sections: tuple[CheckedSection, ...]


def check(
    map_: TableMap | Path | str,
    inputs: Mapping[str, Sequence[Path]],
    *,
    whose: Whose = EVERYONE,
    sample: int = SAMPLE,
) -> Checked:
    """Use a map on the beginning of its tables, and say what becomes of the rows.

    Args:
        map_: The map, its file, or the name of a ready one.
        inputs: Canonical table to its files.
        whose: The member for whom they are read, if it is one.
        sample: Rows of each table to look at.

    Raises:
        SourceError: As for `table_map` and `mapped`.
    """
    map_ = map_ if isinstance(map_, TableMap) else table_map(map_)
    paths = {path.resolve() for files in inputs.values() for path in files}
    with connected(sorted(paths)) as connection:
        sections = mapped(map_, inputs, connection, whose=whose, limit=sample)
        done = tuple(_checked(one, connection) for one in sections)
    return Checked(name=map_.file.name, about=map_.file.about, sections=done)


def _checked(section: Mapped, connection: duckdb.DuckDBPyConnection) -> CheckedSection:
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE judged AS {section.numbered}")
        return _told(section, connection)
    except duckdb.Error as error:
        raise unusable(section.source, error) from error


def _told(section: Mapped, connection: duckdb.DuckDBPyConnection) -> CheckedSection:
    good = "FROM judged WHERE ignored IS NULL AND rejected IS NULL"
    (imported,) = only_row(connection, f"SELECT count(*) {good}")
    reasons = _reasons(section, connection)
    return CheckedSection(
        table=section.table,
        label=section.label,
        rows=imported + sum(one.rows for one in reasons),
        imported=imported,
        columns=_columns(section, connection, good),
        unused=section.unused,
        kinds=_kinds(section, connection, good),
        unlisted=_unlisted(section, connection),
        reasons=reasons,
    )


def _columns(
    section: Mapped, connection: duckdb.DuckDBPyConnection, good: str
) -> tuple[CheckedColumn, ...]:
    counts = ", ".join(f"count(v_{name})" for name in section.columns)
    filled = only_row(connection, f"SELECT {counts} {good}") if counts else ()
    return tuple(
        CheckedColumn(name=name, source=source, filled=number)
        for (name, source), number in zip(section.columns.items(), filled, strict=True)
    )


def _kinds(
    section: Mapped, connection: duckdb.DuckDBPyConnection, good: str
) -> tuple[CheckedKind, ...]:
    if section.table != "activities":
        return ()
    found = connection.execute(
        "SELECT v_kind, count(*), count(DISTINCT v_member_id), min(v_occurred_at)::DATE, "
        f"max(v_occurred_at)::DATE {good} GROUP BY ALL ORDER BY 2 DESC, 1"
    ).fetchall()
    return tuple(
        CheckedKind(kind=kind, rows=rows, members=members, first=first, last=last)
        for kind, rows, members, first, last in found
    )


def _unlisted(section: Mapped, connection: duckdb.DuckDBPyConnection) -> tuple[Unlisted, ...]:
    """Return the most frequent values that the map should say something of."""
    if not section.columns.get("kind"):
        return ()
    found = connection.execute(
        "SELECT left(t_kind::VARCHAR, 60), count(*) FROM judged WHERE ignored IS NULL "
        "AND rejected LIKE 'kind:%' GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT ?",
        [_MOST],
    ).fetchall()
    return tuple(
        Unlisted(column=section.columns["kind"], value=str(value), rows=rows)
        for value, rows in found
    )


def _reasons(section: Mapped, connection: duckdb.DuckDBPyConnection) -> tuple[Reason, ...]:
    found = connection.execute(
        "SELECT ignored IS NULL, coalesce(ignored, rejected), count(*), "
        f"list(row ORDER BY row)[:{_EXAMPLES}] FROM judged "
        "WHERE ignored IS NOT NULL OR rejected IS NOT NULL GROUP BY ALL ORDER BY 3 DESC, 2"
    ).fetchall()
    (taken,) = only_row(connection, "SELECT count(*) FROM judged")
    broken = broken_rows(section.source, taken, connection)
    rows = sorted({row for is_rejected, _, _, some in found if is_rejected for row in some})
    lines = lines_of(section.source, rows, broken, taken)
    told = [
        Reason(
            fate="rejected" if is_rejected else "ignored",
            reason=reason,
            rows=number,
            lines=tuple(lines[row] for row in some) if is_rejected else (),
        )
        for is_rejected, reason, number, some in found
    ]
    return (*told, *_of_broken([one.rejected for one in broken]))


def _of_broken(rows: Sequence[Rejected]) -> Iterator[Reason]:
    reasons = Counter(row.reason for row in rows)
    for reason, number in reasons.most_common():
        lines = [row.line for row in rows if row.reason == reason]
        yield Reason(fate="rejected", reason=reason, rows=number, lines=tuple(lines[:_EXAMPLES]))
