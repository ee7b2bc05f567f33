"""``openssi sample-population``: a fictional network of any size, as a platform's tables."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from openssi.cli.demo import END
from openssi.cli.options import day_option
from openssi.cli.progress import progress


def sample_population(
    out: Annotated[
        Path,
        typer.Argument(
            help="Folder for the tables: one that does not exist, or is empty.", show_default=False
        ),
    ],
    members: Annotated[int, typer.Option("--members", metavar="N", help="Members.")] = 2000,
    activities: Annotated[
        int | None,
        typer.Option(
            "--activities",
            metavar="M",
            help="Rows of activities. By default those of 40 weeks in which all are active.",
            show_default=False,
        ),
    ] = None,
    pairs: Annotated[
        int | None,
        typer.Option(
            "--pairs",
            metavar="K",
            help="Rows of connections. By default about 193 for each member.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Another number, another network.")] = 7,
    as_of: Annotated[
        dt.datetime | None, day_option("--as-of", "Last day. By default 2026-11-15.")
    ] = None,
) -> None:
    """Write a fictional network as the canonical tables in Parquet, the same for the same seed.

    Example: `openssi sample-population network --members 20000 --activities 1000000 --seed 7`
    """
    from openssi.sources.synthetic import platform  # noqa: PLC0415 - `--help` must not wait for it

    size = platform.Size(
        members=members,
        asked_activities=activities,
        asked_pairs=pairs,
        seed=seed,
        as_of=as_of.date() if as_of else END,
    )
    with progress(platform.STEPS) as steps:
        made = platform.write(out, size, steps=steps)
    typer.echo(
        f"{out}: {made.members:,} members ({made.active:,} active), "
        f"{made.connections:,} connections, {made.activities:,} activities of {made.weeks} weeks"
    )
