"""``openssi doctor``: what became of every file and row of an archive."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from openssi.cli.options import Archives


class DoctorFormat(StrEnum):
    """How to print the account of an archive."""

    text = "text"
    json = "json"


def doctor(
    archives: Archives,
    form: Annotated[
        DoctorFormat, typer.Option("--format", help="How to print it.")
    ] = DoctorFormat.text,
) -> None:
    """Show what became of every file and row of an archive, and what it makes measurable.

    Example: `openssi doctor Complete_LinkedInDataExport_11-15-2026.zip`
    """
    from rich.console import Console  # noqa: PLC0415 - `--help` must not wait for these

    from openssi import report  # noqa: PLC0415
    from openssi.methodology import default  # noqa: PLC0415

    checkup = archives.checkup()
    if form is DoctorFormat.json:
        sys.stdout.write(report.doctor_json(checkup, default()))
    else:
        Console().print(report.doctor_text(checkup, default()))
