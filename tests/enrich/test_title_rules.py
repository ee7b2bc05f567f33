"""The data files say what they must, in the vocabulary of the tables."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from openssi.enrich.lexicon import Lexicon, expand, spellings
from openssi.tables import FUNCTIONS, SENIORITIES

RULES = tomllib.loads(files("openssi.enrich").joinpath("titles.toml").read_text("utf-8"))["rule"]
AREAS = tomllib.loads(files("openssi.enrich").joinpath("functions.toml").read_text("utf-8"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_every_rule_has_a_reason_and_a_known_effect(rule: dict[str, object]) -> None:
    assert rule["why"]
    assert rule.get("kind", "level") in {
        "level", "mute", "under", "aide", "company", "serves", "past", "wish", "link",
    }  # fmt: skip
    if rule.get("kind", "level") == "level":
        assert rule["seniority"] in SENIORITIES
    assert set(rule) <= {
        "name", "why", "kind", "seniority", "phrases", "endings", "beginnings",
        "first", "last", "lowers", "not_before", "not_beside",
    }  # fmt: skip


def test_rule_names_are_unique() -> None:
    assert len({rule["name"] for rule in RULES}) == len(RULES)


def test_every_level_and_every_function_can_be_reached() -> None:
    assert {rule.get("seniority") for rule in RULES} >= set(SENIORITIES)
    assert set(AREAS["functions"]) == set(FUNCTIONS)


def test_patterns_spell_alternatives() -> None:
    assert set(expand("chef(|fe) de (projet|produit)")) == {
        "chef de projet",
        "chef de produit",
        "cheffe de projet",
        "cheffe de produit",
    }


def test_umlauts_are_known_both_ways() -> None:
    assert spellings("Müller") == {"muller", "mueller"}


def test_the_longest_phrase_wins_and_keeps_all_its_meanings() -> None:
    lexicon: Lexicon[str] = Lexicon()
    lexicon.add(["vice president", "vice"], "first")
    lexicon.add(["vice president"], "second")
    assert lexicon.longest(["vice", "president"], 0) == (2, ["first", "second"])
    assert lexicon.longest(["vice", "admiral"], 0) == (1, ["first"])
    assert lexicon.longest(["admiral"], 0) == (1, [])


def test_parts_of_compounds_need_a_stem() -> None:
    lexicon: Lexicon[str] = Lexicon()
    lexicon.add_affixes("leads", endings=["leiter"], beginnings=["chef"])
    assert lexicon.longest(["teamleiter"], 0) == (1, ["leads"])
    assert lexicon.longest(["chefkoch"], 0) == (1, ["leads"])
    assert lexicon.longest(["leiter"], 0) == (1, [])
