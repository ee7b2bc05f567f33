"""Pieces of SQL that the descriptions share."""

import datetime as dt
from collections.abc import Iterable


def one_of(expression: str, values: Iterable[str]) -> str:
    """Return SQL that is true where an expression is one of some texts without quotes in them."""
    quoted = ", ".join(f"'{value}'" for value in values)
    return f"{expression} IN ({quoted})"


def mine(member_id: str, column: str, as_of: dt.date) -> str:
    """Return SQL that is true for a member's rows up to a day; undated rows are in."""
    quoted = member_id.replace("'", "''")
    return (
        f"member_id = '{quoted}' "
        f"AND ({column} IS NULL OR CAST({column} AS DATE) <= DATE '{as_of.isoformat()}')"
    )
