"""``openssi score``: the index in the terminal, as JSON or as CSV."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from openssi.cli.options import Archives, AsOf, Rules, result_of


class Format(StrEnum):
    """How to print a result."""

    text = "text"
    json = "json"
    csv = "csv"


def score(
    archives: Archives,
    rules: Rules,
    as_of: AsOf = None,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.text,
) -> None:
    """Score an archive and print the index with its reasons.

    Example: `openssi score Complete_LinkedInDataExport_11-15-2026.zip --format json`
    """
    from rich.console import Console  # noqa: PLC0415 - `--help` must not wait for these

    from openssi import report  # noqa: PLC0415

    result = result_of(archives, as_of, rules)
    match form:
        case Format.text:
            Console().print(report.text(result))
        case Format.json:
            sys.stdout.write(report.json_text(result))
        case Format.csv:
            sys.stdout.write(report.csv_text(result))
