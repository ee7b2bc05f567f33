"""``openssi score``: the index in the terminal, as JSON, CSV or Markdown."""

from openssi.cli.options import Archives, AsOf, Rules, result_of
from openssi.cli.output import never_over
from openssi.cli.printing import Format, FormatOption, Output, deliver


def score(
    archives: Archives,
    rules: Rules,
    as_of: AsOf = None,
    form: FormatOption = Format.text,
    out: Output = None,
) -> None:
    """Score an archive and print the index with its reasons.

    Examples:
        `openssi score Complete_LinkedInDataExport_11-15-2026.zip`
        `openssi score Complete_LinkedInDataExport_11-15-2026.zip --format json -o result.json`
    """
    from openssi import report  # noqa: PLC0415 - `--help` must not wait for it

    never_over(out, *archives.files, *rules.files)
    result = result_of(archives, as_of, rules)
    deliver(
        form,
        out,
        text=lambda: report.text(result),
        data={
            Format.json: lambda: report.json_text(result),
            Format.csv: lambda: report.csv_text(result),
            Format.md: lambda: report.result_markdown(result),
        },
    )
