"""Which message opened its conversation, and what reading one may load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from openssi.sources.linkedin_archive.mail_table import _opens


@pytest.mark.parametrize(
    ("threads", "at", "opens"),
    [
        ([], [], []),
        (["a"], [3], [True]),
        (["a", "b", "a", "b"], [9, 2, 4, 7], [False, True, True, False]),
        (["a", "a", "b", "a"], [4, 4, 4, 5], [True, True, True, False]),
        (["c", "b", "a", "c", "b"], [1, 5, 3, 0, 6], [False, True, True, True, False]),
    ],
)
def test_the_first_message_of_a_conversation_opens_it(
    threads: list[str], at: list[int], opens: list[bool]
) -> None:
    thread = pa.array(threads, pa.string()).dictionary_encode()
    assert _opens(thread, pa.array(at, pa.int64())).to_pylist() == opens


def test_an_archive_is_scored_without_what_reads_clouds(archive: Path) -> None:
    code = (
        "import sys, openssi; openssi.score(sys.argv[1]);"
        "print({'pyarrow.acero', 'pyarrow.dataset', 'pyarrow.fs', 'ssl'} & {*sys.modules})"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code, str(archive)], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "set()"
