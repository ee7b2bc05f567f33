"""axe-core finds nothing against the report, folded or unfolded, in both themes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser
from sample_result import official_result, sample_result

from chromium import PAIRINGS
from openssi import report, score

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
RUN = "axe.run({resultTypes: ['violations']})"  # of what is well, one of a kind is enough
UNFOLD = "for (const fold of document.querySelectorAll('details')) fold.open = true"


@pytest.fixture(scope="module")
def file(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a whole archive, with everything that a report can hold."""
    target = tmp_path_factory.mktemp("axe") / "report.html"
    result = score(archive)
    told = {"benchmarks": sample_result(days=2).benchmarks, "official": official_result().official}
    full = result.model_copy(update=told)
    target.write_text(report.html(full), encoding="utf-8")
    return target


@pytest.mark.parametrize(("width", "scheme"), PAIRINGS)
def test_no_violations(
    browser: Browser, file: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    ) as session:
        page = session.new_page()
        page.goto(file.as_uri())
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert told(page.evaluate(RUN)) == []
        page.evaluate(UNFOLD)
        assert told(page.evaluate(RUN)) == []


def told(found: dict[str, Any]) -> list[str]:
    return [
        f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]
    ]
