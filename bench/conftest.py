"""The figures of all benchmarks of a run, printed as one table at its end."""

from collections.abc import Iterator

import pytest

from bench.figures import Figure, table


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Iterator[list[Figure]]:
    found: list[Figure] = []
    yield found
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(f"\n\n{table(found)}\n")  # noqa: T201 - for the person who asked for it
