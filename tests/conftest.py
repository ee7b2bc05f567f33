from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from chromium import FLAGS, chromium_path
from openssi import score
from openssi.sources import synthetic
from sharing import Sharing
from spark import spark

__all__ = ["spark"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes expected files again instead of comparing with them."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/golden/*.json, docs/signals.md, docs/result.schema.json and the phrases "
        "of titles again",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Keep tests together that share something costly, where workers are asked for groups."""
    return Sharing(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether to write expected files again."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session", autouse=True)
def _no_store_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the store of whoever runs the tests out of them, and them out of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENSSI_WORKSPACE", str(tmp_path_factory.mktemp("data") / "none.duckdb"))
        yield


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
