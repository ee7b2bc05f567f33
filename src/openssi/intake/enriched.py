"""Tables with what titles and company names tell."""

from dataclasses import replace

import pyarrow.compute as pc

from openssi import enrich
from openssi.sources.account import Imported
from openssi.tables import Tables


def enriched(tables: Tables, accounts: enrich.Accounts | None = None) -> Tables:
    """Fill what titles and company names tell, where the tables leave it open."""
    return replace(
        tables,
        members=enrich.members(tables.members, accounts),
        connections=enrich.connections(tables.connections, accounts),
    )


def with_accounts(whole: Imported, accounts: enrich.Accounts | None) -> Imported:
    """Enrich what was read, and say how far the user's list of companies goes."""
    filled = replace(whole, tables=enriched(whole.tables, accounts))
    if accounts is None:
        return filled
    industries = filled.tables.connections["industry"]
    told = (
        f"The list of companies gives the industry of {pc.count(industries).as_py():,} of "
        f"{len(industries):,} connections."
    )
    return replace(filled, notes=(*filled.notes, told))
