"""The phrases that are looked up are those of the data files."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from openssi.enrich import title_phrases
from openssi.enrich.lexicon import Lexicon


def test_the_stored_phrases_are_those_of_the_data_files(*, update_golden: bool) -> None:
    written = title_phrases.written()
    stored = files("openssi.enrich").joinpath(title_phrases.STORED)
    if update_golden:
        Path(str(stored)).write_text(written, encoding="utf-8")
    assert stored.read_text(encoding="utf-8") == written, (
        "titles.toml or functions.toml changed: run pytest --update-golden on this file"
    )


@pytest.mark.parametrize(
    "words",
    ["chief officer", "chief executive officer", "chief", "vice chief", "kraftverkschef", "clerk"],
)
def test_a_stored_lexicon_finds_what_the_written_one_finds(words: str) -> None:
    written: Lexicon[str] = Lexicon()
    written.add(["chief executive officer(|s)", "chief officer"], "head")
    written.add(["chief officer", "chief"], "other")
    written.add_affixes("leader", endings=["chef"], beginnings=["kraft"])
    meanings = ["head", "other", "leader"]
    stored = Lexicon.stored(written.seeds(meanings), meanings)
    asked = words.split()
    for at in range(len(asked)):
        assert stored.longest(asked, at) == written.longest(asked, at)
