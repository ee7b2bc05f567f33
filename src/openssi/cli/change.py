"""``openssi change``: why the score moved between two days."""

import datetime as dt
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openssi.cli.options import Archives, Rules
from openssi.errors import SourceError

if TYPE_CHECKING:
    from openssi.result import Result


class ChangeFormat(StrEnum):
    """How to print a change."""

    text = "text"
    json = "json"


def _day(name: str, what: str) -> object:
    return typer.Option(name, formats=["%Y-%m-%d"], metavar="DATE", help=what, show_default=False)


From = Annotated[
    dt.datetime | None,
    _day("--from", "Earlier day. By default a week before the later, or that of --earlier."),
]
To = Annotated[
    dt.datetime | None, _day("--to", "Later day. By default the last that the archive saw.")
]
Earlier = Annotated[
    Path | None,
    typer.Option(
        "--earlier",
        metavar="FILE",
        help="An earlier result (JSON): what its day would score today is set apart.",
        show_default=False,
    ),
]


Whole = Annotated[bool, typer.Option("--all", help="List every signal that moved, however little.")]


def change(
    archives: Archives,
    rules: Rules,
    from_day: From = None,
    to_day: To = None,
    earlier: Earlier = None,
    whole: Whole = False,
    form: Annotated[
        ChangeFormat, typer.Option("--format", help="How to print it.")
    ] = ChangeFormat.text,
) -> None:
    """Explain why the score moved between two days; the parts sum to the change.

    Example: `openssi change Complete_LinkedInDataExport_11-15-2026.zip --from 2026-10-01`
    """
    from rich.console import Console  # noqa: PLC0415 - `--help` must not wait for these

    from openssi import pipeline, report  # noqa: PLC0415

    told = pipeline.change(
        archives.read(),
        since=from_day.date() if from_day else None,
        as_of=to_day.date() if to_day else None,
        methodology=rules.read(),
        earlier=_result(earlier) if earlier else None,
    )
    if form is ChangeFormat.json:
        sys.stdout.write(f"{told.model_dump_json(indent=2)}\n")
    else:
        Console().print(report.change_text(told, whole=whole))


def _result(path: Path) -> "Result":
    from pydantic import ValidationError  # noqa: PLC0415 - `--help` must not wait for it

    from openssi.result import Result  # noqa: PLC0415

    try:
        return Result.model_validate_json(path.read_bytes())
    except OSError as error:
        raise SourceError(
            f"{path.name}: cannot be read ({error.strerror}).", hint="check the path."
        ) from error
    except ValidationError as error:
        raise SourceError(
            f"{path.name}: not a result of this version of OpenSSI.",
            hint="give a file that `openssi score ARCHIVE --format json` wrote.",
        ) from error
