"""The fingerprint tells rules apart whatever their name, but other words are the same rules."""

from pathlib import Path

from openssi.methodology import Audience, Methodology, choose, default, fingerprint
from openssi.methodology.load import shipped_text


def edited(folder: Path, old: str, new: str) -> Methodology:
    file = folder / "mine.toml"
    text = shipped_text()
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return choose(file, None)


def test_it_is_short_and_the_same_each_time() -> None:
    assert fingerprint(default()) == fingerprint(default().model_copy())
    assert len(fingerprint(default())) == 16


def test_an_edited_number_is_other_rules(tmp_path: Path) -> None:
    longer = edited(tmp_path, "half_life_days = 30", "half_life_days = 31")
    assert (longer.id, longer.version) == (default().id, default().version)
    assert fingerprint(longer) != fingerprint(default())


def test_another_audience_is_other_rules() -> None:
    label = default().audience.label
    other = default().model_copy(update={"audience": Audience(label=label, industries=("Retail",))})
    assert fingerprint(other) != fingerprint(default())


def test_other_words_are_the_same_rules(tmp_path: Path) -> None:
    noun = edited(tmp_path, 'noun = "searches"', 'noun = "quests"')
    assert fingerprint(noun) == fingerprint(default())
