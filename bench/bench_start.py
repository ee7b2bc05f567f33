"""How long the command line takes to say what it can do."""

import os
import subprocess
import sys
import time

import pytest

from bench.figures import Figure, compiling, within

TIMES = 5
MOST_SECONDS = 0.3


@pytest.mark.parametrize("words", ["--help", "--version", "score --help"])
def test_help_and_version_come_at_once(benchmark, figures, words):
    command = [sys.executable, "-m", "openssi", *words.split()]
    wall, cpu = benchmark.pedantic(quickest, args=(command,), rounds=1)
    verdict = within(wall, MOST_SECONDS, None, None)
    figures.append(
        Figure(
            what=f"openssi {words} (cold)",
            archive="",
            wall=wall,
            cpu=cpu,
            peak=None,
            target=f"{MOST_SECONDS:g} s",
            verdict=verdict,
        )
    )


def quickest(command):
    return min(run(command) for _ in range(TIMES))


def run(command):
    begin, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, capture_output=True, env=compiling())  # noqa: S603 - our own
    after = os.times()
    used = after.children_user + after.children_system
    return time.perf_counter() - begin, used - before.children_user - before.children_system
