"""What Spark keeps: few files, the same rows, made anew where it is damaged."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from contradictions import in_texts, with_contradictions
from deliveries import delivered, inputs, parts
from lives import AS_OF
from pyarrow import parquet
from random_networks import TODAY, Rows, random_network, request, titles_read

from openssi.batch import Inputs, Request, compacting, fingerprints, mirrored
from openssi.batch.clock import Clock
from openssi.batch.sources import paths_of
from openssi.batch.state import State
from openssi.engines.cluster import Cluster
from openssi.engines.on_disk import Limits, OnDisk
from openssi.errors import SourceError
from openssi.tables import ATTRIBUTES, from_rows

TAKEN = ("roster", "members", "connections", "activities", "coverage")
NIGHTS = 4


@pytest.fixture(scope="module")
def dealt() -> list[Rows]:
    """Deliveries that contradict each other."""
    return parts(with_contradictions(random_network(42, lives=1), 42), NIGHTS, 42)


def test_nights_are_laid_together_and_made_anew_where_they_are_damaged(
    dealt: list[Rows], tmp_path: Path, spark: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Activities lie at an address, where a file is known by its length and when it changed."""
    monkeypatch.setattr(compacting, "MOST", 2)
    delivered(dealt, tmp_path / "in")
    given = inputs(tmp_path / "in")
    there = replace(given, activities=f"file://{given.activities}")
    before = {
        name: told
        for name, told in known(spark.session, there).items()
        if not told.endswith(f"{NIGHTS - 1:02}.parquet")
    }
    kept(tmp_path / "state", dealt[:-1], before)
    asked = request(
        given,
        tmp_path / "out",
        cluster=Cluster(master="local[2]"),
        first=TODAY,  # what lies ahead of a day is kept, but not where nothing is
        last=TODAY,
    )
    full, _ = taken(asked, tmp_path)
    nightly = replace(asked, inputs=there, state=tmp_path / "state")
    rows, notes = taken(nightly, tmp_path)
    assert rows == full
    assert f"{len(before)} files were read before" in notes[0]
    state = State.opened(tmp_path / "state", "spark")
    assert len(state.generations) == NIGHTS - 1
    assert sorted(p.name for p in (tmp_path / "state").glob("gen*")) == sorted(state.generations)
    next((state.folders[0] / "activities").glob("*.parquet")).unlink()
    file = tmp_path / "in" / "connections" / "00.parquet"
    (file.parent / "copy.parquet").write_bytes(file.read_bytes())
    again, notes = taken(nightly, tmp_path)
    assert again == full
    assert "is missing, or not whole" in notes[0]
    assert "made anew from them" in notes[0]
    assert "count once: 1." in notes[1]
    assert len(State.opened(tmp_path / "state", "spark").generations) == 1
    os.utime(tmp_path / "in" / "activities" / "00.parquet", (1, 1))
    with pytest.raises(SourceError, match=r"00\.parquet: it was changed since it was read"):
        taken(nightly, tmp_path)


def known(session: Any, given: Inputs) -> dict[str, str]:
    """What the files are known by, with what they are called."""
    from openssi.batch import spark_files  # noqa: PLC0415 - only where Spark is

    here = paths_of(replace(given, activities=given.members))
    del here["activities"]
    told = {name: path.name for name, path in fingerprints.of_all(here).items()}
    return told | spark_files.of_all(session, {"activities": str(given.activities)})


def kept(folder: Path, dealt: list[Rows], files: dict[str, str]) -> None:
    """A generation of each delivery, as if Spark had read one every night."""
    kinds = {row["kind"] for rows in dealt for row in rows["activities"]}
    state = State(
        folder=folder,
        engine="spark",
        buckets=1,
        kinds=tuple(sorted(kinds)),
        derived=mirrored.derived(kinds, mirrored=False),
        peer_groups=("peer_group_region",),
        told_of_links=ATTRIBUTES,
        has_coverage=True,
        files=files,
        last=AS_OF - dt.timedelta(days=1),
    )
    for rows in dealt:
        state = state.grown()
        told = titles_read(rows)
        for table in ("connections", "activities", "coverage"):
            write(told[table], state.folders[-1] / table)
    members = [row for rows in dealt for row in rows["members"]]
    write(titles_read({**dealt[0], "members": members})["members"], state.folders[-1] / "told")
    state.written()


def write(table: Any, folder: Path) -> None:
    if table.num_rows:
        folder.mkdir(parents=True)
        parquet.write_table(table, folder / "part-0.parquet")


def taken(asked: Request, folder: Path) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """Take tables in without a score; return the rows to be scored, and what was said."""
    from openssi.batch.spark_staging import Staging  # noqa: PLC0415 - only where Spark is
    from openssi.engines.spark import Spark  # noqa: PLC0415
    from openssi.engines.spark_session import connected  # noqa: PLC0415

    assert asked.cluster
    with connected(asked.cluster) as session:
        engine = Spark(session, folder=folder)
        _, notes = Staging(request=asked, spark=engine).stage(folder / "input", Clock(said=print))
        rows = {table: engine.fetch(f"SELECT * FROM {table}").to_pylist() for table in TAKEN}
    listed = {table: sorted(repr(sorted(row.items())) for row in rows[table]) for table in TAKEN}
    return listed, notes


def test_the_same_copy_holds_as_with_duckdb(dealt: list[Rows], tmp_path: Path, spark: Any) -> None:
    from openssi.engines.spark import Spark  # noqa: PLC0415 - only where Spark is

    rows = [row for delivery in dealt for row in delivery["activities"]]
    tables = {
        "given": from_rows("activities", rows),
        "told": from_rows("members", [row for one in dealt for row in one["members"]]),
    }
    engine = Spark(spark.session.newSession(), folder=tmp_path)
    with (
        OnDisk(reads=[], folders=[tmp_path], limits=Limits()) as database,
        database.session() as session,
    ):
        for name, table in tables.items():
            session.load(name, table)
            engine.load(name, table)
        assert in_texts(engine) == in_texts(session)
