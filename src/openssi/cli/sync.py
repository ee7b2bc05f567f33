"""``openssi sync``: fetch what LinkedIn's own interface tells of the member, with their token."""

import datetime as dt
import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from openssi.cli.options import WorkspaceFile
from openssi.cli.progress import progress
from openssi.cli.store import store
from openssi.errors import OpenSSIError

if TYPE_CHECKING:
    from openssi.sources.linkedin_api import SyncReport, Token

BaseUrl = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        metavar="URL",
        help="Another address than LinkedIn's own, for tests.",
        show_default=False,
    ),
]
ApiVersion = Annotated[
    str | None,
    typer.Option(
        "--api-version",
        metavar="YYYYMM",
        help="The version of LinkedIn's interface, should LinkedIn refuse the usual one.",
        show_default=False,
    ),
]


class Service(StrEnum):
    """Where data can be fetched from."""

    linkedin = "linkedin"


def sync(
    service: Annotated[Service, typer.Argument(help="Where to fetch from.")],  # noqa: ARG001 - there is one as yet
    again: Annotated[
        bool, typer.Option("--again", help="Fetch everything, however recent what is kept.")
    ] = False,
    new_token: Annotated[
        bool, typer.Option("--new-token", help="Ask for the token, whatever is kept.")
    ] = False,
    base_url: BaseUrl = None,
    api_version: ApiVersion = None,
    workspace: WorkspaceFile = None,
) -> None:
    """Fetch what LinkedIn's Member Data Portability API tells of you, with your own token.

    For members in the EEA and in Switzerland. The token comes from `OPENSSI_LINKEDIN_TOKEN`, the
    system's keyring, or a prompt, and is never shown. No text that anybody wrote is kept.

    Examples:
        `openssi sync linkedin`
        `openssi sync linkedin --again`
    """
    from openssi.sources import linkedin_api as api  # noqa: PLC0415 - `--help` must not wait for it

    token, is_typed = _token(anew=new_token)
    now = dt.datetime.now(dt.UTC)
    connection = api.Client(
        token, base_url=base_url or api.OFFICIAL, version=api_version or api.VERSION
    )
    with connection as client, store(workspace) as found, progress(api.STEPS) as steps:
        kept = api.DuckDBStore(found.connection)
        told = api.sync(client, kept, now=now, steps=steps, again=again)
        where = found.path
    for line in _lines(told, now):
        typer.echo(line)
    typer.echo(f"It is kept in {where}, and counts in every score from now on.")
    if is_typed:
        _offer(token)


def _token(*, anew: bool) -> "tuple[Token, bool]":
    """Return the token, and whether it was typed in just now."""
    from openssi.sources.linkedin_api import Token, tokens  # noqa: PLC0415 - as above

    known = None if anew else tokens.from_environment(os.environ) or tokens.from_keyring()
    if known:
        return known, False
    if not sys.stdin.isatty():
        raise OpenSSIError(
            "There is no token, and nobody to ask for it.",
            hint=f"put it into the environment as {tokens.VARIABLE}.",
        )
    typer.echo("LinkedIn gives the token under Developer Portal, Docs and tools, OAuth token tools")
    typer.echo("(see docs/sources/linkedin-api.md). What you type is not shown.")
    return Token(typer.prompt("Token", hide_input=True)), True


def _offer(token: "Token") -> None:
    """Keep the token where the member wishes it, once it has proved to be one."""
    from openssi.sources.linkedin_api import tokens  # noqa: PLC0415 - as above

    if not typer.confirm("Keep the token in this system's keyring?", default=False):
        return
    if tokens.keep(token):
        typer.echo("The token is in the keyring; `openssi erase` takes it out.")
    else:
        typer.echo(f"This system has no keyring; put the token into {tokens.VARIABLE} instead.")


def _lines(told: "SyncReport", now: dt.datetime) -> list[str]:
    """Return what the sync brought, in plain sentences."""
    fetched = [one for one in told.domains if one.chunks]
    rows = sum(one.rows for one in fetched)
    events = f"{told.events.new:,} events of the changelog"
    lines = [f"{rows:,} rows of {len(fetched)} domains were fetched, and {events} are new."]
    if told.events.unreadable:
        lines.append(f"{told.events.unreadable:,} events could not be read.")
    if recent := sum(not one.is_new for one in told.domains):
        lines.append(f"{recent} domains were fetched lately; --again fetches them too.")
    if told.pending:
        when = f" by {told.gathered_by:%Y-%m-%d %H:%M} UTC" if told.gathered_by > now else ""
        lines.append(
            f"{len(told.pending)} domains are not there yet ({', '.join(told.pending)}): LinkedIn "
            f"should have gathered them{when}. Sync again then."
        )
    return lines
