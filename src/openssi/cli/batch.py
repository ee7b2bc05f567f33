"""``openssi batch``: score a whole network from its tables."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Final

import typer

from openssi.cli.batch_machine import Machine
from openssi.cli.batch_options import Days, GivenTables, Results
from openssi.cli.batch_words import checked_text, record_text
from openssi.cli.options import Rules
from openssi.cli.progress import progress
from openssi.cli.today import today
from openssi.errors import OutputError

if TYPE_CHECKING:
    from openssi.batch import Request

_MOST_STEPS: Final = 100
_SOMEWHERE_ELSE: Final = dt.timedelta(days=1)
"""By how much a day may be ahead of that in UTC, and have begun somewhere."""


def batch(
    given: GivenTables,
    days: Days,
    rules: Rules,
    machine: Machine,
    out: Annotated[
        str, typer.Option("--out", metavar="DIR", help="Folder of the results; made if need be.")
    ],
    results: Results,
    check: Annotated[
        bool,
        typer.Option("--check", help="Look at a sample, write nothing, and say what it shows."),
    ] = False,
) -> None:
    """Score every member of a network from its tables, beside their industry, network and team.

    Example: `openssi batch --members members.parquet --connections connections.parquet
    --activities 'activities/*.parquet' --as-of 2026-11-15 --out scores`
    """
    from openssi import batch as room  # noqa: PLC0415 - `--help` must not wait for DuckDB

    request = _request(given, days, rules, machine, results, out)
    _check_the_day(request)
    with progress(_MOST_STEPS) as steps:
        if check:
            said = checked_text(room.check(request, steps))
        else:
            said = record_text(room.run(request, steps), out)
    typer.echo(said)


def _request(
    given: GivenTables, days: Days, rules: Rules, machine: Machine, results: Results, out: str
) -> "Request":
    from openssi.batch import Request  # noqa: PLC0415 - `--help` must not wait for DuckDB
    from openssi.batch.files import place_of  # noqa: PLC0415

    first, last = days.span()
    return Request(
        inputs=given.inputs(),
        out=place_of(out),
        methodology=rules.read(),
        first=first,
        last=last,
        today=max(today(), last),
        signals=results.signals.value,
        network=results.network.value,
        state=results.kept_in(),
        industry_level=results.industry_level,
        keep=days.days_kept(),
        limits=machine.limits(),
        cluster=machine.cluster(),
    )


def _check_the_day(request: "Request") -> None:
    """A day that has not been may be looked at; nothing that lasts may rest on it.

    Raises:
        OutputError: It is kept in a state, or older days are to be removed by it.
    """
    if request.last <= today():
        return
    lasting = request.state is not None or request.keep is not None
    if lasting and request.last > today() + _SOMEWHERE_ELSE:
        raise OutputError(
            f"{request.last} has not been yet: neither --state nor --keep may rest on it.",
            hint=f"give a day up to {today()} (UTC), or leave them out to look ahead.",
        )
    typer.echo(f"Note: {request.last} has not been yet; rows up to it count.", err=True)
