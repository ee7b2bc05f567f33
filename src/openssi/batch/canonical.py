"""A table as it was given, as SQL for its canonical columns and what is wrong with a row."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

import pyarrow as pa

from openssi.errors import TablesError
from openssi.scoring.sql import any_of, text
from openssi.tables import (
    CONNECTION,
    FACTS,
    KINDS,
    PEER_GROUP_PREFIX,
    REQUIRED,
    SCHEMAS,
    SEEN_HOW,
)

TYPES: Final = {
    pa.string(): "VARCHAR",
    pa.date32(): "DATE",
    pa.timestamp("us"): "TIMESTAMP",
    pa.bool_(): "BOOLEAN",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
}
"""Canonical types, as DuckDB names them."""

INTEGERS: Final = (
    *("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"),
    *("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"),
)
"""Types of whole numbers, as DuckDB names them."""

_NULLS: Final = '"NULL"'
"""Type of a column without a value: it fits everywhere."""

_FIT: Final = {
    "VARCHAR": ("VARCHAR", "UUID", "ENUM", *INTEGERS),
    "DATE": ("DATE", "TIMESTAMP"),
    "TIMESTAMP": ("DATE", "TIMESTAMP"),
    "BOOLEAN": ("BOOLEAN",),
    "BIGINT": INTEGERS,
    "DOUBLE": ("DOUBLE", "FLOAT", "DECIMAL", *INTEGERS),
}
"""With which a type may begin to be taken for a canonical one."""

_WORDS: Final = {
    "DATE": "a date",
    "TIMESTAMP": "a time",
    "BOOLEAN": "true or false",
    "BIGINT": "a whole number",
    "DOUBLE": "a number",
}
_NEEDED: Final = {
    "members": ("member_id", "seen_on"),
    "connections": ("member_id", "connection_id"),
    "activities": ("member_id", "kind"),
    "coverage": ("kind", "observed_from", "observed_to"),
}
_PEOPLE: Final = ("member_id", "connection_id", "counterpart_id")
_DATED: Final = {"activities": "occurred_at", "connections": "connected_on"}


def columns_of(table: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return the canonical columns of a table with their types, peer groups among them."""
    own = {field.name: TYPES[field.type] for field in SCHEMAS[table]}
    groups = sorted(name for name in given if name.startswith(PEER_GROUP_PREFIX))
    return own | (dict.fromkeys(groups, "VARCHAR") if table == "members" else {})


def select(
    table: str,
    rows: str,
    given: Mapping[str, str],
    *,
    are_texts: bool,
    broken: tuple[str, str] | None = None,
) -> str:
    """Return SQL for the canonical columns of every row, and ``fault``.

    Args:
        table: Which of the canonical tables.
        rows: The rows as they were given, as they stand after ``FROM``.
        given: Their columns with their types, as DuckDB names them.
        are_texts: Whether every cell is a text, as in CSV.
        broken: When a row could not be taken apart at all, and what that is called.

    Raises:
        TablesError: A column is missing, or has a type that does not fit.
    """
    _check(table, given, are_texts=are_texts)
    wanted = columns_of(table, given)
    cells = ",\n  ".join(
        f"{_cell(name, kind, given, are_texts=are_texts)} AS {_named(name)}"
        for name, kind in wanted.items()
    )
    faults = [] if broken is None else [broken]
    faults += _unreadable(wanted, given) if are_texts else ()
    whens = " ".join(f"WHEN {condition} THEN {text(reason)}" for condition, reason in faults)
    fault = f"CASE {whens} END" if whens else "CAST(NULL AS VARCHAR)"
    return f"SELECT {cells},\n  {fault} AS fault\nFROM {rows}"


def judged(table: str, rows: str, today: dt.date) -> str:
    """Return the same rows, each with what is wrong with it, if anything is.

    Args:
        table: Which of the canonical tables.
        rows: A query for the canonical columns and ``fault``.
        today: The run's own day: nothing can have happened after it.
    """
    whens = " ".join(f"WHEN {wrong} THEN {text(why)}" for wrong, why in _faults(table, today))
    fault = f"CASE WHEN fault IS NOT NULL THEN fault {whens} END"
    return f"SELECT * EXCLUDE (fault), {fault} AS fault FROM ({rows}) AS given"


def _check(table: str, given: Mapping[str, str], *, are_texts: bool) -> None:
    missing = [column for column in REQUIRED[table] if column not in given]
    if missing:
        raise TablesError(
            f"{table}: no column '{missing[0]}' (found: {', '.join(list(given)[:40])}).",
            hint="name the columns as docs/tables.md does, or say with --map which is which.",
        )
    for name, kind in columns_of(table, given).items():
        if not name.isidentifier():
            raise TablesError(
                f"{table}: a peer group cannot be called '{name}'.",
                hint="name its column with letters, digits and underscores alone.",
            )
        if name in given and not are_texts and not given[name].startswith((*_FIT[kind], _NULLS)):
            raise TablesError(
                f"{table}: column '{name}' is {given[name]}, not {kind}.",
                hint="cast the column as docs/tables.md says.",
            )


def _cell(name: str, kind: str, given: Mapping[str, str], *, are_texts: bool) -> str:
    if name not in given:
        return f"CAST(NULL AS {kind})"
    if not are_texts:
        cell = _named(name) if given[name] == kind else f"CAST({_named(name)} AS {kind})"
        return _id(name, cell) if name.endswith("_id") and given[name] == kind else cell
    filled = f"NULLIF(TRIM({_named(name)}), '')"
    return filled if kind == "VARCHAR" else f"TRY_CAST({filled} AS {kind})"


def _id(name: str, cell: str) -> str:
    """A text that names somebody without blanks around it, and no text without any.

    Only where one is there is it cut: few ids begin with what stands before all letters and digits,
    and to look at an end costs less than to cut.
    """
    if name not in _PEOPLE:
        return f"NULLIF({cell}, '')"
    has_blanks = f"{cell} < '!' OR ENDS_WITH({cell}, ' ')"
    return f"CASE WHEN {has_blanks} THEN NULLIF(TRIM({cell}), '') ELSE {cell} END"


def _unreadable(wanted: Mapping[str, str], given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, kind in wanted.items():
        if name in given and kind != "VARCHAR":
            filled = f"NULLIF(TRIM({_named(name)}), '')"
            unread = f"{filled} IS NOT NULL AND TRY_CAST({filled} AS {kind}) IS NULL"
            yield unread, f"{name}: not {_WORDS[kind]}"


def _faults(table: str, today: dt.date) -> Iterator[tuple[str, str]]:
    for name in _NEEDED[table]:
        yield f"{name} IS NULL", f"no {name}"
    if table == "activities":
        yield f"NOT {any_of('kind', KINDS)}", "a kind that is none of the vocabulary's"
    if table == "coverage":
        known = (*KINDS, CONNECTION, *FACTS)
        yield f"NOT {any_of('kind', known)}", "a kind that is none of the vocabulary's"
        yield f"NOT {any_of('status', SEEN_HOW)}", "a status that is not known"
    if table == "activities":
        countable = "quantity >= 0 AND quantity < CAST('Infinity' AS DOUBLE)"
        yield f"NOT ({countable})", "a quantity below zero, or none that is a number"
    if table in _DATED:
        after = f"CAST({_DATED[table]} AS DATE) > DATE '{today}'"
        yield after, "dated after the day of the run"


def _named(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
