"""The rows of one section for one person's import: each once, with an account of every one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb
import pyarrow as pa

from openssi import tables
from openssi.errors import SourceError
from openssi.sources.account import FileAccount, Rejected
from openssi.sources.event_tables.broken import QUOTES, Broken, broken_rows, lines_of
from openssi.sources.event_tables.connection import only_row, quoted
from openssi.sources.event_tables.inputs import unusable
from openssi.sources.event_tables.mapped import Mapped

MAX_ROWS: Final = 5_000_000
"""Rows of one section of a person's table; ``openssi batch`` reads any number."""

AHEAD: Final = "lies ahead of the day on which the table was written"
"""Why a row is left out that had not happened yet."""

_DATED: Final = {"activities": "occurred_at", "connections": "connected_on"}
_SAME: Final = {
    "members": ("member_id", "seen_on"),
    "connections": ("member_id", "connection_id", "connected_on", "ended_on"),
    "activities": ("member_id", "activity_id"),
    "coverage": ("member_id", "kind", "observed_from", "observed_to"),
}
_SAID: Final = ("member_id", "kind", "occurred_at", "counterpart_id", "object_id", "object_at")


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What one section gave."""

    section: Mapped
    table: pa.Table
    """Rows of the canonical table."""
    account: FileAccount
    newest: dt.date | None
    """The last day that it saw."""


def taken(
    section: Mapped, connection: duckdb.DuckDBPyConnection, today: dt.date | None = None
) -> Taken:
    """Run a section and return its rows.

    Raises:
        SourceError: The files cannot be read, or are too large for one person's.
    """
    try:
        return _taken(section, connection, today)
    except duckdb.OutOfMemoryException as error:
        raise _too_large(section) from error
    except duckdb.Error as error:
        raise unusable(section.source, error) from error


def _taken(section: Mapped, connection: duckdb.DuckDBPyConnection, today: dt.date | None) -> Taken:
    columns = _columns(section)
    wanted = ", ".join((*(f"v_{name}" for name in columns), "v_recorded_at"))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE judged AS SELECT row, ignored, rejected, {wanted} "
        f"FROM ({section.numbered}) LIMIT {MAX_ROWS + 1}"
    )
    (rows,) = only_row(connection, "SELECT count(*) FROM judged")
    if rows > MAX_ROWS:
        raise _too_large(section)
    broken = broken_rows(section.source, rows, connection)
    written = _leave_out_ahead(section, connection, today)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE once AS {_once(section, columns, connection)}"
    )
    found = _canonical(section.table, columns, connection)
    return Taken(
        section=section,
        table=found,
        account=_account(section, rows, broken, connection),
        newest=written or _last_day(section, connection),
    )


def _columns(section: Mapped) -> tuple[str, ...]:
    own = tables.SCHEMAS[section.table].names
    return (*own, *(name for name in section.columns if name not in own))


def _leave_out_ahead(
    section: Mapped, connection: duckdb.DuckDBPyConnection, today: dt.date | None
) -> dt.date | None:
    """Leave out what had not happened when the table was written, and return that day.

    None where the table does not tell it.
    """
    (written,) = only_row(connection, "SELECT max(v_recorded_at)::DATE FROM judged")
    newest = min((day for day in (written, today) if day), default=None)
    if newest is not None and section.table in _DATED:
        connection.execute(
            f"UPDATE judged SET ignored = {quoted(AHEAD)} WHERE ignored IS NULL "
            f"AND rejected IS NULL AND v_{_DATED[section.table]}::DATE > ?",
            [newest],
        )
    return newest if written else None


def _once(section: Mapped, columns: Sequence[str], connection: duckdb.DuckDBPyConnection) -> str:
    """Return SQL for the rows that can be used, each with how many times it came before.

    A deed without an id gets one of what is known of it, and of which it is among equal ones: the
    same in every table that overlaps.
    """
    good = "FROM judged WHERE ignored IS NULL AND rejected IS NULL"
    plain = ", ".join(f"v_{name}" for name in columns)
    if (
        section.table == "activities"
        and only_row(connection, f"SELECT count(*) {good} {_NO_ID}")[0]
    ):
        said = ", ".join(f"coalesce(v_{name}::VARCHAR, '')" for name in _SAID)
        plain = plain.replace("v_activity_id", f"{_IDENTITY} AS v_activity_id", 1)
        good = f"FROM (SELECT *, concat_ws(chr(31), {said}) AS said {good})"
    same = ", ".join(f"v_{name}" for name in _SAME[section.table])
    return (
        f"SELECT *, row_number() OVER (PARTITION BY {same} ORDER BY row) > 1 AS is_again "
        f"FROM (SELECT row, {plain} {good})"
    )


_NO_ID: Final = "AND v_activity_id IS NULL"
_IDENTITY: Final = (
    "coalesce(v_activity_id, 'table:' || md5(said) || '-' || "
    "row_number() OVER (PARTITION BY v_activity_id, said ORDER BY row))"
)


def _canonical(
    table: str, columns: Iterable[str], connection: duckdb.DuckDBPyConnection
) -> pa.Table:
    wanted = ", ".join(f'v_{name} AS "{name}"' for name in columns)
    query = f"SELECT {wanted} FROM once WHERE NOT is_again ORDER BY row"
    return tables.conform(table, connection.sql(query).to_arrow_table())


def _last_day(section: Mapped, connection: duckdb.DuckDBPyConnection) -> dt.date | None:
    _, last = _span(section.table, connection)
    return last


def _span(
    table: str, connection: duckdb.DuckDBPyConnection
) -> tuple[dt.date | None, dt.date | None]:
    dated = {**_DATED, "members": "seen_on"}.get(table)
    if dated is None:
        return None, None
    query = f"SELECT min(v_{dated})::DATE, max(v_{dated})::DATE FROM once"
    first, last = only_row(connection, query)
    return first, last


def _account(
    section: Mapped, rows: int, broken: Sequence[Broken], connection: duckdb.DuckDBPyConnection
) -> FileAccount:
    ignored = connection.sql(
        "SELECT ignored, count(*) FROM judged WHERE ignored IS NOT NULL GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    counts = only_row(connection, "SELECT count(*), count(*) FILTER (is_again) FROM once")
    first, last = _span(section.table, connection)
    return FileAccount(
        file=section.label,
        status="parsed",
        reason=_oddness(broken),
        rows=rows + len(broken),
        imported=counts[0] - counts[1],
        duplicates=counts[1],
        ignored={str(reason): int(number) for reason, number in ignored},
        rejected=_rejected(section, rows, broken, connection),
        first=first,
        last=last,
        shows=_kinds(section, connection),
    )


def _oddness(broken: Sequence[Broken]) -> str:
    """Say where rows may be lost: a quote that is never closed takes along what follows it."""
    lines = [one.rejected.line for one in broken if one.rejected.reason == QUOTES]
    return f"{QUOTES} from line {min(lines)} on: rows may be lost there" if lines else ""


def _rejected(
    section: Mapped, rows: int, broken: Sequence[Broken], connection: duckdb.DuckDBPyConnection
) -> tuple[Rejected, ...]:
    found = connection.sql(
        "SELECT row, rejected FROM judged WHERE ignored IS NULL AND rejected IS NOT NULL "
        "ORDER BY row"
    ).fetchall()
    lines = lines_of(section.source, [row for row, _ in found], broken, rows)
    told = [Rejected(line=lines[row], reason=reason) for row, reason in found]
    return tuple(sorted((*told, *(one.rejected for one in broken)), key=lambda row: row.line))


def _kinds(section: Mapped, connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    if section.table != "activities":
        return (tables.CONNECTION,) if section.table == "connections" else ()
    rows = connection.sql("SELECT DISTINCT v_kind FROM once ORDER BY ALL").fetchall()
    return tuple(kind for (kind,) in rows)


def _too_large(section: Mapped) -> SourceError:
    return SourceError(
        f"{section.label}: more than {MAX_ROWS:,} rows, or more than fits in memory.",
        hint="cut it down to one person's rows, or score it with 'openssi batch'.",
    )
