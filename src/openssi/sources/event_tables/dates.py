"""Dates of a table, as SQL: every way to write them becomes an instant in UTC.

A day without a time of day counts as noon UTC of that day: read as midnight in a zone east of
Greenwich, it would move to the day before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from openssi.sources.event_tables.connection import quoted
from openssi.sources.event_tables.rules import EPOCHS, ISO

_NOON: Final = "INTERVAL 12 HOUR"
_CLOCK: Final = re.compile(r"%-?[HIcXTRsfgn]")
_OFFSET: Final = re.compile(r"%-?[zZ]")
_WITH_OFFSET: Final = r"\d\d:\d\d.*(?:[Zz]|[+-]\d\d(?::?\d\d)?)$"
_DAY_LENGTH: Final = len("2026-11-20")
_EARLIEST: Final = "TIMESTAMP '1990-01-01'"
_LATEST: Final = "TIMESTAMP '2099-12-31 23:59:59'"


def instant(cell: str, type_: str, formats: Sequence[str], zone: str) -> str:
    """Return SQL for the instant that a cell tells; NULL where it tells none.

    Args:
        cell: SQL of the cell.
        type_: Its type, as DuckDB names it.
        formats: How dates are written; without any, as ISO 8601 does.
        zone: The zone of those that name none.
    """
    if type_ == "DATE":
        found = f"{cell}::TIMESTAMP + {_NOON}"
    elif type_ == "TIMESTAMP WITH TIME ZONE":
        found = _utc(cell)
    elif type_.startswith("TIMESTAMP"):
        found = _of_zone(f"{cell}::TIMESTAMP", zone)
    else:
        written = [_written(f"({cell})::VARCHAR", one, zone) for one in formats or (ISO,)]
        found = f"coalesce({', '.join(written)})"
    found = f"TRY({found})"
    return f"CASE WHEN {found} BETWEEN {_EARLIEST} AND {_LATEST} THEN {found} END"


def _written(text: str, format_: str, zone: str) -> str:
    if format_ == ISO:
        return _iso(text, zone)
    if format_ in EPOCHS:
        return f"make_timestamp((TRY_CAST({text} AS DOUBLE) * {EPOCHS[format_]})::BIGINT)"
    read = f"try_strptime({text}, {quoted(format_)})"
    if _OFFSET.search(format_):
        return _utc(f"{read}::TIMESTAMPTZ")
    return _of_zone(read, zone) if _CLOCK.search(format_) else f"{read} + {_NOON}"


def _iso(text: str, zone: str) -> str:
    """Read ISO 8601; where a zone is named, text with an offset must be told from text without."""
    day = f"WHEN length({text}) = {_DAY_LENGTH} THEN TRY_CAST({text} AS DATE)::TIMESTAMP + {_NOON}"
    moment = _utc(f"TRY_CAST({text} AS TIMESTAMPTZ)")
    if zone == "UTC":
        return f"CASE {day} ELSE {moment} END"
    local = _of_zone(f"TRY_CAST({text} AS TIMESTAMP)", zone)
    has_offset = f"regexp_matches({text}, '{_WITH_OFFSET}')"
    return f"CASE {day} WHEN {has_offset} THEN {moment} ELSE {local} END"


def _of_zone(moment: str, zone: str) -> str:
    return moment if zone == "UTC" else _utc(f"({moment} AT TIME ZONE {quoted(zone)})")


def _utc(moment: str) -> str:
    return f"({moment} AT TIME ZONE 'UTC')"
