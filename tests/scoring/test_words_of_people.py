"""Titles of an audience are found as whole words."""

import pytest
from lives import AS_OF, START, everything_seen
from runs import scored

from openssi.methodology import default

TITLES = ("Director of Sales", "CTO", "cto & founder", "Coordinator", "VP, Sales", "Chef d'équipe")


@pytest.mark.parametrize(
    ("word", "people"), [("cto", 2), ("coo", 0), ("vp", 1), ("équipe", 1), ("sales", 2), ("v.p", 0)]
)
def test_a_title_is_found_as_a_whole_word(word: str, people: int) -> None:
    audience = default().audience.model_copy(update={"seniorities": (), "titles": (word,)})
    rows = {
        "members": [{"member_id": "m", "seen_on": START}],
        "connections": [
            {"member_id": "m", "connection_id": title, "connected_on": START, "title": title}
            for title in TITLES
        ],
        "activities": [],
        "coverage": everything_seen("m"),
    }
    run = scored(rows, methodology=default().model_copy(update={"audience": audience}))
    assert run.value("m", "decision_makers", AS_OF) == people
