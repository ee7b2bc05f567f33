from __future__ import annotations

import datetime as dt
import json
import re
from html.parser import HTMLParser

import pytest
from sample_result import hostile_result, sample_result

from openssi import report
from openssi.report.policy import source_hash
from openssi.result import Break, History, Result

RESULT = sample_result()


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text within each kind of tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def page() -> str:
    return report.html(RESULT)


@pytest.mark.parametrize("result", [RESULT, hostile_result()])
def test_nothing_stands_inline_and_nothing_loads(result: Result) -> None:
    for tag, attributes in Elements(report.html(result)).tags:
        names = set(attributes)
        assert "style" not in names
        assert not any(name.startswith("on") for name in names)
        assert not {"src", "srcset", "xlink:href"} & names, tag
        assert (attributes.get("href") or "#").startswith(("#", "data:,"))


def test_policy_names_exactly_the_style_and_the_scripts(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    allowed = policy.group(1).replace("&#39;", "'")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    live = re.search(r'<script type="text/plain" id="live-code">(.*?)</script>', page, re.DOTALL)
    assert style is not None
    assert script is not None
    assert live is not None
    hashes = f"{source_hash(script.group(1))} {source_hash(live.group(1))}"
    assert f"style-src {source_hash(style.group(1))};" in allowed
    assert f"script-src {hashes};" in allowed
    assert "unsafe" not in allowed
    assert allowed.startswith("default-src 'none'")


def test_words_of_strangers_are_text() -> None:
    page = report.html(hostile_result())
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "</script><b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_ids_are_unique_and_every_reference_stands(page: str) -> None:
    tags = Elements(page).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    wanted = ("aria-labelledby", "popovertarget")
    named = [a[key] or "" for _, a in tags for key in wanted if key in a]
    assert {name for names in named for name in names.split()} <= set(ids)


def test_every_picture_has_a_name(page: str) -> None:
    pictures = [a for tag, a in Elements(page).tags if tag == "svg" and a.get("role") == "img"]
    assert len(pictures) > 35
    titled = page.count('<svg role="img"><title>')
    assert sum("aria-labelledby" in a for a in pictures) + titled == len(pictures)


def test_ten_years_of_days_fit_in_300_kilobytes() -> None:
    assert len(report.html(sample_result(days=3653)).encode()) <= 300_000


def test_full_precision_stands_beside_what_is_shown(page: str) -> None:
    scores = re.findall(r'data-pillar="(\w+)" data-score="([^"]*)"', page)
    assert {k: float(v) for k, v in scores} == {p.id: p.score for p in RESULT.pillars}
    assert f'data-total="{RESULT.total!r}"' in page


def test_a_history_of_one_day_has_no_picture() -> None:
    page = report.html(sample_result(days=1))
    assert "needs at least two days" in page
    assert 'id="history-data"' not in page


def test_no_score_at_all_reads_so() -> None:
    pillars = tuple(p.model_copy(update={"score": None, "change_7d": None}) for p in RESULT.pillars)
    days = (dt.date(2026, 11, 19), dt.date(2026, 11, 20))
    history = History(days=days, total=(None, None), measurable=(0, 0), pillars={}, breaks=())
    bare = {"total": None, "measurable": 0.0, "change_7d": None, "pillars": pillars}
    bare |= {"history": history, "adjustments": (), "benchmarks": (), "signals": ()}
    page = report.html(RESULT.model_copy(update=bare))
    assert "No pillar can be measured from this data" in page


def test_a_member_without_a_name_has_a_report() -> None:
    assert "<h1>Your index</h1>" in report.html(sample_result(name=None, days=10))


def test_reasons_of_breaks_are_told(page: str) -> None:
    assert "27 June 2020: Comments and reactions come into view" in page


def test_many_breaks_are_told_but_share_a_mark() -> None:
    day = RESULT.history.days[100]
    breaks = tuple(Break(day=day + dt.timedelta(days=n), reason=f"Reason {n}") for n in range(20))
    history = RESULT.history.model_copy(update={"breaks": breaks})
    page = report.html(RESULT.model_copy(update={"history": history}))
    assert all(f"Reason {n}" in page for n in range(20))
    assert page.count('class="break-mark"') == 1


def test_data_of_the_script_are_valid_json() -> None:
    page = report.html(hostile_result())
    text = re.search(r'id="history-data">(.*?)</script>', page, re.DOTALL)
    assert text is not None
    assert len(json.loads(text.group(1))["columns"]) == 5
