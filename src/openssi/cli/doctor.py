"""``openssi doctor``: what became of every file and row of an archive."""

from functools import partial

from openssi.cli.options import Archives
from openssi.cli.output import never_over
from openssi.cli.printing import Format, FormatOption, Output, deliver
from openssi.cli.progress import progress


def doctor(archives: Archives, form: FormatOption = Format.text, out: Output = None) -> None:
    """Show what became of every file and row of an archive, and what it makes measurable.

    Examples:
        `openssi doctor Complete_LinkedInDataExport_11-15-2026.zip`
        `openssi doctor Complete_LinkedInDataExport_11-15-2026.zip --format json`
    """
    from openssi import report  # noqa: PLC0415 - `--help` must not wait for these
    from openssi.methodology import default  # noqa: PLC0415

    never_over(out, *archives.files)
    with progress(archives.steps) as steps:
        checkup = archives.checkup(steps)
    deliver(
        form,
        out,
        text=partial(report.doctor_text, checkup, default()),
        data={
            Format.json: partial(report.doctor_json, checkup, default()),
            Format.csv: partial(report.doctor_csv, checkup),
            Format.md: partial(report.doctor_markdown, checkup),
        },
    )
