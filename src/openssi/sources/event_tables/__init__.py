"""Any table, through a map that says which of its columns is which."""

from openssi.sources.event_tables.checking import Checked, check
from openssi.sources.event_tables.load import READY, TableMap, ready_text, table_map
from openssi.sources.event_tables.mapped import Mapped, mapped
from openssi.sources.event_tables.reader import NAME, read
from openssi.sources.event_tables.sections import EVERYONE, Whose

__all__ = [
    "EVERYONE",
    "NAME",
    "READY",
    "Checked",
    "Mapped",
    "TableMap",
    "Whose",
    "check",
    "mapped",
    "read",
    "ready_text",
    "table_map",
]
