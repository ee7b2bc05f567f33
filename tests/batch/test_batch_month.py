"""A month, day by day: what is new beside what is kept gives what everything gives."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from pathlib import Path

import pytest
from lives import AS_OF
from pyarrow import parquet
from random_networks import Row, Rows, arrow, groups, random_network, request, scores

from openssi.batch import Inputs, compacting, run

DAYS = 30
FIRST = AS_OF - dt.timedelta(days=DAYS - 1)
_DATED = {"members": "seen_on", "connections": "connected_on", "activities": "occurred_at"}
_SKIPPED = {7, 8, 20}
"""Days on which nothing runs; their rows come with the next run's."""


def deliveries(rows: Rows, seed: int) -> dict[int, Rows]:
    """Rows by the day on which they come: most on their own, some days late, a few early."""
    chance = random.Random(seed)  # noqa: S311 - the same month every time
    found: dict[int, Rows] = defaultdict(lambda: {name: [] for name in rows})
    for name, given in rows.items():
        for number, row in enumerate(given):
            shift = chance.choice((0, 0, 0, 0, 1, 5, -2))
            day = _day_of(name, row) + shift
            while day in _SKIPPED:
                day += 1
            found[0 if number < 3 else min(max(day, 0), DAYS - 1)][name].append(row)
    return found


def _day_of(name: str, row: Row) -> int:
    at = row.get(_DATED.get(name, ""))
    day = at.date() if isinstance(at, dt.datetime) else at
    return (day - FIRST).days if day else 0


def write(rows: Rows, folder: Path, name: str) -> None:
    for table, given in arrow(rows).items():
        (folder / table).mkdir(parents=True, exist_ok=True)
        if given.num_rows:
            parquet.write_table(given, folder / table / f"{name}.parquet")


def inputs(folder: Path) -> Inputs:
    names = ("members", "connections", "activities", "coverage")
    return Inputs(**{name: folder / name for name in names if any((folder / name).iterdir())})


@pytest.mark.deep
@pytest.mark.parametrize("seed", [21, 22])
def test_every_day_of_a_month_equals_a_full_run(seed: int, tmp_path: Path) -> None:
    coming = deliveries(random_network(seed, lives=3), seed)
    for day in range(DAYS):
        if day in _SKIPPED:
            continue
        write(coming[day], tmp_path / "in", f"{day:02}")
        on = FIRST + dt.timedelta(days=day)
        asked = {"first": on, "last": on}
        run(request(inputs(tmp_path / "in"), tmp_path / "daily", state=tmp_path / "kept", **asked))
        run(request(inputs(tmp_path / "in"), tmp_path / "full", **asked))
        assert scores(tmp_path / "daily", on) == scores(tmp_path / "full", on)
        assert groups(tmp_path / "daily", on) == groups(tmp_path / "full", on)
        generations = list((tmp_path / "kept").glob("generation-*"))
        assert len(generations) <= compacting.MOST + 1 < DAYS / 2
