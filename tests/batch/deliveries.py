"""Rows that come in several deliveries, each a file beside those before it."""

from __future__ import annotations

import random
from pathlib import Path

from pyarrow import parquet
from random_networks import Rows, arrow

from openssi.batch import Inputs


def parts(rows: Rows, pieces: int, seed: int) -> list[Rows]:
    """The rows dealt to several deliveries, the first of which has some of each table."""
    chance = random.Random(seed)  # noqa: S311 - the same deal every time
    dealt: list[Rows] = [{name: [] for name in rows} for _ in range(pieces)]
    for name, given in rows.items():
        for number, row in enumerate(given):
            dealt[0 if number < 3 else chance.randrange(pieces)][name].append(row)
    return dealt


def delivered(dealt: list[Rows], folder: Path) -> None:
    """Write each delivery as a file of its own beside the others."""
    for number, rows in enumerate(dealt):
        for name, table in arrow(rows).items():
            (folder / name).mkdir(parents=True, exist_ok=True)
            if table.num_rows:
                parquet.write_table(table, folder / name / f"{number:02}.parquet")


def inputs(folder: Path) -> Inputs:
    """Say where they are."""
    return Inputs(
        members=folder / "members",
        connections=folder / "connections",
        activities=folder / "activities",
        coverage=folder / "coverage" if any((folder / "coverage").glob("*")) else None,
    )
