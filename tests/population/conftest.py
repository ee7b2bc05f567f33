from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

for folder in ("scoring", "batch"):
    if str(TESTS / folder) not in sys.path:
        sys.path.append(str(TESTS / folder))
"""Where the plain reference and the random networks are."""

from lives import AS_OF  # noqa: E402 - from the folders above
from random_networks import arrow, random_network, request, written  # noqa: E402

from openssi.batch import run  # noqa: E402

DAYS = (AS_OF - dt.timedelta(days=2), AS_OF - dt.timedelta(days=1), AS_OF)


@pytest.fixture(scope="session")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run over a random network stored of three days, a row a signal."""
    return _stored(tmp_path_factory.mktemp("long"), "long")


@pytest.fixture(scope="session")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, a row a member."""
    return _stored(tmp_path_factory.mktemp("wide"), "wide")


def _stored(folder: Path, signals: str) -> Path:
    inputs = written(arrow(random_network(1)), folder / "in")
    run(request(inputs, folder / "out", first=DAYS[0], last=DAYS[-1], signals=signals))
    return folder / "out"
