"""Every mistake in a file is named, with key and line and the next step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from openssi.errors import MethodologyError
from openssi.methodology import choose, default, load, load_audience
from openssi.methodology.load import parse, shipped_text

Change = tuple[str, str]
"""A text and what to put in its place; after ``signal::`` the first one in that signal."""


def changed(text: str, change: Change) -> str:
    """The text with a change; numbers of control points are found by ``#``."""
    signal, _, words = change[0].rpartition("::")
    start = text.index(f'id = "{signal}"') if signal else 0
    found = re.compile(re.escape(words).replace("\\#", r"[0-9.]+")).search(text, start)
    assert found, change[0]
    return text[: found.start()] + change[1] + text[found.end() :]


def refused(*changes: Change) -> tuple[str, ...]:
    """The mistakes found after some changes of the shipped text."""
    text = shipped_text()
    for change in changes:
        text = changed(text, change)
    with pytest.raises(MethodologyError) as caught:
        parse(text, name="mine.toml")
    assert caught.value.what.startswith("mine.toml: ")
    assert "openssi-1.toml" in caught.value.hint
    return caught.value.details


def line_of(words: str, *, change: Change | None = None) -> int:
    text = shipped_text().replace(*change, 1) if change else shipped_text()
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("change", "at", "said"),
    [
        (
            ("half_life_days = 30", "half_life_days = 5"),
            "half_life_days",
            "it must be at least 10. Hint: it is 5 now.",
        ),
        (
            ("half_life_days = 30", 'half_life_days = "30"'),
            "half_life_days",
            "it must be a number. Hint: it is '30' now.",
        ),
        (("half_life_days = 30", "half_life_days = nan"), "half_life_days", "a finite number"),
        (("half_life_days = 30", "half_life_days = true"), "half_life_days", "it must be a number"),
        (
            ("reopen_after_days = 90", "reopen_after_days = 90.5"),
            "windows.reopen_after_days",
            "it must be a whole number",
        ),
        (
            ('seniorities = ["director"', 'seniorities = ["directer"'),
            "audience.seniorities[0]",
            "'directer' is not known; did you mean 'director'?",
        ),
        (("functions = []", 'functions = "sales"'), "audience.functions", "a list in [brackets]"),
        (
            ('tier = "base"', 'tier = "basic"'),
            "signals[0] (profile_completeness).tier",
            "it must be 'base' or 'bonus'. Hint: did you mean 'base'?",
        ),
        (
            ('id = "profile_completeness"', 'id = "Profile Completeness"'),
            "signals[0] (Profile Completeness).id",
            "small letters, digits and _ only, a letter first",
        ),
        (('title = "Searches"', 'title = " "'), "(people_searches).title", "must not be empty"),
        (('title = "Searches"', "title = 3"), "(people_searches).title", 'a text in "quotes"'),
        (
            ('fact = "media_items"', 'fact = "media_item"'),
            "(rich_media).measure.fact",
            "did you mean 'media_items'?",
        ),
        (
            ('type = "speed"', 'type = "sped"'),
            "(reply_speed).measure",
            "'sped' is no type",
        ),
        (('type = "speed"\n', ""), "(reply_speed).measure", "its 'type' is missing"),
        (
            ("reply_speed::zero = #\nfull = #", "zero = 2\nfull = 120"),
            "(reply_speed).curve",
            "full (120 h) must be below zero (2 h)",
        ),
        (
            ("reply_speed::zero = #", "zero = 0"),
            "(reply_speed).curve.zero",
            "it must be above 0",
        ),
        (
            ('kinds = ["follower_gained"]', 'kinds = ["follower_gained", "follower_gained"]'),
            "(followers_gained).measure.kinds",
            "'follower_gained' is named more than once",
        ),
        (
            ('with_text = ["post_published"]', 'with_text = ["comment_made"]'),
            "(sharing).measure",
            "'with_text' names comment_made",
        ),
        (
            ("within_hours = 24", "within_hour = 24"),
            "(early_comments).measure.within_hour",
            "there is no such key. Hint: did you mean 'within_hours'?",
        ),
        (
            ("within_hours = 24", "wholly_new = 24"),
            "(early_comments).measure.wholly_new",
            "Hint: the keys here are type, kinds,",
        ),
    ],
)
def test_one_mistake(change: Change, at: str, said: str) -> None:
    details = refused(change)
    assert len(details) == 1
    assert f"{at}: " in details[0]
    assert said in details[0]


def test_the_line_is_that_of_the_key() -> None:
    change = ("within_hours = 24", "within_hour = 24")
    assert refused(change)[0].startswith(f"line {line_of('within_hour = 24', change=change)}, ")


