"""``openssi doctor``: what became of every file and row of an archive."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from openssi.cli.files import existing
from openssi.cli.options import Archives
from openssi.cli.output import never_over
from openssi.cli.printing import Format, FormatOption, Output, deliver, show
from openssi.cli.progress import progress
from openssi.errors import OpenSSIError

Check = Annotated[
    bool,
    typer.Option(
        "--check",
        help="Show what --map makes of the beginning of a table, before anything is imported.",
    ),
]


def doctor(
    archives: Archives,
    check: Check = False,
    form: FormatOption = Format.text,
    out: Output = None,
) -> None:
    """Show what became of every file and row of an archive, and what it makes measurable.

    Examples:
        `openssi doctor Complete_LinkedInDataExport_11-15-2026.zip`
        `openssi doctor Complete_LinkedInDataExport_11-15-2026.zip --format json`
        `openssi doctor deals.csv --map map.toml --check`
    """
    from openssi import report  # noqa: PLC0415 - `--help` must not wait for these
    from openssi.methodology import default  # noqa: PLC0415

    never_over(out, *archives.files)
    if check:
        _check(archives, out)
        return
    with progress(archives.steps) as steps:
        checkup = archives.checkup(steps)
    deliver(
        form,
        out,
        text=partial(report.doctor_text, checkup, default()),
        data={
            Format.json: partial(report.doctor_json, checkup, default()),
            Format.csv: partial(report.doctor_csv, checkup, default()),
            Format.md: partial(report.doctor_markdown, checkup, default()),
        },
    )


def _check(archives: Archives, out: Path | None) -> None:
    """Show what a map makes of the beginning of each table."""
    from openssi.methodology import default  # noqa: PLC0415 - `--help` must not wait for these
    from openssi.report.terminal_mapping import mapping_text  # noqa: PLC0415
    from openssi.sources.event_tables import Whose, check  # noqa: PLC0415
    from openssi.tables import SCHEMAS  # noqa: PLC0415

    if archives.map is None or not archives.paths:
        raise OpenSSIError(
            "--check looks at tables through a map.",
            hint="name both: `openssi doctor deals.csv --map map.toml --check`.",
        )
    paths = [existing(path) for path in archives.paths]
    whose = Whose(member_id=archives.me or "me", me=())
    found = check(archives.map, dict.fromkeys(SCHEMAS, paths), whose=whose)
    show(mapping_text(found, default()), out)
