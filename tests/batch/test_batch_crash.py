"""Whatever stops a run, the last good one stands, and the next finishes."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lives import AS_OF
from random_networks import arrow, random_network, request, scores, written

from openssi.batch import Inputs, run, swap

KILLED = 9

SCRIPT = """
import os, sys
sys.path[:0] = {paths!r}
from importlib import import_module
from random_networks import request
from openssi.batch import Inputs, run
from pathlib import Path

place = import_module({module!r})
before, calls = getattr(place, {name!r}), []

def stopped(*given, **named):
    calls.append(1)
    if len(calls) > {after}:
        os._exit({killed})
    return before(*given, **named)

setattr(place, {name!r}, stopped)
folder = Path({folder!r})
names = ("members", "connections", "activities", "coverage")
inputs = Inputs(**{{name: folder / "in" / f"{{name}}.parquet" for name in names}})
run(request(inputs, folder / "out"))
"""

POINTS = [
    ("openssi.batch.bucket", "score", 0),
    ("openssi.batch.placing", "write_scores", 0),
    ("openssi.batch.swap", "finish", 1),
    ("openssi.batch.swap", "_move", 0),
    ("openssi.batch.swap", "_move", 2),
]
"""Where a run is killed: a function, and how many calls of it are let pass."""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tables in it, and the results of a run over them."""
    folder = tmp_path_factory.mktemp("crash")
    inputs = written(arrow(random_network(4, lives=1)), folder / "in")
    run(request(inputs, folder / "out"))
    return folder


def inputs_of(folder: Path) -> Inputs:
    names = ("members", "connections", "activities", "coverage")
    return Inputs(**{name: folder / "in" / f"{name}.parquet" for name in names})


def killed(folder: Path, module: str, name: str, after: int) -> None:
    here = Path(__file__).parent
    script = SCRIPT.format(
        paths=[str(here), str(here.parent / "scoring")],
        module=module,
        name=name,
        after=after,
        killed=KILLED,
        folder=str(folder),
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, timeout=120)  # noqa: S603
    assert done.returncode == KILLED


def results(out: Path) -> dict[str, str]:
    """Every file of the results that a reader sees, by a hash of it, but for times of the run."""
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*.parquet"))
        if ".staging" not in path.parts
    }


@pytest.mark.parametrize(("module", "name", "after"), POINTS)
def test_a_killed_run_leaves_the_last_good_one(
    good: Path, tmp_path: Path, module: str, name: str, after: int
) -> None:
    folder = tmp_path / "network"
    shutil.copytree(good, folder)
    before, expected = results(folder / "out"), scores(folder / "out")
    killed(folder, module, name, after)
    if name != "_move":
        assert results(folder / "out") == before
    run(request(inputs_of(folder), folder / "out"))
    assert scores(folder / "out") == expected
    assert set(results(folder / "out")) == set(before)
    assert not (folder / "out" / ".staging").exists()


def test_a_swap_that_was_stopped_is_finished_by_the_next_run(good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "network"
    shutil.copytree(good, folder)
    expected = scores(folder / "out")
    shutil.rmtree(folder / "out" / "scores")
    killed(folder, "openssi.batch.swap", "_move", 0)
    assert not (folder / "out" / "scores").exists()
    assert swap.finish(folder / "out")
    assert scores(folder / "out") == expected


def test_results_that_are_too_old_are_removed(good: Path, tmp_path: Path) -> None:
    inputs = inputs_of(good)
    earlier = AS_OF - dt.timedelta(days=3)
    run(request(inputs, tmp_path, first=earlier, last=earlier))
    run(request(inputs, tmp_path, keep=3))
    assert (tmp_path / "scores" / f"date={earlier}").exists()
    run(request(inputs, tmp_path, keep=2))
    assert not list(tmp_path.glob(f"*/date={earlier}"))
    assert scores(tmp_path)
