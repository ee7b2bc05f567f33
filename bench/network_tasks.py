"""What is measured of a network, each in a process of its own.

`python bench/network_tasks.py TASK FOLDER [NAME=VALUE ...]` prints one line of JSON: rows,
seconds of wall and processor, the most memory held, what was spilled, and a hash of what came out.
The folder holds the tables of `openssi sample-population`.
"""

import datetime as dt
import json
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import duckdb

AS_OF = dt.date(2026, 11, 15)
TABLES = ("members", "connections", "activities", "coverage")

Facts = dict[str, Any]


def sample(folder: Path, members: int, activities: int, pairs: int) -> Facts:
    """Write the tables."""
    from openssi.sources.synthetic import platform  # noqa: PLC0415 - measured

    size = platform.Size(
        members=members, asked_activities=activities, asked_pairs=pairs, seed=7, as_of=AS_OF
    )
    made = platform.write(folder, size)
    return {"rows": made.activities}


def floor(folder: Path) -> Facts:
    """DuckDB's own time: activities by member and kind, and one join-and-group of the pairs."""
    with _database(folder) as database:
        counted = database.execute(
            f"SELECT COUNT(*), SUM(n) FROM (SELECT member_id, kind, COUNT(*) AS n "
            f"FROM '{folder}/activities.parquet' GROUP BY member_id, kind)"
        ).fetchall()
        known = database.execute(
            f"SELECT COUNT(*), SUM(n) FROM (SELECT c.member_id, COUNT(m.industry) AS n "
            f"FROM '{folder}/connections.parquet' AS c "
            f"JOIN '{folder}/members.parquet' AS m ON m.member_id = c.connection_id "
            "GROUP BY c.member_id)"
        ).fetchall()
    return {"rows": counted[0][1], "hash": str(hash((*counted, *known)))}


def batch(folder: Path, memory: str = "8GB", signals: str = "wide") -> Facts:
    """Every member, with all signals."""
    return _run(folder, folder / "out", _inputs(folder), memory=memory, signals=signals)


def spark(folder: Path, memory: str = "8GB", signals: str = "wide") -> Facts:
    """The same on Spark, on two cores of this machine; what its Java took stands beside."""
    facts = _run(
        folder, folder / "spark", _inputs(folder), memory=memory, signals=signals, master="local[2]"
    )
    java = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = {"java_cpu": java.ru_utime + java.ru_stime, "java_peak_mb": java.ru_maxrss / 1024}
    return {**facts, **took}


def first(folder: Path, memory: str = "8GB") -> Facts:
    """A run that keeps what it reads, of all days but the last."""
    early = _split(folder)
    return _run(folder, folder / "daily", early, memory=memory, state=True, ago=1)


def daily(folder: Path, memory: str = "8GB", signals: str = "wide") -> Facts:
    """The next day: what is new alone, beside what was kept."""
    inputs = {**_inputs(folder), "activities": folder / "new" / "activities.parquet"}
    return _run(folder, folder / "daily", inputs, memory=memory, signals=signals, state=True)


def _run(  # noqa: PLR0913 - what a run is made of
    folder: Path,
    out: Path,
    inputs: dict[str, Path],
    *,
    memory: str,
    signals: str = "wide",
    state: bool = False,
    ago: int = 0,
    master: str | None = None,
) -> Facts:
    from openssi import batch as room  # noqa: PLC0415 - measured
    from openssi.engines.cluster import Cluster  # noqa: PLC0415
    from openssi.engines.on_disk import Limits  # noqa: PLC0415
    from openssi.methodology import default  # noqa: PLC0415

    day = AS_OF - dt.timedelta(days=ago)
    request = room.Request(
        inputs=room.Inputs(**inputs),
        out=out,
        methodology=default(),
        first=day,
        last=day,
        today=AS_OF,
        signals=signals,  # type: ignore[arg-type] - from the command line
        state=folder / "state" if state else None,
        limits=Limits(memory=memory, threads=2),
        cluster=Cluster(master=master, memory=memory) if master else None,
    )
    with Spill(out) as spill:
        record = room.run(request)
    told = record.as_json()
    rows = sum(each["read"] for each in told["rows"].values())
    return {"rows": rows, "spill_mb": spill.most, "hash": _hash(out, day), "laps": told["stages"]}


class Spill:
    """Looks now and then how much an engine has spilled below a folder."""

    def __init__(self, out: Path) -> None:
        self.most = 0.0
        self._folder = out / ".staging" / "spill"
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(0.5):
            self.most = max(self.most, sum(map(_size, self._folder.rglob("*"))) / 1e6)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _inputs(folder: Path) -> dict[str, Path]:
    return {name: folder / f"{name}.parquet" for name in TABLES}


def _split(folder: Path) -> dict[str, Path]:
    """Lay the last day's activities apart."""
    with _database(folder) as database:
        for name, which in (("early", "<"), ("new", ">=")):
            (folder / name).mkdir(exist_ok=True)
            database.execute(
                f"COPY (SELECT * FROM '{folder}/activities.parquet' "
                f"WHERE occurred_at {which} DATE '{AS_OF}') "
                f"TO '{folder}/{name}/activities.parquet'"
            )
    return {**_inputs(folder), "activities": folder / "early" / "activities.parquet"}


def _database(folder: Path) -> duckdb.DuckDBPyConnection:
    config = {"threads": 2, "memory_limit": "8GB", "temp_directory": str(folder / "spill")}
    return duckdb.connect(config=config)


def _hash(out: Path, day: dt.date) -> str:
    """A hash of the totals that does not depend on their order."""
    rows = f"'{out}/scores/date={day}/*.parquet'"
    found = duckdb.sql(f"SELECT BIT_XOR(HASH(member_id, total)) FROM {rows}").fetchall()
    return f"{found[0][0]:016x}"


TASKS: dict[str, Callable[..., Facts]] = {
    one.__name__: one for one in (sample, floor, batch, spark, first, daily)
}


def main(task: str, folder: str, *options: str) -> None:
    """Carry out a task and print what it took."""
    from openssi.batch.clock import peak_memory  # noqa: PLC0415 - after the clock starts

    named = dict(option.split("=", 1) for option in options)
    how = {name: int(value) if value.isdecimal() else value for name, value in named.items()}
    wall, cpu = time.perf_counter(), time.process_time()
    facts = TASKS[task](Path(folder), **how)
    took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    print(json.dumps({**took, "peak_mb": peak_memory(), **facts}))  # noqa: T201 - its result


if __name__ == "__main__":
    main(*sys.argv[1:])
