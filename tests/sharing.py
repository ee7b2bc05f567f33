"""Which tests are run by one worker: those of a file, and files that share something costly.

This is what `xdist_group` marks are for; pytest-xdist 3.8 puts them into the ids of tests, which
pytest 9.2 does not take over any more.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "test_member.py": "stored days",
    "test_member_found.py": "stored days",
    "test_population_in_browser.py": "stored days",
    "test_population_verbs.py": "stored days",
    "test_population_whole.py": "stored days",
    "test_batch_spark.py": "Spark",
    "test_batch_titles.py": "Spark",
    "test_script_spark.py": "Spark",
    "test_spark_maps.py": "Spark",
    "test_spark_state.py": "Spark",
}
"""Name of a file to what it shares with others."""


def shared(nodeid: str) -> str:
    """Return what a test belongs with: most files share nothing with others."""
    path = nodeid.partition("::")[0]
    return TOGETHER.get(PurePosixPath(path).name, path)


class Sharing(LoadScopeScheduling):
    """Gives each worker whole groups of tests, so that what a module makes is made once."""

    def _split_scope(self, nodeid: str) -> str:
        return shared(nodeid)
