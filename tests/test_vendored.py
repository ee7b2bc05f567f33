"""Files of others: taken unchanged, with their licence, as their list says."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LISTS = (ROOT / "src/openssi/report/vendor", ROOT / "tests/vendor")


@pytest.mark.parametrize("folder", LISTS, ids=lambda folder: folder.parent.name)
def test_files_have_the_hashes_of_the_list(folder: Path) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"`(\S+)` \| `([0-9a-f]{64})`", text))
    found = {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.suffix in {".js", ".css"}
    }
    assert found == listed


@pytest.mark.parametrize("folder", LISTS, ids=lambda folder: folder.parent.name)
def test_every_project_brings_its_licence(folder: Path) -> None:
    projects = [path for path in folder.iterdir() if path.is_dir()]
    assert projects
    assert all((project / "LICENSE").stat().st_size > 500 for project in projects)
