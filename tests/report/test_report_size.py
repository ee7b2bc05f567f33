"""An ordinary archive makes a page of at most 300 KB."""

from __future__ import annotations

from pathlib import Path

import pytest

from openssi import report, score
from openssi.sources import synthetic

MOST = 300_000


@pytest.mark.parametrize("years", [8, pytest.param(12, marks=pytest.mark.deep)])
def test_the_page_of_a_whole_archive_is_small(tmp_path: Path, years: int) -> None:
    archive = tmp_path / "Complete_LinkedInDataExport_11-15-2026.zip"
    synthetic.write(archive, seed=7, years=years)
    assert len(report.html(score(archive)).encode()) <= MOST
