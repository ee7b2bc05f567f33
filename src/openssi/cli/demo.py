"""``openssi sample`` and ``openssi demo``: a fictional archive, and the report of one."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from openssi.cli.options import Archives, result_of
from openssi.cli.output import make_folder, never_over_anything, write
from openssi.cli.progress import progress
from openssi.cli.report import draw

WRITING = "Writing a fictional archive"
END = dt.date(2026, 11, 15)
"""Last day of the fictional life: fixed, so that a seed always gives the same archive."""

Seed = Annotated[int, typer.Option("--seed", help="Another number, another life.")]
Years = Annotated[int, typer.Option("--years", min=1, max=20, help="Length of the life.")]


def sample(
    out: Annotated[Path, typer.Argument(help="Where to write the ZIP.", show_default=False)],
    seed: Seed = 7,
    years: Years = 8,
    era: Annotated[
        int, typer.Option("--era", help="Year whose files and headers it has: 2021 to 2026.")
    ] = 2026,
    kind: Annotated[
        Literal["complete", "basic"],
        typer.Option("--kind", help="Which of LinkedIn's two archives."),
    ] = "complete",
    mutation: Annotated[
        list[str] | None,
        typer.Option(
            "--mutation",
            metavar="NAME",
            help="What became of it on its way, such as top_folder; may be given again.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write a fictional LinkedIn data archive, the same for the same seed.

    Example: `openssi sample sample.zip --seed 7 --years 8`

    Example: `openssi sample Basic.zip --era 2023 --kind basic --mutation top_folder`
    """
    from openssi.sources import synthetic  # noqa: PLC0415 - `--help` must not wait for it

    never_over_anything(out)
    with progress(1) as steps:
        steps(WRITING)
        write(
            out,
            lambda aside: synthetic.write(
                aside,
                seed=seed,
                years=years,
                end=END,
                era=era,
                kind=kind,
                mutations=mutation or (),
            ),
        )
    typer.echo(f"A fictional archive is in {out}")


def demo(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Folder for the archive and the report.")
    ] = Path("demo"),
    seed: Seed = 7,
    years: Years = 8,
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Make a fictional archive and write its report.

    Example: `openssi demo --open`
    """
    import webbrowser  # noqa: PLC0415

    from openssi.sources import synthetic  # noqa: PLC0415

    make_folder(out)
    archive, page = out / f"openssi-demo-{synthetic.file_name(END)}", out / "openssi-demo.html"
    with progress(1) as steps:
        steps(WRITING)
        write(archive, lambda aside: synthetic.write(aside, seed=seed, years=years, end=END))
    draw(result_of(Archives(paths=[archive]), None), page)
    typer.echo(f"A fictional archive is in {archive}\nThe report is in {page.resolve()}")
    if open_it:
        webbrowser.open(page.resolve().as_uri())
