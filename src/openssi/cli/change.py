"""``openssi change``: why the score moved between two days."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openssi.cli.files import existing
from openssi.cli.options import Archives, Rules, day_option
from openssi.cli.output import never_over
from openssi.cli.printing import Format, FormatOption, Output, deliver
from openssi.cli.progress import progress
from openssi.errors import SourceError

if TYPE_CHECKING:
    from openssi.result import Result


From = Annotated[
    dt.datetime | None,
    day_option("--from", "Earlier day. By default a week before the later, or that of --earlier."),
]
To = Annotated[
    dt.datetime | None, day_option("--to", "Later day. By default the last that the archive saw.")
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
    every_move: Whole = False,
    form: FormatOption = Format.text,
    out: Output = None,
) -> None:
    """Explain why the score moved between two days; the parts sum to the change.

    Examples:
        `openssi change Complete_LinkedInDataExport_11-15-2026.zip`
        `openssi change Complete_LinkedInDataExport_11-15-2026.zip --from 2026-10-01`
    """
    from openssi import pipeline, report  # noqa: PLC0415 - `--help` must not wait for these

    never_over(out, *archives.files, *rules.files, earlier)
    with progress(archives.steps + 1) as steps:
        whole = archives.read(steps)
        steps("Scoring both days")
        told = pipeline.change(
            whole,
            since=from_day.date() if from_day else None,
            as_of=to_day.date() if to_day else None,
            methodology=rules.read(),
            earlier=_result(earlier) if earlier else None,
        )
    deliver(
        form,
        out,
        text=partial(report.change_text, told, whole=every_move),
        data={
            Format.json: lambda: f"{told.model_dump_json(indent=2)}\n",
            Format.csv: partial(report.change_csv, told),
            Format.md: partial(report.change_markdown, told, whole=every_move),
        },
    )


def _result(path: Path) -> "Result":
    from pydantic import ValidationError  # noqa: PLC0415 - `--help` must not wait for it

    from openssi.result import Result  # noqa: PLC0415

    try:
        return Result.model_validate_json(existing(path).read_bytes())
    except OSError as error:
        raise SourceError(
            f"{path.name}: cannot be read ({error.strerror}).", hint="check the path."
        ) from error
    except ValidationError as error:
        raise SourceError(
            f"{path.name}: not a result of this version of OpenSSI.",
            hint="give a file that `openssi score ARCHIVE --format json` wrote.",
        ) from error
