"""The verbs, gathered."""

from typing import Annotated

import typer

from openssi import __version__
from openssi.cli import (
    batch,
    change,
    checkin,
    demo,
    doctor,
    explain,
    history,
    keeping,
    member,
    methodology,
    official,
    population,
    remind,
    report,
    sample_population,
    score,
    signals,
    sql,
    sync,
    tables,
)
from openssi.cli.groups import ungrouped
from openssi.cli.help import WIDTH, dressed

app = typer.Typer(
    name="openssi",
    help="The open, explainable Social Selling Index, from your own LinkedIn data archive.\n\n"
    "`openssi ARCHIVE.zip` writes the report beside the archive and opens it. Independent of "
    "LinkedIn, and an estimate.",
    context_settings={"max_content_width": WIDTH},
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
    verb.__name__.replace("_", "-"): verb
    for verb in (
        score.score,
        report.report,
        explain.explain,
        history.history,
        change.change,
        doctor.doctor,
        signals.signals,
        checkin.checkin,
        sync.sync,
        remind.remind,
        keeping.export,
        keeping.erase,
        tables.tables,
        demo.sample,
        demo.demo,
        batch.batch,
        member.member,
        population.population,
        sample_population.sample_population,
        sql.sql,
    )
}
"""Verbs by name; anything else that looks like a path is an archive."""

for verb in VERBS.values():
    app.command()(ungrouped(verb))

for family in (official.app, methodology.app):
    dressed(app).add_typer(dressed(family))

NAMES = frozenset({*VERBS, "official", "methodology"})
"""Words that are never taken for an archive."""
