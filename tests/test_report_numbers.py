"""From the archive to the page: what a person reads is what the command line computes."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from chromium import WIDER
from openssi.cli import main
from openssi.report.numbers import points

READ = """([key, value]) => Object.fromEntries(
  [...document.querySelectorAll(`[data-${key}]`)].map((e) => [
    e.getAttribute(`data-${key}`), e.getAttribute(`data-${value}`)]))"""


@pytest.fixture(scope="module")
def page_file(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "report.html"
    with pytest.raises(SystemExit, match=r"^0$"):
        main(["report", str(archive), "-o", str(out)])
    return out


@pytest.fixture(scope="module")
def printed(archive: Path) -> dict[str, Any]:
    with redirect_stdout(io.StringIO()) as out, pytest.raises(SystemExit, match=r"^0$"):
        main(["score", str(archive), "--format", "json"])
    document: dict[str, Any] = json.loads(out.getvalue())
    return document


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_shows_the_numbers_of_the_json(
    browser: Browser,
    page_file: Path,
    printed: dict[str, Any],
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    ) as session:
        page, troubles, requests = session.new_page(), [], []
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(page_file.as_uri())
        assert_numbers(page, printed)
        assert page.evaluate(WIDER) == []
        assert page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
        assert troubles == []
        assert [url for url in requests if not url.startswith("data:")] == [page_file.as_uri()]


def assert_numbers(page: Page, told: dict[str, Any]) -> None:
    ring = page.locator(".ring [data-total]")
    assert ring.is_visible()
    assert float(ring.get_attribute("data-total") or "nan") == told["total"]
    assert ring.text_content() == points(told["total"])
    assert read(page, "pillar", "score") == {p["id"]: p["score"] for p in told["pillars"]}
    assert read(page, "signal", "points") == {s["id"]: s["points"] for s in told["signals"]}
    assert page.locator('[data-read="total"]').text_content() == points(
        told["history"]["total"][-1]
    )
    steps = read(page, "step", "step-points").values()
    assert sum(filter(None, steps)) == pytest.approx(told["total"], abs=1e-6)


def read(page: Page, key: str, value: str) -> dict[str, float | None]:
    found = page.evaluate(READ, [key, value])
    return {name: float(text) if text else None for name, text in found.items()}


def test_pillars_that_are_read_sum_to_the_index(browser: Browser, page_file: Path) -> None:
    with browser.new_context() as session:
        page = session.new_page()
        page.goto(page_file.as_uri())
        pillars = [t.split()[0] for t in page.locator(".pillar .score").all_inner_texts()]
        total = page.locator(".ring [data-total]").text_content() or "nan"
        assert len(pillars) == 4
        assert sum(float(text) for text in pillars) == pytest.approx(float(total))
