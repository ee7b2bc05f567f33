"""The verbs, gathered."""

from typing import Annotated

import typer

from openssi import __version__
from openssi.cli import change, demo, doctor, explain, methodology, report, score, signals, tables
from openssi.cli.groups import ungrouped

app = typer.Typer(
    name="openssi",
    help="The open, explainable Social Selling Index, from your own LinkedIn data archive.\n\n"
    "`openssi ARCHIVE.zip` writes the report beside the archive and opens it. Independent of "
    "LinkedIn, and an estimate.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


def _version(show: bool) -> None:
    if show:
        typer.echo(f"openssi {__version__}")
        raise typer.Exit


@app.callback()
def _openssi(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


VERBS = {
    verb.__name__: verb
    for verb in (
        score.score,
        report.report,
        explain.explain,
        change.change,
        doctor.doctor,
        signals.signals,
        tables.tables,
        demo.sample,
        demo.demo,
    )
}
"""Verbs by name; anything else that looks like a path is an archive."""

for verb in VERBS.values():
    app.command()(ungrouped(verb))

app.add_typer(methodology.app)
