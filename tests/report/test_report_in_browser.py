"""The report in a real Chromium: what a person reads is what the JSON says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page
from sample_result import hostile_result, sample_result

from openssi import report
from openssi.report.figures import figures
from openssi.report.numbers import day, points
from openssi.result import Result

RESULTS: dict[str, Callable[[], Result]] = {
    "full": sample_result,
    "partial": lambda: sample_result(missing="find_right_people"),
    "hostile": hostile_result,
}
Theme = Literal["light", "dark"]
WATCH = """addEventListener("securitypolicyviolation", (event) => {
  (window.violations ??= []).push(event.violatedDirective);
});"""
READ = """(name) => Object.fromEntries(
  [...document.querySelectorAll(`[data-${name[0]}]`)].map((e) => [
    e.getAttribute(`data-${name[0]}`), e.getAttribute(`data-${name[1]}`)]))"""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How the report is read."""

    width: int = 1280
    scheme: Theme = "light"
    script: bool = True


READER = Reader()


@contextmanager
def opened(
    browser: Browser, folder: Path, result: Result, reader: Reader = READER
) -> Iterator[Page]:
    """The report as a page; it ends with a check that nothing was requested, blocked or thrown."""
    file = folder / "report.html"
    file.write_text(report.html(result), encoding="utf-8")
    with browser.new_context(
        java_script_enabled=reader.script,
        viewport={"width": reader.width, "height": 800},
        color_scheme=reader.scheme,
        reduced_motion="reduce",
    ) as session:
        page, troubles, requests = session.new_page(), [], []
        page.add_init_script(WATCH)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(file.as_uri())
        yield page
        if reader.script:
            assert page.evaluate("window.violations ?? []") == []
        assert troubles == []
        assert [url for url in requests if not url.startswith("data:")] == [file.as_uri()]


def hover_everything(page: Page) -> None:
    for plot in page.locator(".plot").all():
        plot.scroll_into_view_if_needed()
        box = plot.bounding_box()
        assert box is not None
        for share in (0.02, 0.4, 0.98):
            page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] / 2)
    for signal in page.locator("details.signal > summary").all()[:4]:
        signal.click()


@pytest.mark.parametrize(
    ("kind", "width", "scheme"),
    [
        ("full", 360, "light"), ("full", 360, "dark"), ("full", 1280, "light"),
        ("full", 1280, "dark"), ("partial", 360, "dark"), ("hostile", 360, "light"),
    ],
)  # fmt: skip
def test_numbers_are_those_of_the_json(
    browser: Browser, tmp_path: Path, kind: str, width: int, scheme: Theme
) -> None:
    result = RESULTS[kind]()
    told = json.loads(report.json_text(result))
    with opened(browser, tmp_path, result, Reader(width=width, scheme=scheme)) as page:
        total = page.locator("[data-total]")
        assert float(total.get_attribute("data-total") or "") == told["total"]
        assert total.text_content() == points(told["total"])
        assert read(page, "pillar", "score") == {p["id"]: p["score"] for p in told["pillars"]}
        assert read(page, "signal", "points") == {s["id"]: s["points"] for s in told["signals"]}
        hover_everything(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def read(page: Page, key: str, value: str) -> dict[str, float | None]:
    found = page.evaluate(READ, [key, value])
    return {name: float(text) if text else None for name, text in found.items()}


def test_numbers_that_are_seen_sum(browser: Browser, tmp_path: Path) -> None:
    result = sample_result()
    shown = figures(result)
    with opened(browser, tmp_path, result) as page:
        steps = page.locator(".falls tbody tr:not(.stage) .number").all_inner_texts()
        assert round(sum(float(s.replace("\N{MINUS SIGN}", "-")) for s in steps), 1) == shown.total
        pillars = page.locator(".pillar .score").all_inner_texts()
        assert [text.split()[0] for text in pillars] == [points(v) for v in shown.pillars.values()]


def test_a_day_is_read_out_by_mouse_and_keyboard(browser: Browser, tmp_path: Path) -> None:
    result = sample_result()
    history = result.history
    with opened(browser, tmp_path, result) as page:
        plot = page.locator('[data-plot="total"]')
        plot.scroll_into_view_if_needed()
        box = plot.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 10, box["y"] + 20)
        index = [day(date) for date in history.days].index(read_out(page, "day"))
        assert index == pytest.approx(len(history.days) / 10, abs=3)
        assert read_out(page, "total") == points(history.total[index])
        assert read_out(page, "engage_with_insights") == "\N{EM DASH}"
        page.mouse.move(0, 0)
        page.locator("#scrub").press("ArrowLeft")
        assert read_out(page, "day") == "19 November 2026"
        assert read_out(page, "total") == points(history.total[-2])
        assert "19 November 2026" in (page.locator("#scrub").get_attribute("aria-valuetext") or "")


def read_out(page: Page, name: str) -> str:
    return page.locator(f'[data-read="{name}"]').inner_text()


def test_a_range_button_zooms_and_all_comes_back(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample_result()) as page:
        line = page.locator('[data-plot="total"] .trace')
        whole = line.get_attribute("d")
        page.get_by_role("button", name="3 months").click()
        assert line.get_attribute("d") != whole
        assert page.locator('[data-plot="total"] .marks').text_content() == "SepOctNov"
        page.get_by_role("button", name="All").click()
        assert line.get_attribute("d") == whole


def test_theme_button_turns_the_page(browser: Browser, tmp_path: Path) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, tmp_path, sample_result(days=90)) as page:
        light = page.evaluate(ground)
        page.get_by_role("button", name="Dark theme").click()
        assert page.evaluate(ground) != light
        page.get_by_role("button", name="Light theme").click()
        assert page.evaluate(ground) == light


def test_a_term_explains_itself(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample_result(days=90)) as page:
        page.get_by_role("button", name="Coverage").first.press("Enter")
        assert page.locator("#term-coverage").is_visible()
        page.keyboard.press("Escape")
        assert page.locator("#term-coverage").is_hidden()


def test_it_reads_without_a_script(browser: Browser, tmp_path: Path) -> None:
    result = sample_result()
    with opened(browser, tmp_path, result, Reader(script=False)) as page:
        assert page.locator("[data-total]").text_content() == points(result.total)
        assert page.locator('[data-plot="total"] .trace').get_attribute("d")
        assert page.locator("#theme").is_hidden()
        assert page.locator("#scrub").is_hidden()


def test_paper_shows_every_signal_unfolded(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample_result(days=90)) as page:
        page.emulate_media(media="print")
        advice = page.locator("details.signal .do")
        assert advice.last.is_visible()
        assert page.locator(".controls").first.is_hidden()
        assert page.pdf(format="A4")[:4] == b"%PDF"