def test_a_missing_key_says_what_it_means_and_where_it_belongs() -> None:
    detail = refused(('good = "You look for people regularly"\n', ""))[0]
    header = line_of('id = "people_searches"') - 1
    assert detail.startswith(f"line {header}, signals[")
    assert "(people_searches).good: it is missing. Hint: What the good state means" in detail


def test_every_mistake_is_told_and_in_order_of_lines() -> None:
    details = refused(
        ("half_life_days = 30", "half_life_days = 5"),
        ("[windows]", "[window]"),
        ("weight = #\n", "weight = 20\n"),
        ('kinds = ["follower_gained"]', 'kinds = ["follower_gaind"]\nkidns = 3'),
        ('id = "groups"', 'id = "sharing"'),
    )
    said = [
        "windows: it is missing",
        "half_life_days: it must be at least 10",
        "window: there is no such key. Hint: did you mean 'windows'?",
        "the base weights of professional_brand sum to 4",
        "(followers_gained).measure.kinds[0]: 'follower_gaind' is not known",
        "(followers_gained).measure.kidns: there is no such key",
        "(sharing).id: two signals are called 'sharing'",
    ]
    assert len(details) == len(said)
    for detail, words in zip(details, said, strict=True):
        assert words in detail


def test_a_curve_is_that_of_its_measure() -> None:
    details = refused(
        ("acceptance_rate::floor = #\nfull = #\npenalty = #", "half = 0.2\nfull = 0.8")
    )
    curve = "(acceptance_rate).curve"
    assert [detail.split(f"{curve}.")[1].split(":")[0] for detail in details] == [
        "floor",
        "penalty",
        "half",
    ]
    assert "the keys here are source, floor, full, penalty." in details[2]


def test_a_curve_is_checked_even_where_its_measure_is_mistaken() -> None:
    details = refused(('type = "speed"', 'type = "sped"'), ("reply_speed::zero = #", "zero = -1"))
    assert len(details) == 2
    assert "(reply_speed).curve.zero: it must be above 0" in details[1]


def test_a_measure_without_a_usable_type_does_no_harm() -> None:
    details = refused(('type = "speed"', "type = [1]"), ("reply_speed::zero = #", "zeroo = 1"))
    assert any("(reply_speed).measure: " in detail for detail in details)
    assert any("(reply_speed).curve.zeroo: there is no such key" in detail for detail in details)


def test_weights_that_are_no_numbers_are_not_summed() -> None:
    assert len(refused(("weight = #\n", 'weight = "5"\n'))) == 1


@pytest.mark.parametrize("text", ["", "signals = 3", "pillars = [1]\nsignals = [2]", "id = 1"])
def test_what_is_no_methodology_at_all_is_refused(text: str) -> None:
    with pytest.raises(MethodologyError) as caught:
        parse(text, name="mine.toml")
    assert len(caught.value.details) > 3


def test_toml_that_does_not_parse_says_where(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('a = 1\nb = "open\n', encoding="utf-8")
    with pytest.raises(MethodologyError, match=r"mine\.toml: not valid TOML: .*line 2"):
        load(file)


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(MethodologyError, match="there is no such file"):
        load(tmp_path / "none.toml")
    with pytest.raises(MethodologyError, match=r"it cannot be read|no such file"):
        load(tmp_path)
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MethodologyError, match="not a text in UTF-8"):
        load(binary)


def test_an_editor_s_mark_at_the_start_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("\ufeff" + shipped_text(), encoding="utf-8")
    assert load(file) == default()


def test_an_audience_replaces_that_of_the_methodology(tmp_path: Path) -> None:
    file = tmp_path / "audience.toml"
    file.write_text('label = "Buyers"\ntitles = ["procurement"]\n', encoding="utf-8")
    chosen = choose(None, file)
    assert (chosen.audience.label, chosen.audience.titles) == ("Buyers", ("procurement",))
    assert chosen.audience.seniorities == ()
    assert chosen.signals == default().signals


def test_mistakes_in_an_audience_are_named_like_those_of_a_methodology(tmp_path: Path) -> None:
    file = tmp_path / "audience.toml"
    file.write_text('seniority = ["vp"]\n\nfunctions = [\n  "salse",\n]\n', encoding="utf-8")
    with pytest.raises(MethodologyError) as caught:
        load_audience(file)
    assert "examples/audience.toml" in caught.value.hint
    assert caught.value.details == (
        "line 1, label: it is missing. Hint: Name to show.",
        "line 1, seniority: there is no such key. Hint: did you mean 'seniorities'?",
        "line 4, functions[0]: 'salse' is not known; did you mean 'sales'?",
    )


def test_the_example_is_a_valid_audience() -> None:
    example = Path(__file__).parents[2] / "examples" / "audience.toml"
    assert load_audience(example).titles
