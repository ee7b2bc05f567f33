"""Stored results of a large network, for looking single members up: `python bench/stored.py`.

A small network is scored for a day; its rows are then repeated under new ids, numbers a little
apart, into as many files as a run over so many members writes. Earlier days are the same files.
"""

import datetime as dt
import json
import os
import sys
from pathlib import Path

import duckdb

from openssi.batch import Inputs, Request, run, trail
from openssi.batch.parts import bucket_of, part_name
from openssi.engines.on_disk import Session
from openssi.methodology import default
from openssi.sources.synthetic import platform

DAY = dt.date(2026, 11, 15)
SAMPLE = 500
A_BUCKET = 50_000
"""Members in each file, as in a run."""


def make(out: Path, members: int, days: int) -> str:
    """Write the results and return the id of a member in the midst of them."""
    small = _small(out.parent / f"{out.name}-sample")
    out.mkdir(parents=True)
    buckets = max(1, members // A_BUCKET)
    with duckdb.connect() as connection:
        session = Session(connection)
        for table in ("scores", "signals"):
            connection.execute(
                f"CREATE OR REPLACE TABLE whole AS {_repeated(connection, small, table, members)}"
            )
            for bucket in range(buckets):
                own = f"SELECT * FROM whole WHERE {bucket_of('member_id', buckets)} = {bucket}"
                path = out / table / f"date={DAY}" / part_name(bucket, buckets)
                session.write(own, path, order="member_id")
                if table == "scores":
                    trail.write(path)
        ids = session.fetch("SELECT member_id FROM whole ORDER BY member_id")["member_id"]
        who = str(ids[len(ids) // 2])
    for back in range(1, days):
        _linked(out / "scores", DAY - dt.timedelta(days=back))
    record = json.loads((small / "run.json").read_text(encoding="utf-8"))
    (out / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return who


def _small(folder: Path) -> Path:
    """Score a small network for a day."""
    platform.write(folder / "in", platform.Size(members=SAMPLE, seed=7, as_of=DAY))
    names = ("members", "connections", "activities", "coverage")
    inputs = Inputs(**{name: folder / "in" / f"{name}.parquet" for name in names})
    run(
        Request(
            inputs=inputs,
            out=folder / "out",
            methodology=default(),
            first=DAY,
            last=DAY,
            today=DAY,
        )
    )
    return folder / "out"


def _repeated(connection: duckdb.DuckDBPyConnection, small: Path, table: str, members: int) -> str:
    """A query for the rows under new ids; numbers that no sum rests on are all different."""
    rows = f"read_parquet('{small}/{table}/date={DAY}/*.parquet', hive_partitioning = false)"
    columns = connection.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()
    apart = [
        f'"{name}" + 1e-7 * RANDOM() AS "{name}"'
        for name, kind, *_ in columns
        if kind == "DOUBLE" and (name.endswith(("_value", "_low", "_high")) or "_average" in name)
    ]
    who = "'m' || SUBSTR(MD5(member_id || r.range), 1, 12) AS member_id"
    return (
        f"SELECT s.* REPLACE ({', '.join((who, *apart))}) FROM {rows} AS s "
        f"CROSS JOIN RANGE({members // SAMPLE}) AS r"
    )


def _linked(scores: Path, day: dt.date) -> None:
    """The same files as a day before: what they hold does not matter to how long they are read."""
    folder = scores / f"date={day}"
    folder.mkdir()
    for path in (scores / f"date={DAY}").iterdir():
        os.link(path, folder / path.name)


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))  # noqa: T201 - read by who asked
