"""``openssi population``: a whole network on one page, and no member alone."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from openssi.cli.files import existing
from openssi.cli.options import Rules, day_option
from openssi.cli.output import never_over, never_within, write_text
from openssi.cli.progress import progress

_HERE = Path("population.html")


def population(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            help="The folder that `openssi batch --out` wrote.",
            show_default=False,
        ),
    ],
    rules: Rules,
    as_of: Annotated[
        dt.datetime | None,
        day_option("--as-of", "A day that was scored. By default the last that is stored."),
    ] = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FILE", help="Where to write it.")
    ] = _HERE,
) -> None:
    """Draw a network from what `openssi batch` stored: one HTML file that names no member.

    Example: `openssi population scores -o population.html`
    """
    from openssi import population as room  # noqa: PLC0415 - `--help` must not wait for DuckDB
    from openssi import report  # noqa: PLC0415 - the same

    never_over(out, *rules.files)
    never_within(out, folder)
    with progress(2) as steps:
        steps("Counting the members")
        told = room.population(
            room.Folder.at(existing(folder)),
            as_of=as_of.date() if as_of else None,
            methodology=rules.read(),
        )
        steps("Drawing the page")
        write_text(out, report.population_html(told))
    typer.echo(f"The page is in {out}")
