"""Arguments and options that several verbs share."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from openssi.result import Result

Archive = Annotated[
    Path,
    typer.Argument(
        help="The ZIP that LinkedIn sent (or the folder unpacked from it).", show_default=False
    ),
]

AsOf = Annotated[
    dt.datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="Day to score, to its end (UTC). By default the last day that the archive saw.",
        show_default=False,
    ),
]

Me = Annotated[
    str | None,
    typer.Option(
        "--me",
        metavar="URL",
        help="Your profile address, where the archive leaves open who you are.",
        show_default=False,
    ),
]


def result_of(archive: Path, as_of: dt.datetime | None, me: str | None) -> "Result":
    """Read an archive and score its member."""
    from openssi import pipeline  # noqa: PLC0415 - `--help` must not wait for DuckDB

    imported = pipeline.read(archive, me=me)
    return pipeline.score(imported, as_of=as_of.date() if as_of else None)
