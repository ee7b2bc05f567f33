"""The file of a store: where it lies, how it is opened, and how it is erased."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from openssi.errors import OpenSSIError
from openssi.workspace.store import Stored, Workspace

if TYPE_CHECKING:
    import duckdb

VARIABLE: Final = "OPENSSI_WORKSPACE"
"""Environment variable that names another file."""

VERSION: Final = 1
"""Version of the file's tables."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS workspace (version INTEGER NOT NULL, member_id VARCHAR);
CREATE TABLE IF NOT EXISTS checkins (
  number INTEGER PRIMARY KEY, day DATE NOT NULL, answers JSON NOT NULL);
CREATE TABLE IF NOT EXISTS official (
  day DATE PRIMARY KEY, total DOUBLE NOT NULL, pillars JSON NOT NULL, industry JSON, network JSON,
  source VARCHAR NOT NULL);
"""

_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class WorkspaceError(OpenSSIError):
    """The store cannot be opened or changed."""


def default_path() -> Path:
    """Return where the store lies: what the environment names, else the user's data folder."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    from platformdirs import user_data_path  # noqa: PLC0415 - `--help` must not wait for it

    return user_data_path("openssi", appauthor=False) / "workspace.duckdb"


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[Workspace]:
    """Open a store; to be changed, it is made where there is none.

    Args:
        path: Its file.
        read_only: Several may read at once; one that changes is alone.

    Raises:
        WorkspaceError: It is not a store, another process changes it, or it cannot be written.
    """
    connection = _connected(path, read_only=read_only)
    try:
        if not read_only:
            _prepare(path, connection)
        _check(path, connection)
    except BaseException:
        connection.close()
        raise
    with Workspace(path, connection) as workspace:
        yield workspace


def stored(path: Path) -> Stored | None:
    """Return what a store holds; None where there is no store."""
    if not path.exists():
        return None
    with opened(path, read_only=True) as workspace:
        return workspace.stored()


def erase(path: Path) -> bool:
    """Delete a store with everything that was kept; say whether there was one.

    Raises:
        WorkspaceError: It is no store, or cannot be deleted.
    """
    if not path.exists():
        return False
    with opened(path):
        pass  # nothing but a store is deleted, and none that another process has open
    try:
        path.unlink()
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
    except OSError as error:
        raise _unusable(path, str(error.strerror)) from error
    return True


def _connected(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    import duckdb  # noqa: PLC0415 - `--help` must not wait for it

    try:
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(path, read_only=read_only, config=_SETTINGS)
    except OSError as error:
        raise _unusable(path, str(error.strerror)) from error
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            raise WorkspaceError(
                f"{path}: another command is changing it.", hint="wait until it is done."
            ) from error
        raise WorkspaceError(
            f"{path}: not a store of OpenSSI, or damaged.",
            hint="name another file with --workspace, or move this one away.",
        ) from error


def _prepare(path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    held = connection.execute(
        "SELECT COUNT(*) FILTER (WHERE table_name = 'workspace'), COUNT(*) "
        "FROM information_schema.tables"
    ).fetchone()
    ours, there = held or (0, 0)
    if there and not ours:
        raise _not_ours(path)
    connection.begin()
    connection.execute(_TABLES)
    if not ours:
        connection.execute("INSERT INTO workspace VALUES (?, NULL)", [VERSION])
        path.chmod(0o600)
    connection.commit()


def _check(path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    import duckdb  # noqa: PLC0415 - `--help` must not wait for it

    try:
        found = connection.execute("SELECT MAX(version) FROM workspace").fetchone()
    except duckdb.Error as error:
        raise _not_ours(path) from error
    if found and found[0] > VERSION:
        raise WorkspaceError(
            f"{path}: written by a newer OpenSSI.", hint="update OpenSSI to use it."
        )


def _not_ours(path: Path) -> WorkspaceError:
    return WorkspaceError(
        f"{path}: a DuckDB file, but not a store of OpenSSI.",
        hint="name another file with --workspace.",
    )


def _unusable(path: Path, why: str) -> WorkspaceError:
    return WorkspaceError(
        f"{path}: cannot be used ({why}).", hint="name another file with --workspace."
    )
