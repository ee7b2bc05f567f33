"""``openssi export`` and ``openssi erase``: all that is kept of you, and its end."""

import json
from pathlib import Path
from typing import Annotated

import typer

from openssi.cli.options import WorkspaceFile
from openssi.cli.printing import Output, put
from openssi.cli.store import place
from openssi.cli.text import printable
from openssi.errors import OpenSSIError, OutputError


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
    member: Annotated[
        list[str] | None,
        typer.Option(
            "--member",
            metavar="ID",
            help="Erase a member of a population instead; may be given again.",
        ),
    ] = None,
    population: Annotated[
        Path | None,
        typer.Option("--population", metavar="DIR", help="Folder of the population's results."),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option("--state", metavar="DIR", help="Folder of what its runs keep."),
    ] = None,
) -> None:
    """Delete the store with everything that is kept of you, and the token in the keyring.

    The token goes with your own store; with `--workspace` it stays. With `--member`, a member is
    taken out of a population's results of every day, and out of what its runs keep.

    Example: `openssi erase --yes`

    Example: `openssi erase --member 4711 --population scores --state state --yes`
    """
    if member or population or state:
        _erase_members(member or [], population, state, yes=yes)
        return
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


def _erase_members(
    members: list[str], population: Path | None, state: Path | None, *, yes: bool
) -> None:
    from openssi import batch  # noqa: PLC0415 - `--help` must not wait for DuckDB

    if not members or population is None or not population.is_dir():
        raise OutputError(
            "Whom to erase, and from where, is not told.",
            hint="give --member ID and --population DIR, the folder of the results.",
        )
    if state is not None and not (state / "state.json").is_file():
        raise OutputError(
            f"{state}: nothing that runs keep is there.",
            hint="check the path; leave out --state where runs keep nothing.",
        )
    named = ", ".join(map(printable, members))
    if not yes and not typer.confirm(f"Erase {named} from {population}?", default=False):
        typer.echo("Nothing was deleted.")
        return
    erased = batch.erase(members, population, state)
    days = f", of results of: {', '.join(erased.dates)}" if erased.dates else ""
    typer.echo(f"Rows that are gone: {erased.rows:,}{days}")


def _question(path: Path, named: Path | None) -> str:
    token = "" if named else ", and the token in the keyring"
    return f"Delete {path} with everything in it{token}?"
