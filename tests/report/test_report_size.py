"""An ordinary archive makes a page of at most 300 KB."""

from __future__ import annotations

from pathlib import Path

from openssi import report, score
from openssi.sources import synthetic

MOST = 300_000


def test_the_page_of_eight_years_is_small(tmp_path: Path) -> None:
    archive = tmp_path / "Complete_LinkedInDataExport_11-15-2026.zip"
    synthetic.write(archive, seed=7, years=8)
    assert len(report.html(score(archive)).encode()) <= MOST
