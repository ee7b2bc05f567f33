"""``docs/signals.md`` is the methodology in words: nothing missing, nothing left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from openssi.methodology import default
from openssi.methodology.model import SignalRule
from openssi.report import signals_markdown

PAGE = Path(__file__).parents[2] / "docs" / "signals.md"
HOW = "it is not that of the methodology; run: python3 dev.py docs"
TEXTS = ("title", "unit", "noun", "good", "poor", "description", "advice", "shown_by")
RULES = default().signals


def test_the_page_is_that_of_the_methodology(*, update_golden: bool) -> None:
    text = signals_markdown(default())
    if update_golden:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    assert PAGE.read_text("utf-8") == text, HOW


def test_the_page_has_a_section_for_each_signal_and_no_other() -> None:
    sections = re.findall(r"(?m)^### (.+)$", PAGE.read_text("utf-8"))
    assert sections == [rule.id for p in default().pillars for rule in RULES if rule.pillar == p.id]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_signal_has_all_its_texts(rule: SignalRule) -> None:
    page = signals_markdown(default())
    for name in TEXTS:
        assert len(getattr(rule, name).strip()) > 0, name
    for text in (rule.description, rule.advice, rule.good, rule.poor, rule.shown_by):
        assert text in page
    assert rule.curve.source in page
    assert rule.good != rule.poor


def test_no_two_signals_share_their_words() -> None:
    for name in ("title", "good", "poor", "description", "advice"):
        texts = [getattr(rule, name) for rule in RULES]
        assert len(set(texts)) == len(texts), name


@pytest.mark.parametrize("file", ["methodology.md", "commands.md"])
def test_no_page_names_a_signal_that_does_not_exist(file: str) -> None:
    page = PAGE.with_name(file).read_text("utf-8")
    named = set(re.findall(r"signals\.md#([a-z_0-9]+)", page))
    assert named <= {rule.id for rule in RULES}
