"""``openssi history``: how the score went, by day, week or month."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer

from openssi.cli.options import Archives, Rules, day_option, result_of
from openssi.cli.output import never_over
from openssi.cli.printing import Format, FormatOption, Output, deliver

SHOWN = 24
"""Rows to read; programs get all of them."""


class Every(StrEnum):
    """How long a stretch of time a row stands for."""

    day = "day"
    week = "week"
    month = "month"


def history(
    archives: Archives,
    rules: Rules,
    every: Annotated[
        Every, typer.Option("--every", help="A row for the last day of each.")
    ] = Every.month,
    from_day: Annotated[
        dt.datetime | None,
        day_option(
            "--from", "First day. By default text and Markdown show the last 24 rows, others all."
        ),
    ] = None,
    to_day: Annotated[
        dt.datetime | None,
        day_option("--to", "Last day. By default the last that the archive saw."),
    ] = None,
    form: FormatOption = Format.text,
    out: Output = None,
) -> None:
    """Show how the score went by day, week or month, and what broke the line.

    Examples:
        `openssi history Complete_LinkedInDataExport_11-15-2026.zip`
        `openssi history Complete_LinkedInDataExport_11-15-2026.zip --every week --format csv`
    """
    from openssi import report  # noqa: PLC0415 - `--help` must not wait for it

    never_over(out, *archives.files, *rules.files)
    result = result_of(archives, None, rules)
    rows = report.history_rows(
        result.history,
        every=every.value,
        official=result.official,
        since=from_day.date() if from_day else None,
        until=to_day.date() if to_day else None,
    )
    few = rows if from_day else rows[-SHOWN:]
    deliver(
        form,
        out,
        text=lambda: report.history_text(result, few),
        data={
            Format.json: lambda: report.history_json(result, every.value, rows),
            Format.csv: lambda: report.history_csv(rows),
            Format.md: lambda: report.history_markdown(result, few),
        },
    )
