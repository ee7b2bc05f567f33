"""The slice here and by hand elsewhere: `python -m bench.peers.compare FOLDER PYTHON`.

FOLDER holds the tables of `openssi sample-population`; PYTHON is an interpreter that has Polars.
Both have to give the same numbers; then the times are compared.
"""

import datetime as dt
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb

from bench.peers.slice import WEIGHTS, methodology
from openssi import batch
from openssi.engines.on_disk import Limits

AS_OF = dt.date(2026, 11, 15)
SAME = ("total", "change_7d", "industry_average", "industry_rank_percent")
PILLARS = ("professional_brand", "find_right_people", "engage_with_insights", "build_relationships")


def ours(folder: Path, out: Path) -> dict[str, float]:
    """Score the slice here; networks and teams are compared as well."""
    names = ("members", "connections", "activities", "coverage")
    request = batch.Request(
        inputs=batch.Inputs(**{name: folder / f"{name}.parquet" for name in names}),
        out=out,
        methodology=methodology(),
        first=AS_OF,
        last=AS_OF,
        today=AS_OF,
        signals="none",
        limits=Limits(memory="8GB", threads=2),
    )
    began, worked = time.perf_counter(), time.process_time()
    batch.run(request)
    return {"wall": time.perf_counter() - began, "cpu": time.process_time() - worked}


def by_hand(folder: Path, out: Path, python: str) -> dict[str, Any]:
    """Score it with Polars."""
    script = Path(__file__).with_name("polars_slice.py")
    command = [python, str(script), str(folder), str(out), json.dumps(curves())]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own
    return dict(json.loads(done.stdout))


def curves() -> dict[str, dict[str, float]]:
    """The numbers of each signal of the slice."""
    found = {}
    for rule in methodology().signals:
        numbers = rule.curve.model_dump() | {"weight": rule.weight, "penalty": rule.penalty}
        numbers["k"] = getattr(rule.measure, "k", None)
        found[rule.id] = {name: n for name, n in numbers.items() if isinstance(n, int | float)}
    assert set(found) == set(WEIGHTS)
    return found


def differing(one: str, other: str) -> int:
    """Count the members for whom the two do not give the same numbers."""
    unlike = " OR ".join(
        f"ABS(COALESCE(a.{name}, -1) - COALESCE(b.{name}, -1)) > 2e-6" for name in (*SAME, *PILLARS)
    )
    row = duckdb.sql(
        f"SELECT COUNT(*) FROM '{one}' AS a FULL JOIN '{other}' AS b USING (member_id) "
        f"WHERE a.member_id IS NULL OR b.member_id IS NULL OR {unlike}"
    ).fetchall()
    return int(row[0][0])


def main(folder: str, python: str) -> None:
    """Compare and print."""
    here = Path(folder)
    mine, theirs = ours(here, here / "slice"), by_hand(here, here / "polars.parquet", python)
    apart = differing(f"{here}/slice/scores/date={AS_OF}/*.parquet", f"{here}/polars.parquet")
    print(  # noqa: T201 - for the person who asked for it
        f"openssi: {mine['wall']:.1f} s, {mine['cpu']:.1f} s of processor\n"
        f"Polars {theirs['version']}: {theirs['wall']:.1f} s, {theirs['cpu']:.1f} s of processor, "
        f"{theirs['peak_mb']:.0f} MB\n"
        f"members with other numbers: {apart:,}\n"
        f"times as long by hand: {theirs['wall'] / mine['wall']:.2f} (asked: at least 1.5)"
    )
    sys.exit(apart > 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
