"""``openssi tables``: the canonical tables as Parquet files."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from openssi.cli.options import Archives
from openssi.cli.output import make_folder, write_all
from openssi.cli.progress import progress


def tables(
    archives: Archives,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="DIR", help="Folder for the files; made where there is none."
        ),
    ],
) -> None:
    """Write the canonical tables of archives as Parquet, of every member whom they tell of.

    Example: `openssi tables Complete_LinkedInDataExport_11-15-2026.zip --out tables`
    """
    from pyarrow import parquet  # noqa: PLC0415 - `--help` must not wait for Arrow

    with progress(archives.steps) as steps:
        imported = archives.read(steps, all_members=True)
    make_folder(out)
    files = {out / f"{name}.parquet": table for name, table in imported.tables}
    write_all({path: partial(parquet.write_table, table) for path, table in files.items()})
    for path, table in files.items():
        typer.echo(f"{path}: {table.num_rows:,} rows")
