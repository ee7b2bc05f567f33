from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from openssi import score
from openssi.sources import synthetic

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes expected files again instead of comparing with them."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/golden/*.json, docs/signals.md and docs/result.schema.json again",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether to write expected files again."""
    return bool(request.config.getoption("--update-golden"))


def chromium_path() -> str:
    """A Chromium of this machine; a missing one fails the test rather than skips it."""
    if os.environ.get("OPENSSI_NO_BROWSER") == "1":
        pytest.skip("OPENSSI_NO_BROWSER=1")
    named = os.environ.get("OPENSSI_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail(
            "No Chromium was found. Install one, name it in OPENSSI_CHROMIUM, "
            "or leave the browser tests out with OPENSSI_NO_BROWSER=1."
        )
    return found


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fictional archive of one year, the same in every session."""
    out = tmp_path_factory.mktemp("archive") / "Complete_LinkedInDataExport_11-15-2026.zip"
    synthetic.write(out, seed=7, years=1)
    return out


@pytest.fixture(scope="session")
def told(archive: Path) -> dict[str, Any]:
    """The result of that archive, as Python gets it and JSON writes it."""
    document: dict[str, Any] = score(archive).model_dump(mode="json")
    return document


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole session."""
    path = chromium_path()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
