"""``openssi export`` and ``openssi erase``: all that is kept of you, and its end."""

import json
from pathlib import Path
from typing import Annotated

import typer

from openssi.cli.options import WorkspaceFile
from openssi.cli.printing import Output, put
from openssi.cli.store import place
from openssi.errors import OpenSSIError


def export(out: Output = None, workspace: WorkspaceFile = None) -> None:
    """Write everything that the store keeps of you, as JSON.

    Example: `openssi export -o everything.json`
    """
    from openssi import workspace as store  # noqa: PLC0415 - `--help` must not wait for it

    path = place(workspace)
    if not path.exists():
        raise OpenSSIError(f"{path}: no store.", hint="nothing is kept; there is nothing to do.")
    with store.opened(path, read_only=True) as found:
        kept = found.export()
    put(json.dumps(kept, indent=2, ensure_ascii=False, default=str) + "\n", out)


def erase(
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
    workspace: WorkspaceFile = None,
) -> None:
    """Delete the store with everything that is kept of you, and the token in the keyring.

    The token goes with your own store; with `--workspace` it stays.

    Example: `openssi erase --yes`
    """
    from openssi import workspace as store  # noqa: PLC0415 - `--help` must not wait for it

    path = place(workspace)
    if not yes and not typer.confirm(_question(path, workspace), default=False):
        typer.echo("Nothing was deleted.")
        return
    was_there = store.erase(path)
    from openssi.sources.linkedin_api import tokens  # noqa: PLC0415 - `--help` must not wait for it

    if workspace is None and tokens.forget():
        typer.echo("The token is gone from the system's keyring.")
    typer.echo(f"{path} is deleted." if was_there else f"{path}: there was no store.")


def _question(path: Path, named: Path | None) -> str:
    token = "" if named else ", and the token in the keyring"
    return f"Delete {path} with everything in it{token}?"
