"""The store on the member's own disk: what they told, LinkedIn's readings, rows that were synced.

A DuckDB file in the user's data folder. No text of a message ever enters it.
"""

from openssi.workspace.files import WorkspaceError, default_path, erase, opened, stored
from openssi.workspace.store import Stored, Workspace

__all__ = ["Stored", "Workspace", "WorkspaceError", "default_path", "erase", "opened", "stored"]
