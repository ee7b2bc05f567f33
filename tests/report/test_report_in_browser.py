"""The report in a real Chromium: what a person reads is what the JSON says."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page
from sample_result import AS_OF, hostile_result, official_result, sample_result

from chromium import WIDER
from openssi import report, score
from openssi.report.figures import figures
from openssi.report.history_data import shown_columns
from openssi.report.numbers import day, points
from openssi.result import Result

RESULTS: dict[str, Callable[[], Result]] = {
    "full": sample_result,
    "partial": lambda: sample_result(missing="find_right_people"),
    "hostile": hostile_result,
    "official": official_result,
    "official-partial": lambda: official_result(sample_result(missing="find_right_people")),
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
    locale: str = "en-GB"


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
        locale=reader.locale,
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
    box = chart(page)
    for share in (0.02, 0.4, 0.98):
        page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] / 2)
    drag(page, 0.3, 0.6)
    page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.get_by_role("button", name="Open all pillars").click()
    for signal in page.locator("details.signal > summary").all()[:4]:
        signal.click()
    page.get_by_role("button", name="Range").first.hover()


def chart(page: Page) -> FloatRect:
    """Where the live history stands."""
    over = live(page)
    box = over.bounding_box()
    assert box is not None
    return box


def live(page: Page) -> Locator:
    """The history, which starts where it comes into sight."""
    page.locator("#history-card").scroll_into_view_if_needed()
    over = page.locator("#live .u-over")
    over.wait_for(state="visible")
    over.scroll_into_view_if_needed()
    return over


def drag(page: Page, start: float, end: float) -> None:
    """Draw the mouse across the history, between two shares of its width."""
    box = chart(page)
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * start, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * end, middle, steps=4)
    page.mouse.up()


@pytest.mark.parametrize(
    ("kind", "width", "scheme"),
    [
        ("full", 360, "light"), ("full", 1280, "dark"),
        ("partial", 360, "dark"), ("hostile", 360, "light"),
        pytest.param("full", 1280, "light", marks=pytest.mark.deep),
        pytest.param("full", 360, "dark", marks=pytest.mark.deep),
    ],
)  # fmt: skip
def test_numbers_are_those_of_the_json(
    browser: Browser, tmp_path: Path, kind: str, width: int, scheme: Theme
) -> None:
    result = RESULTS[kind]()
    told = json.loads(report.json_text(result))
    with opened(browser, tmp_path, result, Reader(width=width, scheme=scheme)) as page:
        total = page.locator(".ring [data-total]")
        assert float(total.get_attribute("data-total") or "") == told["total"]
        assert total.text_content() == points(told["total"])
        assert read(page, "pillar", "score") == {p["id"]: p["score"] for p in told["pillars"]}
        assert read(page, "signal", "points") == {s["id"]: s["points"] for s in told["signals"]}
        assert groups(page) == {"industry": "34.0", "network": "", "team": "47.3"}
        hover_everything(page)
        assert page.evaluate(WIDER) == []


BOTH = """() => Object.fromEntries([...document.querySelectorAll("[data-beside]")].map((e) => [
  e.dataset.beside, [e.dataset.official, e.dataset.ours,
    ...[...e.querySelectorAll("td.number")].map((cell) => cell.textContent)]]))"""


@pytest.mark.parametrize(
    ("kind", "width", "scheme"),
    [
        ("official", 360, "light"), ("official", 1280, "dark"),
        ("official-partial", 360, "dark"), ("official-partial", 1280, "light"),
    ],
)  # fmt: skip
def test_linkedins_own_number_is_that_of_the_json(
    browser: Browser, tmp_path: Path, kind: str, width: int, scheme: Theme
) -> None:
    result = RESULTS[kind]()
    told = json.loads(report.json_text(result))["official"]["beside"]
    expected = {"total": (told["official"]["total"], told["ours"], told["difference"])}
    expected |= {p["pillar"]: (p["official"], p["ours"], p["difference"]) for p in told["pillars"]}
    with opened(browser, tmp_path, result, Reader(width=width, scheme=scheme)) as page:
        page.locator("#beside").scroll_into_view_if_needed()
        found = page.evaluate(BOTH)
        assert found.keys() == expected.keys()
        for name, (official, ours, difference) in expected.items():
            full, own, *seen = found[name]
            assert (float(full), float(own) if own else None) == (official, ours)
            assert seen[0] == points(official)
            assert number(seen[1]) == (None if ours is None else pytest.approx(ours, abs=0.1))
            if difference is None:
                assert seen[2] == "\N{EM DASH}"
            else:
                assert number(seen[2]) == round(number(seen[1]) - number(seen[0]), 1)
                assert number(seen[2]) == pytest.approx(difference, abs=0.16)
        rows = page.locator("section:has(#beside) details tbody tr")
        assert rows.count() == 3
        assert groups(page)["industry"] == "35.0"
        assert "never the one made here" in (page.locator(".ranks").text_content() or "")
        assert page.evaluate(WIDER) == []


def number(text: str) -> Any:
    """A number as it stands on the page."""
    return None if text == "\N{EM DASH}" else float(text.replace("\N{MINUS SIGN}", "-"))


@pytest.mark.parametrize("later", [0, 12])
def test_readings_are_told_where_the_mouse_meets_them(
    browser: Browser, tmp_path: Path, later: int
) -> None:
    result = official_result(later=later)
    with opened(browser, tmp_path, result) as page:
        live(page)
        page.get_by_role("button", name="3 months").click()
        box = chart(page)
        page.mouse.move(box["x"] + box["width"] - 3, box["y"] + 60)
        read = day(AS_OF + dt.timedelta(later))
        assert page.locator("#told").inner_text() == f"{read} \N{EN DASH} LinkedIn's own 53.0"
        assert page.locator(".official").is_visible()
        kinds = page.evaluate("past.marks.filter((m) => m.kind === 'official').length")
        assert kinds == 3
        marks = page.locator('[data-plot="total"] use')
        assert marks.count() == 3


def read(page: Page, key: str, value: str) -> dict[str, float | None]:
    found = page.evaluate(READ, [key, value])
    return {name: float(text) if text else None for name, text in found.items()}


def test_numbers_that_are_seen_sum(browser: Browser, tmp_path: Path) -> None:
    result = sample_result()
    shown = figures(result)
    with opened(browser, tmp_path, result) as page:
        steps = page.locator(".falls tbody tr:not(.stage) .number").all_text_contents()
        assert round(sum(float(s.replace("\N{MINUS SIGN}", "-")) for s in steps), 1) == shown.total
        pillars = page.locator(".pillar .score").all_inner_texts()
        assert [text.split()[0] for text in pillars] == [points(v) for v in shown.pillars.values()]


OUTSIDE = """() => [...document.querySelectorAll(".pillar p")].filter((e) => {
  const words = document.createRange();
  words.selectNodeContents(e);
  const right = (one) => one.getBoundingClientRect().right;
  return right(words) > right(e.closest(".pillar")) + 1;
}).map((e) => e.textContent)"""


@pytest.mark.parametrize("width", [360, 1000, 1280, 2560])
def test_a_pillar_that_has_not_moved_says_so_within_its_card(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    result = sample_result()
    still = tuple(pillar.model_copy(update={"change_7d": 0.0}) for pillar in result.pillars)
    unmoved = result.model_copy(update={"pillars": still, "change_7d": 0.0, "change": None})
    with opened(browser, tmp_path, unmoved, Reader(width=width)) as page:
        told = page.locator(".pillar .change").all_inner_texts()
        assert [text.strip() for text in told] == ["no change in 7 days"] * len(still)
        assert page.evaluate(OUTSIDE) == []


def groups(page: Page) -> dict[str, str]:
    """The average on the card of each group."""
    found: dict[str, str] = page.evaluate("""() => Object.fromEntries(
      [...document.querySelectorAll("[data-group]")].map((e) => [
        e.dataset.group, e.querySelector("dd")?.textContent.trim().split(" ")[0] ?? ""]))""")
    return found


def test_a_day_is_read_out_by_mouse_and_keyboard(browser: Browser, tmp_path: Path) -> None:
    result = sample_result()
    history = result.history
    with opened(browser, tmp_path, result) as page:
        box = chart(page)
        page.mouse.move(box["x"] + box["width"] / 10, box["y"] + 20)
        index = [day(date) for date in history.days].index(read_out(page, "day"))
        assert index == pytest.approx(len(history.days) / 10, abs=5)
        assert read_out(page, "total") == points(history.total[index])
        assert read_out(page, "engage_with_insights") == "\N{EM DASH}"
        page.mouse.move(0, 0)
        page.locator("#scrub").press("ArrowLeft")
        assert read_out(page, "day") == "19 November 2026"
        assert read_out(page, "total") == points(history.total[-2])
        assert "19 November 2026" in (page.locator("#scrub").get_attribute("aria-valuetext") or "")


def read_out(page: Page, name: str) -> str:
    return page.locator(f'[data-read="{name}"]').inner_text()


def days_shown(page: Page) -> int:
    scrub = page.locator("#scrub")
    return int(scrub.get_attribute("max") or 0) - int(scrub.get_attribute("min") or 0)


def test_every_day_that_the_chart_reads_is_that_of_the_result(
    browser: Browser, tmp_path: Path
) -> None:
    result = sample_result()
    columns = shown_columns(result.history, [pillar.id for pillar in result.pillars])
    with opened(browser, tmp_path, result) as page:
        live(page)
        read = page.evaluate("past.columns.map((column) => column.values)")
        assert [tuple(column) for column in read] == columns
        first = page.evaluate("new Date(past.seconds[0] * 1000).toISOString()")
        assert first.startswith(result.history.days[0].isoformat())


def test_range_buttons_zoom_and_all_comes_back(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample_result()) as page:
        live(page)
        whole = days_shown(page)
        page.get_by_role("button", name="3 months").click()
        assert days_shown(page) == 91
        assert page.get_by_role("button", name="3 months").get_attribute("aria-pressed") == "true"
        page.get_by_role("button", name="Earlier").click()
        assert page.get_by_role("button", name="3 months").get_attribute("aria-pressed") == "false"
        page.get_by_role("button", name="All", exact=True).click()
        assert days_shown(page) == whole == 2921


def test_the_history_zooms_by_mouse_and_keys(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample_result()) as page:
        drag(page, 0.5, 0.75)
        assert days_shown(page) == pytest.approx(2921 / 4, abs=20)
        scrub = page.locator("#scrub")
        scrub.press("-")
        assert days_shown(page) == pytest.approx(2921 / 2, abs=40)
        scrub.press("+")
        assert days_shown(page) == pytest.approx(2921 / 4, abs=40)
        scrub.press("0")
        assert days_shown(page) == 2921


def test_two_fingers_zoom_the_history(browser: Browser, tmp_path: Path) -> None:
    pinch = """(over) => {
      const { left, top, width } = over.getBoundingClientRect();
      const send = (type, id, share) => over.dispatchEvent(new PointerEvent(type, {
        pointerId: id, pointerType: "touch", bubbles: true,
        clientX: left + share * width, clientY: top + 50 }));
      send("pointerdown", 1, 0.4); send("pointerdown", 2, 0.6);
      send("pointermove", 1, 0.2); send("pointermove", 2, 0.8);
      send("pointerup", 1, 0.2); send("pointerup", 2, 0.8);
    }"""
    with opened(browser, tmp_path, sample_result(), Reader(width=390)) as page:
        live(page).evaluate(pinch)
        assert days_shown(page) == pytest.approx(2921 / 3, abs=30)


def test_a_pillar_can_be_hidden_in_the_history(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample_result()) as page:
        live(page)
        line = page.locator('#reading [data-line="find_right_people"]')
        assert line.get_attribute("aria-pressed") == "true"
        line.press("Space")
        assert line.get_attribute("aria-pressed") == "false"


def test_a_mark_is_told_where_the_mouse_meets_it(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample_result()) as page:
        box = chart(page)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60)
        assert "New position: Head of Partnerships" in page.locator("#told").inner_text()


def test_a_link_opens_the_signal_that_it_names(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample_result(days=90)) as page:
        signal = page.locator("#s-reply_rate")
        assert signal.get_attribute("open") is None
        page.locator('.falls a[href="#s-reply_rate"]').click()
        page.wait_for_function("document.querySelector('#s-reply_rate').open")
        assert signal.locator(".curve").is_visible()


@pytest.mark.parametrize(
    ("locale", "total", "date"),
    [("de-DE", ",", "20. November 2026"), ("en-US", ".", "November 20, 2026")],
)
def test_numbers_and_days_are_written_as_the_reader_writes(
    browser: Browser, tmp_path: Path, locale: str, total: str, date: str
) -> None:
    result = sample_result(days=90)
    with opened(browser, tmp_path, result, Reader(locale=locale)) as page:
        shown = points(result.total).replace(".", total)
        page.evaluate("reader.rest()")
        assert page.locator(".ring [data-total]").text_content() == shown
        assert read_out(page, "total") == shown
        assert page.locator(".facts time").inner_text() == date
        assert "version 1.0.0" in page.locator(".facts").inner_text()


ENGLISH = r"""() => [...document.querySelectorAll("body *")]
  .filter((e) => !e.closest("script, style, [translate=no], [popover]"))
  .flatMap((e) => [e.title ?? "", ...[...e.childNodes].map((n) => n.nodeType === 3 ? n.data : "")])
  .filter((text) => /\b(?:\d+ (?:May|Oct|Dec)|March|May \d+|October|December)\b/.test(text))"""
"""What is still written with English months."""


@pytest.mark.parametrize(
    ("locale", "since", "label"),
    [
        ("de-DE", "since 9. November; early Oktober, late Dezember 2025", "de-DE"),
        ("en-US", "since November 9; early October, late December 2025", None),
        ("en-GB", "since 9 November; early October, late December 2025", None),
    ],
)
def test_days_within_sentences_and_pictures_are_written_as_the_reader_writes(
    browser: Browser, tmp_path: Path, locale: str, since: str, label: str | None
) -> None:
    reason = "since 9 November; early October, late December 2025"
    with opened(browser, tmp_path, moved_for(reason), Reader(locale=locale)) as page:
        page.evaluate("reader.rest()")
        assert since in (page.locator(".moved").text_content() or "")
        marked = page.locator(".moved .why li").first.locator("span[lang]")
        assert [one.get_attribute("lang") for one in marked.all()[:3]] == [label] * 3 * bool(label)
        assert page.evaluate(ENGLISH) == [] or not label


def test_labels_of_days_and_months_are_written_as_the_reader_writes(
    browser: Browser, tmp_path: Path, archive: Path
) -> None:
    with opened(browser, tmp_path, score(archive), Reader(locale="de-DE")) as page:
        page.evaluate("reader.rest()")
        assert page.evaluate(ENGLISH) == []
        heads = page.locator(".dense thead th")
        assert {"Mai", "Okt", "Dez"} <= set(heads.all_text_contents())
        assert page.locator(".dense thead th:text-is('Okt')").first.get_attribute("lang") == "de-DE"


def moved_for(reason: str) -> Result:
    """A result whose score moved for that reason alone."""
    result = sample_result()
    assert result.change is not None
    steps = tuple(
        step.model_copy(
            update={"signals": tuple(s.model_copy(update={"reason": reason}) for s in step.signals)}
        )
        for step in result.change.steps
    )
    return result.model_copy(update={"change": result.change.model_copy(update={"steps": steps})})


def test_a_name_is_no_day(browser: Browser, tmp_path: Path) -> None:
    result = sample_result(name="May 1.5 March 2024")
    with opened(browser, tmp_path, result, Reader(locale="de-DE")) as page:
        page.evaluate("reader.rest()")
        assert page.locator("h1").inner_text() == "May 1.5 March 2024"


def test_nothing_of_the_live_history_runs_before_it_is_in_sight(
    browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, tmp_path, sample_result(), Reader(width=390)) as page:
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
        assert page.evaluate("typeof uPlot") == "undefined"
        assert page.locator('[data-plot="total"] .trace').get_attribute("d")
        live(page)
        assert page.evaluate("typeof uPlot") == "function"


@pytest.mark.parametrize("name", ["s-reply_rate", "signals"])
def test_a_link_into_the_report_shows_its_target(
    browser: Browser, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(report.html(sample_result()), encoding="utf-8")
    with browser.new_context(viewport={"width": 390, "height": 800}) as session:
        page = session.new_page()
        page.goto(f"{file.as_uri()}#{name}")
        page.evaluate("new Promise((done) => setTimeout(done, 500))")
        top = page.locator(f"#{name}").evaluate("(e) => e.getBoundingClientRect().top")
        assert top == pytest.approx(0, abs=2)


LEFT_OUT = """() => [...document.querySelectorAll("main > section")]
  .filter((e) => getComputedStyle(e).contentVisibility !== "visible").length"""


@pytest.mark.parametrize("script", [True, False])
def test_the_whole_report_is_laid_out_for_a_screenshot(
    browser: Browser, tmp_path: Path, *, script: bool
) -> None:
    with opened(browser, tmp_path, sample_result(), Reader(script=script)) as page:
        if script:
            page.locator("main > section:not(.laid)").first.wait_for(state="detached")
        assert page.evaluate(LEFT_OUT) == 0


SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input")]
  .filter((e) => e.checkVisibility() && !e.matches(".skip"))
  .filter((e) => Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 24)
  .map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("width", [360, 1280])
def test_every_target_is_large_enough_for_a_finger(
    browser: Browser, tmp_path: Path, archive: Path, width: int
) -> None:
    with opened(browser, tmp_path, score(archive), Reader(width=width)) as page:
        live(page)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => fold.open = true)")
        assert page.evaluate(SMALL) == []


def test_theme_button_turns_the_page(browser: Browser, tmp_path: Path) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, tmp_path, sample_result(days=90)) as page:
        light = page.evaluate(ground)
        page.get_by_role("button", name="Dark theme").click()
        assert page.evaluate(ground) != light
        page.get_by_role("button", name="Light theme").click()
        assert page.evaluate(ground) == light


def test_the_mouse_over_a_term_shows_its_words(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample_result(days=90)) as page:
        page.get_by_role("button", name="Coverage").first.hover()
        page.locator("#term-coverage").wait_for(state="visible")
        page.mouse.move(0, 0)
        page.locator("#term-coverage").wait_for(state="hidden")


def test_a_term_explains_itself(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample_result(days=90)) as page:
        page.get_by_role("button", name="Coverage").first.press("Enter")
        assert page.locator("#term-coverage").is_visible()
        page.keyboard.press("Escape")
        assert page.locator("#term-coverage").is_hidden()


def test_it_reads_without_a_script(browser: Browser, tmp_path: Path) -> None:
    result = sample_result()
    with opened(browser, tmp_path, result, Reader(script=False)) as page:
        assert page.locator(".ring [data-total]").text_content() == points(result.total)
        assert page.locator('[data-plot="total"] .trace').get_attribute("d")
        assert page.locator("#live").is_hidden()
        assert page.locator('[data-plot="total"]').is_visible()
        assert page.locator("#theme").is_hidden()
        assert page.locator("#scrub").is_hidden()


def test_paper_shows_every_signal_unfolded(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, sample_result(days=90)) as page:
        page.emulate_media(media="print")
        advice = page.locator("details.signal .do")
        assert advice.last.is_visible()
        assert page.locator(".controls").first.is_hidden()
        assert page.locator("#live").is_hidden()
        assert page.locator('[data-plot="total"]').is_visible()
        assert page.pdf(format="A4")[:4] == b"%PDF"


def test_what_the_footer_says_stands_above_on_paper(browser: Browser, tmp_path: Path) -> None:
    """A footer may come to stand alone on the last page."""
    result = sample_result(days=90)
    with opened(browser, tmp_path, result) as page:
        assert page.locator(".paper").is_hidden()
        page.emulate_media(media="print")
        assert page.locator("footer").is_hidden()
        head = page.locator("header").inner_text()
        assert f"target audience: {result.methodology.audience}" in head
        assert "unaffiliated with LinkedIn" in head
