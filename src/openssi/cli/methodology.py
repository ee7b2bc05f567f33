"""``openssi methodology``: check, show, start and compare methodologies."""

from pathlib import Path
from typing import Annotated

import typer

from openssi.cli.demo import END
from openssi.cli.output import write_text
from openssi.errors import OutputError

app = typer.Typer(
    name="methodology", help="Check, show, start and compare methodologies.", no_args_is_help=True
)

File = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]
Maybe = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE]", help="By default the shipped one.", show_default=False),
]
Members = Annotated[
    int, typer.Option("--members", min=200, help="Members of the fictional network.")
]


@app.command()
def check(file: File) -> None:
    """Check a methodology: OK, or every mistake with its key and line.

    Example: `openssi methodology check mine.toml`
    """
    from rich.console import Console  # noqa: PLC0415 - `--help` must not wait for these

    from openssi import report  # noqa: PLC0415
    from openssi.methodology import load  # noqa: PLC0415

    Console(soft_wrap=True).print(report.checked_text(file.name, load(file)))


@app.command()
def show(file: Maybe = None) -> None:
    """Show a methodology: its numbers, its audience and its signals.

    Example: `openssi methodology show mine.toml`
    """
    from rich.console import Console  # noqa: PLC0415

    from openssi import report  # noqa: PLC0415
    from openssi.methodology import choose  # noqa: PLC0415

    Console().print(report.methodology_text(choose(file, None)))


@app.command()
def new(file: File) -> None:
    """Write a copy of the shipped methodology under another name, to start from.

    Example: `openssi methodology new mine.toml`
    """
    from openssi.methodology.copies import named_copy  # noqa: PLC0415

    if file.exists():
        raise OutputError(f"{file}: it exists already.", hint="choose another name.")
    write_text(file, named_copy(file.stem))
    typer.echo(f"A methodology to start from is in {file}")
    typer.echo(f"Next: change it, then `openssi methodology check {file}`")


@app.command()
def diff(
    first: Annotated[Path, typer.Argument(metavar="A", show_default=False)],
    second: Annotated[
        Path | None,
        typer.Argument(metavar="[B]", help="By default the shipped one.", show_default=False),
    ] = None,
    members: Members = 2000,
) -> None:
    """Compare A with B: which keys it changes, how far that moves a network, and by which signals.

    Example: `openssi methodology diff mine.toml`
    """
    from rich.console import Console  # noqa: PLC0415

    from openssi import pipeline, report  # noqa: PLC0415
    from openssi.methodology import choose, load  # noqa: PLC0415

    before, after = choose(second, None), load(first)
    console = Console()
    console.print(report.differences_text(before, after))
    with console.status("Scoring a fictional network under both…"):
        found = pipeline.moves(before=before, after=after, as_of=END, members=members)
    console.print(report.moves_text(found, before, after))
