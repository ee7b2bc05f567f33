"""What is described: the page says what the JSON says in every width and theme, or nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sample_result import HOSTILE, sample_result
from test_report_in_browser import Reader, Theme, opened

from chromium import WIDER
from openssi import report, score
from openssi.report.kind_words import KINDS, group_name
from openssi.report.month_table import latest, year_rows
from openssi.report.pictures.columns import LATEST, columns, outline
from openssi.report.pictures.day_map import day_map
from openssi.report.pictures.growth import growth
from openssi.report.pictures.heat import Heat
from openssi.report.pictures.month_axis import month_marks
from openssi.report.pictures.week_map import week_map
from openssi.result import Conversations, Group, Months, Network, Result, Rhythm, Week

PARTS = ("network", "conversations", "rhythm", "habits")
CELLS = """(selector) => [...document.querySelectorAll(selector)].map((table) =>
  [...table.tBodies].flatMap((body) => [...body.rows]).map((row) =>
    [...row.cells].map((cell) => cell.textContent.trim())))"""


@pytest.fixture(scope="module")
def result(archive: Path) -> Result:
    return score(archive)


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.described details').forEach((d) => d.open = true)")


def number(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_numbers_are_those_of_the_json(
    browser: Browser, tmp_path: Path, result: Result, width: int, scheme: Theme
) -> None:
    told = json.loads(report.json_text(result))["description"]
    with opened(browser, tmp_path, result, Reader(width=width, scheme=scheme)) as page:
        unfold(page)
        for place in page.locator("[data-told]").all():
            keys = (place.get_attribute("data-told") or "").split(".")
            assert number(place.text_content() or "") == reduce(dict.__getitem__, keys, told), keys
        check_make_up(page, told["network"])
        check_waits(page, told["conversations"])
        check_hours(page, told)
        check_calendar(page, told["rhythm"])
        check_kinds(page, told["rhythm"])
        check_habits(page, told["habits"])
        assert page.evaluate(WIDER) == []


def check_make_up(page: Page, told: dict[str, Any]) -> None:
    for part in told["now"]["make_up"]:
        rows = page.evaluate(CELLS, f'[data-make-up="{part["attribute"]}"]')
        if not part["groups"]:
            assert rows == []
            continue
        shown = [(row[0], number(row[1]), number(row[3])) for row in rows[0] if row[3]]
        assert shown == [
            (group_name(part["attribute"], group["name"]), group["people"], group["recent"])
            for group in part["groups"]
        ]
        rest = [number(row[1]) for row in rows[0] if not row[3]]
        assert rest == [count for count in (part["others"], part["unknown"]) if count]


def check_waits(page: Page, told: dict[str, Any]) -> None:
    for side in ("replies_of_member", "replies_of_others"):
        texts = page.locator(f'[data-wait^="{side}."]').all_text_contents()
        waits = [wait["turns"] for wait in told[side]["waits"]]
        assert [number(text) for text in texts] == [*waits, told[side]["turns"] - sum(waits)]


def check_hours(page: Page, told: dict[str, Any]) -> None:
    searches = next(h for h in told["habits"] if h["kind"] == "search_performed")
    weeks = [told["conversations"]["sent"], told["conversations"]["received"], searches["week"]]
    tables = page.evaluate(CELLS, ".week .heat")
    shown = [[[number(cell) for cell in row[1:]] for row in table] for table in tables]
    assert shown == [week["hours"] for week in weeks]


def check_calendar(page: Page, told: dict[str, Any]) -> None:
    first = dt.date.fromisoformat(told["first"])
    rows = [
        [cell for half in halves for cell in half[1:]]
        for halves in zip(*page.evaluate(CELLS, ".heat.days"), strict=True)
    ]
    shown = Counter(
        {
            (first + dt.timedelta(days=7 * week + day)).isoformat(): number(cell)
            for day, row in enumerate(rows)
            for week, cell in enumerate(row)
            if cell not in {"0", "–"}  # noqa: RUF001 -- what an unseen day shows
        }
    )
    assert shown == {day: sum(kinds.values()) for day, kinds in told["days"].items()}


def check_kinds(page: Page, told: dict[str, Any]) -> None:
    for row in page.locator("[data-kind]").all():
        counts = told["months"][row.get_attribute("data-kind")]["counts"]
        assert number(row.locator("td").nth(1).text_content() or "") == sum(
            n or 0 for n in counts[-12:]
        )


def check_habits(page: Page, told: list[dict[str, Any]]) -> None:
    for habit in told:
        shown = page.locator(f'[data-habit="{habit["kind"]}"]')
        assert shown.count() == (habit["total"] is not None)
        if habit["total"] is None:
            assert f"{KINDS[habit['kind']]}: not seen" in page.content()
        else:
            total = shown.locator("[data-total]").get_attribute("data-total")
            assert number(total or "") == habit["total"]


def test_it_is_read_without_a_script_and_on_paper(
    browser: Browser, tmp_path: Path, result: Result
) -> None:
    with opened(browser, tmp_path, result, Reader(script=False)) as page:
        assert page.locator('[data-part="network"] .bars').first.is_visible()
        page.locator('[data-part="rhythm"] > summary').click()
        assert page.locator(".heat.days").first.is_visible()
        page.emulate_media(media="print")
        assert page.locator('[data-part="conversations"] .heat').first.is_visible()


def test_a_phone_shows_the_numbers_of_a_map_on_request(
    browser: Browser, tmp_path: Path, result: Result
) -> None:
    size = "getComputedStyle(document.querySelector('.week .heat tbody .s4')).fontSize"
    with opened(browser, tmp_path, result, Reader(width=360)) as page:
        page.locator('[data-part="conversations"] > summary').click()
        assert page.evaluate(size) == "0px"
        page.locator(".week .show > summary").first.click()
        assert page.evaluate(size) == "10px"
        assert page.evaluate(WIDER) == []


def test_parts_that_are_not_seen_say_so() -> None:
    page = report.html(sample_result())
    assert all(f'data-part="{part}"' in page for part in PARTS)
    section = page[page.index('class="described"') :]
    assert section.count(">not seen</span>") == len(PARTS)


def test_what_was_seen_and_did_not_happen_is_said_without_a_picture(result: Result) -> None:
    page = report.html(quiet(result))
    section = page[page.index('class="described"') :]
    assert ">0</strong> connections</span>" in section
    assert "none up to the day" in section
    assert "Nobody up to the day." in section
    pictures = ("chart tall", "bars waits", "people-by-month", 'class="shades')
    conversations = section[: section.index('data-part="rhythm"')]
    assert not [name for name in pictures if name in conversations]


def quiet(result: Result) -> Result:
    """The same person, who knows nobody and writes to nobody."""
    told = result.description
    nobody = {"people": 0, "decision_makers": 0, "make_up": ()}
    silent = {"opened": 0, "decided": 0, "answered": 0, "pending": 0, "reopened": 0}
    never = told.conversations.replies_of_member.model_dump() if told.conversations else {}
    never |= {"turns": 0, "answered": 0, "pending": 0, "waits": ()}
    none = Months(first=dt.date(2026, 1, 1), counts=(0,) * 11)
    week = Week(hours=((0,) * 24,) * 7)
    update = {
        "network": Network.model_validate({
            "now": nobody, "recent": nobody, "recent_days": 90, "gained": none, "earlier": 0,
            "undated": 0,
        }),
        "conversations": Conversations.model_validate({
            "answer_within_days": 14, "reopen_after_days": 90, "reply_within_days": 30,
            "by_member": silent, "by_member_inmail": silent, "by_others": silent,
            "replies_of_member": never, "replies_of_others": never, "sent": week,
            "received": week, "people": none,
        }),
    }  # fmt: skip
    return result.model_copy(update={"description": told.model_copy(update=update)})


def test_names_of_companies_are_text(result: Result) -> None:
    network = result.description.network
    assert network is not None
    hostile = network.now.model_copy(
        update={
            "make_up": tuple(
                part.model_copy(update={"groups": (Group(name=HOSTILE, people=3, recent=1),)})
                for part in network.now.make_up
            )
        }
    )
    told = result.description.model_copy(
        update={"network": network.model_copy(update={"now": hostile})}
    )
    page = report.html(result.model_copy(update={"description": told}))
    assert "<script>alert(1)" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 2


def test_incognito_names_no_company(result: Result) -> None:
    network = result.description.network
    assert network is not None
    companies = next(part for part in network.now.make_up if part.attribute == "company")
    page = report.html(result, incognito=True)
    assert companies.groups
    assert not [group.name for group in companies.groups if f"{group.name}<" in page]


def test_the_section_is_small(result: Result) -> None:
    page = report.html(result)
    begin = page.index('<section class="described"')
    assert page.index("</section>", begin) - begin < 80_000


def test_shades_are_quarters_and_the_deepest_is_the_most() -> None:
    heat = Heat.of([0, 1, 1, 2, 3, 5, 8, 13, 400])
    assert [heat.shade(n) for n in (0, 1, 2, 3, 5, 8, 13, 400)] == [0, 1, 2, 2, 3, 3, 4, 4]
    assert heat.legend()[-1] == (4, "9–400")  # noqa: RUF001 -- a range is written with a dash
    assert Heat.of([0, 0]).legend() == ()
    assert Heat.of([7, 7]).shade(7) == 4


def test_a_week_tells_its_busiest_hour() -> None:
    hours = [[0] * 24 for _ in range(7)]
    assert week_map(Week(hours=tuple(map(tuple, hours)))).busiest == ""
    hours[2][9] = hours[4][9] = 5
    assert week_map(Week(hours=tuple(map(tuple, hours)))).busiest == "Wednesday 09:00"


def test_growth_adds_up_and_starts_with_what_has_no_month() -> None:
    network = network_of(Months(first=dt.date(2024, 11, 1), counts=(2, 3, None, 5)), earlier=7)
    drawn = growth(network)
    assert drawn is not None
    assert [(b.year, b.gained, b.standing) for b in drawn.years] == [(2024, 5, 13), (2025, 5, 18)]
    assert drawn.levels[-1] == (0.0, 20)
    assert growth(network_of(Months(first=dt.date(2024, 11, 1), counts=(2,)), earlier=0)) is None


def network_of(gained: Months, *, earlier: int) -> Network:
    people = {"people": 18, "decision_makers": None, "make_up": ()}
    return Network.model_validate(
        {
            "now": people, "recent": people, "recent_days": 90, "gained": gained,
            "earlier": earlier, "undated": 1,
        }
    )  # fmt: skip


def test_columns_are_the_latest_months_and_never_flat() -> None:
    counts = (1000, *[0] * (LATEST - 2), 1, None)
    drawn = columns(Months(first=dt.date(2020, 1, 1), counts=counts))
    assert [(c.label, c.count, c.height) for c in drawn.columns] == [
        ("Dec 2023", 1, 100), ("Jan 2024", None, 100),
    ]  # fmt: skip
    assert (drawn.first, drawn.last, drawn.top) == ("Feb 2020", "Jan 2024", 1)
    assert outline(Months(first=dt.date(2026, 1, 1), counts=(100, 0, 1)), 3) == (
        "M5 24v-24m10 24m10 0v-1m10 1"
    )


@pytest.mark.parametrize(
    ("months", "labels"),
    [
        (12, ["Mar 2020", "May", "Jul", "Sep", "Nov", "Jan 2021"]),
        (36, ["2021", "2022", "2023"]),
        (240, ["2022", "2025", "2028", "2031", "2034", "2037", "2040"]),
    ],
)
def test_an_axis_of_months_has_few_marks(months: int, labels: list[str]) -> None:
    found = month_marks(dt.date(2020, 3, 1), months)
    assert [mark.label for _, mark in found][-len(labels) + 1 :] == labels[1:]
    assert all(0 <= at < 100 for at, _ in found)


def test_a_table_of_months_has_whole_years() -> None:
    told = Months(first=dt.date(2025, 12, 1), counts=(4, None, 2))
    rows = year_rows(told)
    assert [(row.year, row.total, len(row.counts)) for row in rows] == [
        (2026, 2, 12),
        (2025, 4, 12),
    ]
    assert rows[0].counts[:3] == (None, 2, None)
    assert (latest(told, 2), latest(told, 2, skip=1)) == (2, 4)


def test_days_before_anything_was_seen_are_blank() -> None:
    rhythm = Rhythm(
        first=dt.date(2026, 6, 1), observed={"vote_cast": dt.date(2026, 6, 10)},
        days={dt.date(2026, 6, 3): {"post_published": 2}}, active_days=1, weeks=0,
        weeks_with_post=None, longest_run=None, longest_post_run=None, months={},
    )  # fmt: skip
    drawn = day_map(rhythm, dt.date(2026, 6, 16))
    days = [cell for half in drawn.halves for _, row in half.rows for cell in row]
    seen = sorted(cell.day.day for cell in days if cell.is_seen)
    assert seen == [3, *range(10, 17)]
    assert [half.months for half in drawn.halves] == [("Jun", ""), ("",)]
