"""LinkedIn's Member Data Portability API: the archive's data by interface, with one's own token."""

from openssi.sources.linkedin_api.address import OFFICIAL
from openssi.sources.linkedin_api.client import VERSION, Client
from openssi.sources.linkedin_api.database import SCHEMA, TABLES, DuckDBStore
from openssi.sources.linkedin_api.failures import RefusedTokenError
from openssi.sources.linkedin_api.memory import MemoryStore
from openssi.sources.linkedin_api.reader import NAME, read
from openssi.sources.linkedin_api.store import Store
from openssi.sources.linkedin_api.sync import STEPS, SyncReport, sync
from openssi.sources.linkedin_api.tokens import Token

__all__ = [
    "NAME",
    "OFFICIAL",
    "SCHEMA",
    "STEPS",
    "TABLES",
    "VERSION",
    "Client",
    "DuckDBStore",
    "MemoryStore",
    "RefusedTokenError",
    "Store",
    "SyncReport",
    "Token",
    "read",
    "sync",
]
