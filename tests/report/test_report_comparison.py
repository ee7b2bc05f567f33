"""The cards of industry and network: LinkedIn's numbers, else a rough place, else an invitation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sample_result import sample_result

from openssi import report
from openssi.report.comparison import OFFICIAL_PAGE, Comparison, comparisons
from openssi.result import Benchmark, Reading

RESULT = sample_result(days=30)
MEANS = {"professional_brand": 11.8, "build_relationships": 15.2}
NONE = {
    "group": "industry", "title": "", "status": "shown", "reason": "", "average": None,
    "pillar_averages": {}, "size": None, "rank_percent": None, "band": None, "source": "",
}  # fmt: skip


def cards(*groups: dict[str, Any]) -> dict[str, Comparison]:
    told = tuple(Benchmark(**{**NONE, **group}) for group in groups)
    found = comparisons(RESULT.model_copy(update={"benchmarks": told}))
    return {card.id: card for card in found}


def test_without_any_numbers_both_cards_invite() -> None:
    found = cards()
    assert list(found) == ["industry", "network"]
    assert all(card.state == "open" and card.average is None for card in found.values())
    assert all(OFFICIAL_PAGE in card.lines[0] for card in found.values())


def test_a_reading_of_the_official_page_says_whose_rank_it_is() -> None:
    reading = Reading(day=dt.date(2026, 11, 13), total=52.6, rank_change=1)
    told = {"average": 34.4, "pillar_averages": MEANS, "rank_percent": 9, "reading": reading}
    card = cards(told)["industry"]
    assert (card.state, card.average, card.rank, card.move) == ("shown", 34.4, "Top 9%", 1)
    assert "13 November 2026" in card.lines[0]
    assert "52.6" in card.lines[0]
    assert "not to this one" in card.lines[0]


def test_published_readings_give_the_industry_a_rough_place() -> None:
    card = cards({"group": "reference", "average": 34.0, "band": (1, 5)})["industry"]
    assert card.state == "rough"
    assert card.rank == "Roughly top 1\N{EN DASH}5%"


def test_what_does_not_compare_has_no_place_but_a_reason() -> None:
    reason = {"status": "not_comparable", "reason": "Too little was seen."}
    card = cards({"group": "reference", "average": 34.0, **reason})["industry"]
    assert card.rank == "Not yet"
    assert card.lines[0] == "Too little was seen."


def test_a_group_that_is_too_small_shows_no_average() -> None:
    small = {"group": "team", "title": "Your team", "status": "too_small", "reason": "Four."}
    card = cards({**small, "average": 40.0})["team"]
    assert (card.state, card.average, card.lines) == ("open", None, ("Four.",))


def test_members_compared_are_counted() -> None:
    card = cards({"group": "network", "average": 41.2, "size": 1234, "rank_percent": 12})["network"]
    assert card.lines == ("1,234 members compared.",)


def test_the_page_has_the_cards_in_order() -> None:
    page = report.html(RESULT)
    places = [page.index(f'data-group="{group}"') for group in ("industry", "network", "team")]
    assert places == sorted(places)
