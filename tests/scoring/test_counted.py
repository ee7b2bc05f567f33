"""Counts in words: a singular is said where it is plain, and never guessed."""

import pytest

from openssi.methodology import default
from openssi.scoring.counted import counted


@pytest.mark.parametrize(
    ("noun", "one"),
    [
        ("comments", "1 comment"),
        ("searches", "1 search"),
        ("replies", "1 reply"),
        ("reopened ties", "1 reopened tie"),
        ("weeks with a post", "1 week with a post"),
        ("people you wrote to", "1 person you wrote to"),
        ("media items", "1 media item"),
        ("shares", "1 share"),
        ("sales calls", "1 of: sales calls"),
        ("reactions and comments received", "1 of: reactions and comments received"),
        ("business", "1 of: business"),
    ],
)
def test_one(noun: str, one: str) -> None:
    assert counted(1, noun) == one


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (2, "2"), (1200, "1,200"), (2.5, "2.5")])
def test_several(number: float, text: str) -> None:
    assert counted(number, "posts") == f"{text} posts"


def test_every_shipped_noun_has_a_way_to_be_said_once() -> None:
    for rule in default().signals:
        assert counted(1, rule.noun) != f"1 {rule.noun}"
