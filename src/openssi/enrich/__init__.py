"""What can be told of people beyond what a source says: level, line of work, industry.

Only what is not observed is filled; a value that a source gave is never overruled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from openssi.enrich.accounts import Account, Accounts
from openssi.enrich.industries import industry
from openssi.enrich.titles import classify

__all__ = ["Account", "Accounts", "connections", "members"]


def connections(table: pa.Table, accounts: Accounts | None = None) -> pa.Table:
    """Fill in what a connection's title and company tell of them.

    Args:
        table: The canonical ``connections``.
        accounts: The user's list of companies; without it no industry is filled.

    Returns:
        The table with NULLs of ``seniority``, ``function`` and ``industry`` filled where a rule
        or the list knows; rows, order and all other columns as they were.
    """
    return _with_industries(_with_levels(table), accounts)


def members(table: pa.Table, accounts: Accounts | None = None) -> pa.Table:
    """Fill in what a member's title and company tell, and name industries as LinkedIn does today.

    Args:
        table: The canonical ``members``.
        accounts: The user's list of companies.

    Returns:
        The table with NULLs filled as for `connections`, and with older, Portuguese or coded names
        of an industry replaced by its name in LinkedIn's list; a name not in the list stays.
    """
    filled = _with_industries(_with_levels(table), accounts)
    return _put(filled, "industry", _each(filled["industry"], [_standard])[0])


def _with_levels(table: pa.Table) -> pa.Table:
    level, area = _each(
        table["title"],
        [lambda text: classify(text).seniority, lambda text: classify(text).function],
    )
    table = _put(table, "seniority", pc.coalesce(table["seniority"], level))
    return _put(table, "function", pc.coalesce(table["function"], area))


def _with_industries(table: pa.Table, accounts: Accounts | None) -> pa.Table:
    if accounts is None:
        return table

    def known(company: str) -> str | None:
        account = accounts.find(company)
        return account.industry if account else None

    found = _each(table["company"], [known])[0]
    return _put(table, "industry", pc.coalesce(table["industry"], found))


def _standard(text: str) -> str:
    known = industry(text)
    return known.label if known else text


def _each(
    column: pa.ChunkedArray, readings: Sequence[Callable[[str], str | None]]
) -> list[pa.ChunkedArray]:
    """Readings of a text column, each computed once a distinct text."""
    encoded = column.combine_chunks().dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    return [
        pa.chunked_array([pa.array(map(read, texts), pa.string()).take(encoded.indices)])
        for read in readings
    ]


def _put(table: pa.Table, name: str, values: pa.ChunkedArray) -> pa.Table:
    at = table.schema.get_field_index(name)
    return table.set_column(at, table.schema.field(at), values)
