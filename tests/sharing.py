"""Which test files share something costly to make: one worker runs them all.

This is what `xdist_group` marks are for; pytest-xdist 3.8 puts them into the ids of tests, which
pytest 9.2 does not take over any more.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "test_batch_plain.py": "the plain network's scores",
    "test_every_signal_twice.py": "the signals of ten lives, three times",
    "test_member.py": "stored days",
    "test_member_found.py": "stored days",
    "test_platform.py": "a small platform",
    "test_population.py": "pieces of a network",
    "test_population_in_browser.py": "pictures of networks",
    "test_population_whole.py": "stored days",
    "test_batch_spark.py": "Spark",
    "test_script_spark.py": "Spark",
    "test_spark_maps.py": "Spark",
    "test_spark_state.py": "Spark",
}
"""Name of a file to what it shares."""


def shared(nodeid: str) -> str:
    """Return what a test belongs with; a test that shares nothing is alone."""
    return TOGETHER.get(PurePosixPath(nodeid.partition("::")[0]).name, nodeid)


class Sharing(LoadScopeScheduling):
    """Gives each worker whole groups of tests, the largest first."""

    def _split_scope(self, nodeid: str) -> str:
        return shared(nodeid)
