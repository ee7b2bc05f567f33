"""The scoring's SQL in the dialects of other engines and warehouses, by sqlglot."""

from collections.abc import Callable
from typing import Final

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel

from openssi.engines.java_dates import pattern

NATIVE: Final = "duckdb"
"""The dialect that everything is written in."""

_MICROS: Final = {
    "spark": "UNIX_MICROS(CAST({0} AS TIMESTAMP))",
    "databricks": "UNIX_MICROS(CAST({0} AS TIMESTAMP))",
    "snowflake": "DATE_PART('epoch_microsecond', {0})",
    "bigquery": "UNIX_MICROS(CAST({0} AS TIMESTAMP))",
    "trino": "CAST(ROUND(TO_UNIXTIME({0}) * 1000000) AS BIGINT)",
    "postgres": "CAST(EXTRACT(EPOCH FROM {0}) * 1000000 AS BIGINT)",
}
"""Microseconds since 1970; the session's time zone is UTC."""

_HASH: Final = {
    "spark": "XXHASH64({0})",
    "databricks": "XXHASH64({0})",
    "snowflake": "HASH({0})",
    "bigquery": "FARM_FINGERPRINT({0})",
    "trino": "XXHASH64(TO_UTF8({0}))",
    "postgres": "HASHTEXT({0})",
}
"""Any hash will do: it only finds ids that may stand more than once."""

_NO_LETTERS: Final = frozenset({"snowflake", "postgres"})
r"""Dialects whose patterns have no ``\p{L}``."""

_STRICT_LEAST: Final = frozenset({"bigquery", "trino"})
"""Dialects in which the least of a number and NULL is NULL."""

_NO_IGNORE_NULLS: Final = frozenset({"postgres", "bigquery"})
"""Dialects whose ``LEAD`` cannot pass over NULLs."""

_KEYS_FILTER: Final = frozenset({"snowflake", "bigquery"})
"""Dialects whose aggregates have no ``FILTER``: a row whose key is NULL is left out as well."""

_SPARK: Final = frozenset({"spark", "databricks"})
"""Dialects of Spark's."""

_DECIMAL: Final = _SPARK
"""Dialects in which 1.0 is a decimal number, and a division by it is one of few digits."""


def translated(statement: str, dialect: str) -> str:
    """Return a query or statement of DuckDB's in another dialect, laid out to be read.

    Args:
        statement: One statement.
        dialect: A name that sqlglot knows.
    """
    tree = sqlglot.parse_one(statement, read=NATIVE)
    if dialect != NATIVE:
        tree = _within(tree, dialect)
    # What it warns of are NULLs in orders of columns that have none.
    return tree.sql(dialect, pretty=True, unsupported_level=ErrorLevel.IGNORE)


def _within(tree: exp.Expr, dialect: str) -> exp.Expr:
    """Change all that has to be; within what a change made, that change sees to it."""
    return tree.transform(lambda node: _changed(node, dialect))


def _changed(node: exp.Expr, dialect: str) -> exp.Expr:
    for kind, change in _CHANGES:
        if isinstance(node, kind):
            return change(node, dialect)
    return node


def _named(node: exp.Expr, dialect: str) -> exp.Expr:
    """Functions that sqlglot does not know are taken over as they are; these have other names."""
    if node.name.upper() == "TRY_STRPTIME" and dialect in _SPARK:
        return _read_date(node, dialect)
    words = {"EPOCH_US": _MICROS, "HASH": _HASH}.get(node.name.upper())
    if words is None:
        return node
    argument = node.expressions[0].sql(dialect)
    return sqlglot.parse_one(words[dialect].format(argument), read=dialect)


def _read_date(node: exp.Expr, dialect: str) -> exp.Expr:
    """A date in a format, which has to be known there: `java_dates.pattern` tells."""
    cell, format_ = node.expressions
    return exp.Anonymous(
        this="TRY_TO_TIMESTAMP",
        expressions=[_within(cell, dialect), exp.Literal.string(pattern(format_.name) or "")],
    )


def _tried(node: exp.Expr, dialect: str) -> exp.Expr:
    """What cannot be computed is NULL; there only casts can be tried."""
    if dialect not in _SPARK:
        return node
    return _within(node.this.transform(_tried_cast), dialect)


def _tried_cast(node: exp.Expr) -> exp.Expr:
    if type(node) is not exp.Cast:
        return node
    return exp.TryCast(this=node.this.transform(_tried_cast), to=node.to, safe=True)


def _zoned(node: exp.Expr, dialect: str) -> exp.Expr:
    """A moment in UTC, from an instant, or from a local time in its zone; sessions are in UTC."""
    if dialect not in _SPARK or node.args["zone"].name != "UTC":
        return node
    inner = node.this.unnest()
    if isinstance(inner, exp.AtTimeZone):
        local, zone = _within(inner.this, dialect), inner.args["zone"].copy()
        told: exp.Expr = exp.Anonymous(this="TO_UTC_TIMESTAMP", expressions=[local, zone])
    else:
        told = _within(inner, dialect)
    return exp.TryCast(this=told, to=exp.DataType.build("TIMESTAMPNTZ"), safe=True)


