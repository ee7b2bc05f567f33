"""``openssi remind``: a calendar file, so that the data do not grow old."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from openssi.cli.options import day_option
from openssi.cli.output import write_text
from openssi.cli.today import today
from openssi.errors import OpenSSIError

_DEFAULT = Path("openssi.ics")


def remind(
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FILE", help="Where to write it.")
    ] = _DEFAULT,
    start: Annotated[
        dt.datetime | None, day_option("--from", "First day to remind on. By default today.")
    ] = None,
) -> None:
    """Write a calendar file: weekly LinkedIn's own number, monthly a fresh archive.

    Example: `openssi remind -o openssi.ics`
    """
    from openssi.report.calendar import reminders  # noqa: PLC0415 - `--help` must not wait

    if out.exists() and not _is_calendar(out):
        raise OpenSSIError(
            f"{out}: exists already and is no calendar file.", hint="choose another name with -o."
        )
    write_text(out, reminders(start.date() if start else today()))
    typer.echo(f"Two reminders are in {out}; open it to add them to your calendar.")


def _is_calendar(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(15) == b"BEGIN:VCALENDAR"
    except OSError:
        return False
