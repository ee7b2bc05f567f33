"""One member out of many: `python3 dev.py bench bench/bench_member.py -m deep`.

The time is that of the work, the program being loaded: it should not grow with the network.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.figures import Figure, took, within

DAYS = 35
MOST_SECONDS = 0.1
MOST_TIMES_A_SMALL_NETWORK = 3.0
"""A member of a million against one of forty thousand."""

SIZES = {"forty thousand": 40_000, "a million": 1_000_000}


@pytest.fixture(scope="module")
def networks(tmp_path_factory) -> dict[str, Path]:
    """Stored results of each size, each with a member to look up beside it."""
    folder = tmp_path_factory.mktemp("networks")
    found = {}
    for name, members in SIZES.items():
        out = folder / name.replace(" ", "-")
        maker = [
            sys.executable,
            Path(__file__).with_name("stored.py"),
            out,
            str(members),
            str(DAYS),
        ]
        made = subprocess.run(maker, check=True, capture_output=True, text=True)  # noqa: S603 - our own
        (out / "who.txt").write_text(made.stdout.strip(), encoding="utf-8")
        found[name] = out
    return found


@pytest.mark.deep
def test_a_member_is_found_as_quickly_in_a_million(networks, figures):
    took_each = {name: took("member", out) for name, out in networks.items()}
    for name, one in took_each.items():
        figures.append(
            Figure(
                what=f"member, {DAYS} days",
                archive=name,
                wall=one.wall,
                cpu=one.cpu,
                peak=one.peak,
                target=f"{MOST_SECONDS:g} s, 400 MB",
                verdict=within(one.wall, MOST_SECONDS, one.peak, 400),
            )
        )
    times = took_each["a million"].cpu / took_each["forty thousand"].cpu
    assert times <= MOST_TIMES_A_SMALL_NETWORK