def _number(node: exp.Expr, dialect: str) -> exp.Expr:
    if dialect in _DECIMAL and node.is_number and not node.is_int:
        return exp.Var(this=f"{node.this}D")
    return node


def _matches(node: exp.Expr, dialect: str) -> exp.Expr:
    pattern = node.expression
    if dialect in _NO_LETTERS:
        pattern = exp.Literal.string(pattern.name.replace(r"\p{L}\p{N}", "[:alnum:]"))
    if dialect == "snowflake":  # its REGEXP_LIKE wants the whole text to match
        found = exp.func("REGEXP_INSTR", node.this.copy(), pattern.copy())
        return exp.GT(this=found, expression=exp.Literal.number(0))
    return exp.RegexpLike(this=node.this.copy(), expression=pattern.copy())


def _extreme(node: exp.Expr, dialect: str) -> exp.Expr:
    """Two columns of which either may be NULL: the other counts."""
    given = [node.this, *node.expressions]
    if dialect not in _STRICT_LEAST or not all(isinstance(one, exp.Column) for one in given):
        return node
    return exp.Coalesce(this=node.copy(), expressions=[one.copy() for one in given])


def _passing(node: exp.Expr, dialect: str) -> exp.Expr:
    """The next moment that is not NULL is the least of those that follow."""
    lead = node.this.this if isinstance(node.this, exp.IgnoreNulls) else node.this
    if dialect not in _NO_IGNORE_NULLS or not isinstance(lead, exp.Lead):
        return node
    inner = lead.this.this if isinstance(lead.this, exp.IgnoreNulls) else lead.this
    if lead is node.this and inner is lead.this:
        return node
    changed = node.copy()
    changed.set("this", exp.Min(this=inner.copy()))
    changed.set(
        "spec",
        exp.WindowSpec(
            kind="ROWS", start="1", start_side="FOLLOWING", end="UNBOUNDED", end_side="FOLLOWING"
        ),
    )
    return changed


def _latest(node: exp.Expr, dialect: str) -> exp.Expr:
    """The value at the greatest (or least) of another column, of the rows that a filter leaves."""
    filtered = isinstance(node, exp.Filter)
    best = node.this if filtered else node
    if not isinstance(best, exp.ArgMax | exp.ArgMin):
        return node
    if dialect == "postgres":
        return _first_of(best, node.expression if filtered else None)
    if dialect not in _KEYS_FILTER or not filtered:
        return node
    key = exp.Case(ifs=[exp.If(this=node.expression.this, true=best.expression)])
    return type(best)(this=best.this.copy(), expression=key)


def _first_of(best: exp.Expr, where: exp.Expr | None) -> exp.Expr:
    """The first of an array in the order of the key."""
    way = " DESC" if isinstance(best, exp.ArgMax) else ""
    value, key = best.this.sql("postgres"), best.expression.sql("postgres")
    kept = "" if where is None else f" FILTER({where.sql('postgres')})"
    array = f"(ARRAY_AGG({value} ORDER BY {key}{way} NULLS LAST){kept})[1]"
    return sqlglot.parse_one(array, read="postgres")


def _any(node: exp.Expr, _dialect: str) -> exp.Expr:
    """It is asked for where all values are the same; sqlglot reads that it passes over NULLs."""
    inner = node.this if isinstance(node, exp.IgnoreNulls) else node
    return exp.Max(this=inner.this.copy()) if isinstance(inner, exp.AnyValue) else node


def _rounded(node: exp.Expr, dialect: str) -> exp.Expr:
    """Only decimal numbers can be rounded to decimals there."""
    if dialect != "postgres" or node.args.get("decimals") is None:
        return node
    changed = node.copy()
    changed.set("this", exp.cast(changed.this, "DECIMAL"))
    return exp.cast(changed, "DOUBLE")


def _flags(node: exp.Expr, dialect: str) -> exp.Expr:
    """Neither has a greatest truth value."""
    column = node.this
    if dialect not in {"postgres", "snowflake"} or not isinstance(column, exp.Column):
        return node
    if not (column.name in {"opted_out", "later"} or column.name.startswith("has_")):
        return node
    return exp.func("BOOL_OR" if dialect == "postgres" else "BOOLOR_AGG", column.copy())


Change = Callable[[exp.Expr, str], exp.Expr]

_CHANGES: Final[tuple[tuple[type[exp.Expr] | tuple[type[exp.Expr], ...], Change], ...]] = (
    (exp.Anonymous, _named),
    (exp.Try, _tried),
    (exp.AtTimeZone, _zoned),
    (exp.Literal, _number),
    (exp.RegexpLike, _matches),
    ((exp.Least, exp.Greatest), _extreme),
    (exp.Window, _passing),
    ((exp.Filter, exp.ArgMax, exp.ArgMin), _latest),
    ((exp.IgnoreNulls, exp.AnyValue), _any),
    (exp.Round, _rounded),
    (exp.Max, _flags),
)
