"""``openssi tables``: the canonical tables as Parquet files."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from openssi.cli.options import Archive, Me
from openssi.cli.output import make_folder, write


def tables(
    archive: Archive,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="DIR", help="Folder for the files; made where there is none."
        ),
    ],
    me: Me = None,
) -> None:
    """Write the canonical tables of an archive as Parquet.

    Example: `openssi tables Complete_LinkedInDataExport_11-15-2026.zip --out tables`
    """
    from pyarrow import parquet  # noqa: PLC0415 - `--help` must not wait for Arrow

    from openssi import pipeline  # noqa: PLC0415

    imported = pipeline.read(archive, me=me)
    make_folder(out)
    for name, table in imported.tables:
        target = out / f"{name}.parquet"
        write(target, partial(parquet.write_table, table))
        typer.echo(f"{target}: {table.num_rows:,} rows")
