"""The shipped methodology loads; every mistake in a file is named with its key."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from openssi.errors import MethodologyError
from openssi.methodology import default, load
from openssi.methodology.load import parse

TEXT = files("openssi.methodology").joinpath("openssi-1.toml").read_text("utf-8")
PILLARS = (
    "professional_brand",
    "find_right_people",
    "engage_with_insights",
    "build_relationships",
)


@pytest.mark.parametrize("pillar", PILLARS)
def test_everyone_can_reach_the_25_points_of_each_pillar_for_free(pillar: str) -> None:
    base = [s for s in default().signals if s.pillar == pillar and s.tier == "base"]
    assert sum(signal.weight for signal in base) == pytest.approx(25, abs=1e-9)


def test_every_curve_says_where_its_control_points_come_from() -> None:
    assert all(signal.curve.source for signal in default().signals)
    assert all(signal.advice and signal.good != signal.poor for signal in default().signals)


def test_only_a_rate_can_cost_points() -> None:
    losers = {signal.measure.type for signal in default().signals if signal.penalty}
    assert losers <= {"rate"}


def test_a_copy_of_it_loads_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    assert load(path) == default()


def changed(pattern: str, replacement: str) -> str:
    """The shipped file with its first match replaced."""
    text, times = re.subn(pattern, replacement, TEXT, count=1, flags=re.MULTILINE)
    assert times == 1, pattern
    return text


MISTAKES = {
    "unknown key": (changed(r"^weight = 5$", "weight = 5\nwieght = 5"), "wieght", "'weight'"),
    "unknown top key": ("surprise = 1\n" + TEXT, "surprise", "no such key"),
    "missing key": (changed(r"^unit = .*$", ""), "signals[0]", ".unit: it is missing"),
    "weight sum": (changed(r"^weight = 5$", "weight = 6"), "professional_brand", "26, not 25"),
    "weight below zero": (changed(r"^weight = 5$", "weight = -5"), ".weight: ", "-5"),
    "weight not finite": (changed(r"^weight = 5$", "weight = inf"), ".weight: ", "inf"),
    "curve too short": (
        changed(r"^half = .*\nfull = .*$", "half = 10\nfull = 19"),
        "curve: ",
        "full (19) must be at least twice half (10)",
    ),
    "more than all weeks": (
        changed(r"^half = 0.1\nfull = 0.95$", "half = 10\nfull = 95"),
        "curve: ",
        "full (95) must be at most 1",
    ),
    "a slip of the pen": (
        changed(r"^half = 0.1\nfull = 0.95$", "half = 0.1\nfull = 1e308"),
        "curve.full: ",
        "1,000,000",
    ),
    "a half-life beyond the data": (
        changed(r"^half_life_days = 30\b", "half_life_days = 1e9"),
        "half_life_days: ",
        "at most 3,650",
    ),
    "unknown kind": (
        changed(r'"reaction_given"', '"reaction_gven"'),
        "measure.kinds[",
        "did you mean 'reaction_given'?",
    ),
    "unknown fact": (
        changed(r'fact = "has_photo"', 'fact = "has_foto"'),
        "measure.parts[0].fact",
        "did you mean 'has_photo'?",
    ),
    "duplicate id": (
        changed(r'^id = "recommendations_received"', 'id = "endorsements_received"'),
        ".id: ",
        "two signals are called 'endorsements_received'",
    ),
    "keys of another measure": (
        changed(r'^type = "rate"$', 'type = "regularity"\nper = "day"\nkinds = ["active_day"]'),
        "measure.trials",
        "no such key",
    ),
    "curve of another measure": (
        changed(r'^type = "regularity"\nkinds = .*\nper = .*$', 'type = "speed"\nk = 3'),
        "curve",
        "zero",
    ),
    "unknown measure": (changed(r'^type = "state"$', 'type = "statue"'), "measure", "'statue'"),
    "unknown pillar": (
        changed(r'^pillar = "professional_brand"$', 'pillar = "brand"'),
        ".pillar: ",
        "'brand'",
    ),
    "pillar missing": (
        changed(r'^\[\[pillars\]\]\nid = "professional_brand"\ntitle = .*$', ""),
        "pillars",
        "professional_brand",
    ),
    "seniority": (
        changed(r'^seniorities = \["director"', 'seniorities = ["directr"'),
        "audience.seniorities[0]",
        "did you mean 'director'?",
    ),
    "half-life": (changed(r"^half_life_days = 30", "half_life_days = 1"), "half_life_days", "10"),
    "not TOML": ("id = \n", "not valid TOML", "line 1"),
    "nothing": ("", "signals", "missing"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_key(name: str) -> None:
    text, key, what = MISTAKES[name]
    with pytest.raises(MethodologyError) as caught:
        parse(text, name="mine.toml")
    assert caught.value.what.startswith("mine.toml: ")
    assert caught.value.hint
    assert key in str(caught.value)
    assert what in str(caught.value)


def test_a_mistake_is_named_with_its_line() -> None:
    text = changed(r"^weight = 5$", "weight = 5\nwieght = 5")
    line = text.splitlines().index("wieght = 5") + 1
    with pytest.raises(MethodologyError, match=rf"line {line}\b"):
        parse(text, name="mine.toml")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MethodologyError, match=r"mine\.toml: .+ Hint: .+"):
        load(path)
