"""The page of a network in a real Chromium: its numbers are those of the files."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any, Literal

import pytest
from pictures import shares, totals
from playwright.sync_api import Browser
from random_networks import groups, scores

from chromium import PAIRINGS, WIDER
from openssi import population, report
from openssi.population.folder import Folder

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
RUN = "axe.run({resultTypes: ['violations']})"  # of what is well, one of a kind is enough
UNFOLD = "for (const fold of document.querySelectorAll('details')) fold.open = true"
WATCH = """addEventListener("securitypolicyviolation", (event) => {
  (window.violations ??= []).push(event.violatedDirective);
});"""
READ = """([rows, key, value]) => Object.fromEntries([...document.querySelectorAll(rows)].map(
  (row) => [row.dataset[key], Number(row.dataset[value])]))"""
BINS = """() => [...document.querySelectorAll('[data-histogram="total"] rect')].map(
  (rect) => Number(rect.dataset.members))"""

CLEAR = """() => [...document.querySelectorAll("svg.chart")].map((chart) => {
  const [label, line] = [".halo", ".middle-line"].map((part) => chart.querySelector(part));
  return label.getBoundingClientRect().bottom <= line.getBoundingClientRect().top;
})"""


@pytest.fixture(scope="module")
def file(long: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("page") / "population.html"
    page = report.population_html(population.population(Folder.at(long)))
    target.write_text(page, encoding="utf-8")
    return target


@pytest.mark.parametrize(("width", "scheme"), PAIRINGS)
def test_numbers_are_those_of_the_files(
    browser: Browser, file: Path, long: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    ) as session:
        page, troubles, requests = session.new_page(), [], []
        page.add_init_script(WATCH)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(file.as_uri())
        whole = list(totals(long).values())
        mean = statistics.fmean(whole)
        total = page.locator(".ring [data-mean]")
        assert float(total.get_attribute("data-mean") or "") == pytest.approx(mean)
        assert total.text_content() == f"{mean:.1f}"
        assert sum(page.evaluate(BINS)) == len(whole)
        assert read(page, "[data-grouping=industry] tr[data-group]", "group", "average") == {
            row["group"]: pytest.approx(row["average"])
            for row in groups(long)
            if (row["benchmark"], row["measure"]) == ("industry", "total")
        }
        parts = read(page, "tr[data-part]", "part", "share")
        expected = shares(long)
        assert parts
        assert parts == {name: pytest.approx(expected[name], abs=1e-9) for name in parts}
        page.evaluate(UNFOLD)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert told(page.evaluate(RUN)) == []
        assert page.evaluate(WIDER) == []
        assert page.evaluate("window.violations ?? []") == []
        assert troubles == []
        assert [url for url in requests if not url.startswith("data:")] == [file.as_uri()]
        text = page.locator("body").inner_text()
        assert not any(f" {who} " in text for who in scores(long))


def read(page: Any, rows: str, key: str, value: str) -> dict[str, float]:
    found: dict[str, float] = page.evaluate(READ, [rows, key, value])
    return found


def told(found: dict[str, Any]) -> list[str]:
    return [
        f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]
    ]


def test_long_names_and_labels_leave_the_pictures_their_room(browser: Browser, file: Path) -> None:
    """A group may be called anything; a label stands clear of the line of the middle member."""
    for width in (360, 768, 1280):
        with browser.new_context(viewport={"width": width, "height": 900}) as session:
            page = session.new_page()
            page.goto(file.as_uri())
            name = page.locator("[data-grouping] th.name").nth(1)
            name.evaluate("(cell) => { cell.textContent = 'Wholesale'.repeat(12) }")
            picture = page.locator("[data-grouping] td.steps").first.bounding_box()
            assert picture
            assert picture["width"] > 250
            assert page.evaluate(WIDER) == []
            assert page.evaluate(CLEAR) == [True] * page.locator("svg.chart").count()


def test_it_reads_without_a_script_and_on_paper(browser: Browser, file: Path) -> None:
    with browser.new_context(
        java_script_enabled=False, viewport={"width": 800, "height": 900}
    ) as s:
        page = s.new_page()
        page.goto(file.as_uri())
        assert page.locator("svg[data-histogram]").count() == 6
        assert page.locator("tr[data-part]").count() > 5
        page.emulate_media(media="print")
        assert not page.locator("#theme").is_visible()


def test_every_picture_has_a_table_behind_it(browser: Browser, file: Path) -> None:
    with browser.new_context() as session:
        page = session.new_page()
        page.goto(file.as_uri())
        cards = page.locator(".card:has(svg.chart), .card:has(table.falls)")
        assert cards.count() >= 9
        for card in cards.all():
            assert card.locator("details.data table").count() == 1
