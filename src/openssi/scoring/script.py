"""A scoring written down: its stages as one script, to be read and run elsewhere."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa

from openssi.engines.dialects import NATIVE, translated
from openssi.methodology import fingerprint
from openssi.scoring.frame import Frame
from openssi.scoring.sql import Stage
from openssi.tables import REQUIRED, SCHEMAS

_TABLE: Final = {
    NATIVE: "CREATE TEMP TABLE {} AS",
    "spark": "CREATE TABLE {} USING PARQUET AS",
    "databricks": "CREATE TEMPORARY VIEW {} AS",
    "snowflake": "CREATE TEMPORARY TABLE {} AS",
    "bigquery": "CREATE TEMP TABLE {} AS",
    "trino": "CREATE TABLE {} AS",
    "postgres": "CREATE TEMPORARY TABLE {} AS",
}
"""How a stage is kept. Spark and Trino have no temporary tables: theirs stay."""

_VIEW: Final = {
    NATIVE: "CREATE TEMP VIEW {} AS",
    "spark": "CREATE TEMPORARY VIEW {} AS",
    "databricks": "CREATE TEMPORARY VIEW {} AS",
    "snowflake": "CREATE TEMPORARY VIEW {} AS",
    "bigquery": "CREATE TEMP TABLE {} AS",
    "trino": "CREATE VIEW {} AS",
    "postgres": "CREATE TEMPORARY VIEW {} AS",
}

DIALECTS: Final = tuple(_TABLE)
"""Dialects that a script can be written in."""

_TYPES: Final = {
    pa.string(): "text",
    pa.date32(): "date",
    pa.timestamp("us"): "timestamp (UTC)",
    pa.bool_(): "boolean",
    pa.int64(): "whole number",
    pa.float64(): "number",
}

_CHECKED: Final = "DuckDB's and Spark's are executed in tests, the others are parsed"


def script(frame: Frame, stages: Iterable[Stage], dialect: str) -> str:
    """Return the stages as one script.

    Args:
        frame: Methodology and day.
        stages: In order; each reads the canonical tables and those before it.
        dialect: One of `DIALECTS`.
    """
    parts = ["\n".join(_header(frame, dialect)), *map(_input, SCHEMAS)]
    parts += [_written(stage, dialect) for stage in stages]
    return "\n\n".join(parts) + "\n"


def _header(frame: Frame, dialect: str) -> Iterator[str]:
    rules = frame.methodology
    yield f"-- {rules.title}: the score of every member, in SQL ({dialect})"
    yield f"-- methodology {rules.id} {rules.version}, fingerprint {fingerprint(rules)}"
    yield f"-- audience: {' '.join(rules.audience.label.split())}"
    yield f"-- scored: {frame.as_of}, to the end of the day (UTC), and what is compared with it"
    yield "--"
    yield "-- Written by `openssi sql`, which an independent project makes: not LinkedIn's formula."
    yield f"-- Of the dialects that it writes, {_CHECKED}."
    yield "-- Run it in one session whose time zone is UTC. Results, a row a member and day:"
    yield "--   totals, pillar_scores (a row a pillar), signal_points (a row a signal); and, a row"
    yield "--   a member: industry_places, team_places, network_places; and group_benchmarks."
    yield "-- Inside, `who` is a member's number in `scored`, a day is the number of days since"
    yield "-- 1970-01-01, and a moment that of microseconds."
    yield "--"
    yield "-- It reads four tables. Where a column is missing, add it as NULL: not observed."


def _input(name: str) -> str:
    columns = [
        f"{field.name} ({_TYPES[field.type]}{', required' * (field.name in REQUIRED[name])})"
        for field in SCHEMAS[name]
    ]
    told = textwrap.wrap(", ".join(columns), 92)
    return "\n".join((f"-- {name}:", *(f"--   {line}" for line in told)))


def _written(stage: Stage, dialect: str) -> str:
    begin = (_VIEW if stage.is_view else _TABLE)[dialect].format(stage.name)
    return f"-- {stage.name}: {stage.what}\n{begin}\n{translated(stage.select, dialect)};"
