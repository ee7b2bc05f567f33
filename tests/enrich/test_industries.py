"""Industry names and codes of both versions of LinkedIn's list."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from openssi.enrich.industries import industry, suggestion

ROWS = list(
    csv.DictReader(
        files("openssi.enrich")
        .joinpath("linkedin_industries_v2.csv")
        .read_text("utf-8")
        .splitlines()
    )
)


@pytest.mark.parametrize("column", ["id", "label", "label_pt_br"])
def test_every_name_and_code_of_the_list_finds_its_id(column: str) -> None:
    found = {row[column]: industry(row[column]) for row in ROWS}
    wrong = [
        row[column]
        for row in ROWS
        if (hit := found[row[column]]) is None or hit.id != int(row["id"])
    ]
    assert wrong == []


def test_all_434_codes_have_a_hierarchy_that_ends_with_their_label() -> None:
    known = [industry(row["id"]) for row in ROWS]
    assert len(known) == 434
    assert all(one and one.hierarchy[-1] == one.label for one in known)
    assert max(len(one.hierarchy) for one in known if one) == 6


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Information Technology and Services", 96),
        ("information technology & services", 96),
        ("Computer Software", 4),
        ("Internet", 6),
        ("Marketing and Advertising", 80),
        ("Management Consulting", 11),
        ("  SOFTWARE   DEVELOPMENT ", 4),
        ("Servicos de TI e Consultoria de TI", 96),
        ("Climate Technology Products Manufacturing", 3251),
        ("Media and Telecommunications", 3133),
        ("096", 96),
        (43, 43),
    ],
)
def test_spellings_and_older_names(text: str | int, code: int) -> None:
    found = industry(text)
    assert found is not None
    assert found.id == code


def test_market_research_hangs_below_advertising() -> None:
    found = industry("Market Research")
    assert found is not None
    assert found.hierarchy == ("Professional Services", "Advertising Services", "Market Research")


@pytest.mark.parametrize("text", [None, "", "Other", "Consumer Goods", "0", "999999", "-4", "²"])
def test_no_guess_is_made(text: str | None) -> None:
    assert industry(text) is None


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    assert suggestion("Sofware Developement") == "Software Development"
    assert suggestion("qqqq") is None
