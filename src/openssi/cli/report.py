"""``openssi report``: one HTML file that holds the whole story."""

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openssi.cli.options import Archives, AsOf, Rules, result_of
from openssi.cli.output import never_over, write_text
from openssi.cli.progress import progress

if TYPE_CHECKING:
    from openssi.result import Result


_HERE = Path("openssi-report.html")
"""Where the report of the store alone goes."""


def report(
    archives: Archives,
    rules: Rules,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="FILE",
            help="Where to write it. By default beside the (first) archive.",
        ),
    ] = None,
    as_of: AsOf = None,
    incognito: Annotated[
        bool, typer.Option("--incognito", help="Hide every name and number that identifies people.")
    ] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Write the report: one HTML file that needs no network.

    Examples:
        `openssi report Complete_LinkedInDataExport_11-15-2026.zip -o report.html`
        `openssi report Complete_LinkedInDataExport_11-15-2026.zip --incognito --open`
    """
    target = out or (beside(archives.paths[0]) if archives.paths else _HERE)
    never_over(target, *archives.files, *rules.files)
    draw(result_of(archives, as_of, rules, meanwhile=_at_hand), target, incognito=incognito)
    typer.echo(f"The report is in {target}")
    if open_it:
        webbrowser.open(target.resolve().as_uri())


def _at_hand() -> None:
    from openssi.report import at_hand  # noqa: PLC0415 - `--help` must not wait for it

    at_hand()


def draw(result: "Result", target: Path, *, incognito: bool = False) -> None:
    """Write the report of a result into a file."""
    from openssi.report import html  # noqa: PLC0415 - `--help` must not wait for it

    with progress(1) as steps:
        steps("Drawing the report")
        write_text(target, html(result, incognito=incognito))


def beside(archive: Path) -> Path:
    """Return where the report goes by default: beside the archive, with its name.

    >>> beside(Path("Complete_LinkedInDataExport_11-15-2026.zip")).name
    'Complete_LinkedInDataExport_11-15-2026-openssi.html'
    """
    name = archive.resolve().name
    while Path(name).suffix.lower() in {".zip", ".tar", ".gz", ".tgz"}:
        name = Path(name).stem
    return archive.parent / f"{name}-openssi.html"
