"""``openssi signals`` and ``openssi methodology``: rules to read, check, start and compare."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openssi import pipeline
from openssi.methodology import default, load
from openssi.methodology.model import SignalRule
from openssi.report import signals_markdown
from openssi.scoring.moves import Moves

Openssi = Callable[..., Any]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture
def mine(tmp_path: Path, openssi: Openssi) -> Path:
    """A methodology of one's own, as ``new`` writes it."""
    file = tmp_path / "mine.toml"
    assert openssi("methodology", "new", file).code == 0
    return file


def changed(file: Path, old: str, new: str) -> Path:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def test_signals_lists_every_signal_with_its_weight_and_full_marks(openssi: Openssi) -> None:
    told = openssi("signals").out
    words = " ".join(told.split())
    for rule in default().signals:
        numbers = f"{rule.weight:g} {rule.tier} {rule.measure.type} "
        assert f"{rule.title} {rule.id} {numbers}" in words
    for pillar in default().pillars:
        assert pillar.title in told


@pytest.mark.parametrize("rule", default().signals, ids=lambda rule: rule.id)
def test_signals_explains_one(openssi: Openssi, rule: SignalRule) -> None:
    told = " ".join(openssi("signals", rule.id).out.split())
    for text in (rule.description, rule.advice, rule.good, rule.poor, rule.shown_by):
        assert text in told
    assert rule.curve.source in told
    for kind in (kind for group in rule.measure.groups for kind in group if kind != "connection"):
        assert kind in told


def test_signals_as_json_are_the_rules(openssi: Openssi) -> None:
    told = json.loads(openssi("signals", "--format", "json").out)
    assert told["methodology"]["version"] == default().version
    assert [signal["id"] for signal in told["signals"]] == [s.id for s in default().signals]
    one = json.loads(openssi("signals", "reply_speed", "--format", "json").out)["signals"]
    assert one == [s for s in told["signals"] if s["id"] == "reply_speed"]
    assert one[0]["half_life_days"] == 30
    assert one[0]["curve"]["zero"] > one[0]["curve"]["full"]


def test_signals_as_markdown_are_the_documentation(openssi: Openssi) -> None:
    assert openssi("signals", "--format", "markdown").out == signals_markdown(default())
    one = openssi("signals", "groups", "--format", "markdown").out
    assert one.startswith("### groups\n")
    assert one.strip() in signals_markdown(default())


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("coment_made", "did you mean 'comments_made'?"),
        ("serches", "did you mean 'people_searches'?"),
        ("xyz", "`openssi signals` lists them all"),
    ],
)
def test_an_unknown_signal_is_an_error_with_a_hint(openssi: Openssi, asked: str, hint: str) -> None:
    ran = openssi("signals", asked)
    assert ran.code == 1
    assert f"There is no signal '{asked}'." in ran.err
    assert f"Hint: {hint}" in ran.err


def test_signals_of_a_methodology_of_one_s_own(openssi: Openssi, mine: Path) -> None:
    changed(mine, "half_life_days = 30", "half_life_days = 60")
    told = json.loads(openssi("signals", "--methodology", mine, "--format", "json").out)
    assert told["methodology"]["id"] == "mine"
    assert {signal["half_life_days"] for signal in told["signals"]} == {60}


def test_check_says_ok_with_version_and_counts(openssi: Openssi, mine: Path) -> None:
    ran = openssi("methodology", "check", mine)
    rules = default()
    assert ran.code == 0
    assert ran.out.startswith(f"mine.toml: OK. mine, after OpenSSI 1 (mine), version 1.0.0: "
                              f"{len(rules.signals)} signals in 4 pillars")  # fmt: skip


def test_check_lists_every_mistake(openssi: Openssi, mine: Path) -> None:
    changed(mine, "half_life_days = 30", "half_life_days = 3")
    changed(mine, "\npenalty = ", "\npenalti = ")
    ran = openssi("methodology", "check", mine)
    assert (ran.code, ran.out) == (1, "")
    assert "mine.toml: 3 mistakes." in ran.err
    assert "half_life_days: it must be at least 10. Hint: it is 3 now." in ran.err
    assert "curve.penalti: there is no such key. Hint: did you mean" in ran.err
    assert "\n  line " in ran.err


def test_every_verb_that_takes_a_methodology_refuses_a_mistaken_one(
    openssi: Openssi, mine: Path, archive: Path
) -> None:
    changed(mine, "half_life_days = 30", "half_life_days = 3")
    for verb in ("score", "report", "explain"):
        ran = openssi(verb, archive, "--methodology", mine)
        assert (ran.code, ran.out) == (1, "")
        assert "half_life_days: it must be at least 10" in ran.err
    assert openssi("signals", "--methodology", mine).code == 1


def test_show_tells_the_numbers_and_the_signals(openssi: Openssi, mine: Path) -> None:
    told = openssi("methodology", "show").out
    assert "OpenSSI 1 (openssi)" in told
    assert "Directors and above" in told
    assert "30 days" in told
    assert "reopened after 90" in told
    assert all(rule.id in told for rule in default().signals)
    assert "(mine)" in openssi("methodology", "show", mine).out


def test_new_differs_from_the_shipped_one_in_nothing_but_its_name(mine: Path) -> None:
    own = load(mine)
    name = {"id": default().id, "title": default().title}
    assert (own.id, own.title) == ("mine", "mine, after OpenSSI 1")
    assert own.model_copy(update=name) == default()


@pytest.mark.parametrize(
    ("name", "own_id"), [("Field Sales.toml", "field_sales"), ("2027.toml", "my_2027"),
                         ("openssi.toml", "my_openssi"), ("Größe.toml", "gr_e"),
                         ('x "y" \\.toml', "x_y")],
)  # fmt: skip
def test_new_makes_a_valid_id_of_any_name(
    openssi: Openssi, tmp_path: Path, name: str, own_id: str
) -> None:
    file = tmp_path / name
    assert openssi("methodology", "new", file).code == 0
    assert load(file).id == own_id


def test_new_overwrites_nothing(openssi: Openssi, mine: Path) -> None:
    before = mine.read_bytes()
    ran = openssi("methodology", "new", mine)
    assert ran.code == 1
    assert "it exists already" in ran.err
    assert mine.read_bytes() == before


def test_diff_tells_what_changed_and_what_that_moves(openssi: Openssi, mine: Path) -> None:
    changed(mine, "coverage_floor = 0.30", "coverage_floor = 0.40")
    changed(mine, "half_life_days = 30", "half_life_days = 60")
    told = openssi("methodology", "diff", mine, "--members", "200").out
    rows = [" ".join(line.split()) for line in told.splitlines()]
    assert "coverage_floor 0.3 0.4" in rows
    assert "half_life_days 30 60" in rows
    assert "Scored under both: a fictional network of 200 members." in rows
    assert any(row.startswith("under 0.5 ") for row in rows)
    for pillar in default().pillars:
        assert any(re.match(rf"{pillar.title} \d+\.\d \d+\.\d ", row) for row in rows)
    assert any(row.startswith("Total ") for row in rows)
    assert "Signals that move them Mean size Mean change" in rows
    moved = [re.fullmatch(r"(.+) (\d\.\d\d) [+\u2212]?\d\.\d\d", row) for row in rows]
    sizes = [float(found[2]) for found in moved if found]
    assert len(sizes) == 10
    assert sizes == sorted(sizes, reverse=True)
    assert any(re.match(r"and \d+ more, each by less", row) for row in rows)


@pytest.fixture
def nobody_is_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take out what takes long, where only the keys are looked at."""
    nothing = Moves(members=0, shares=(0.0,) * 5, total=None, pillars={}, signals=())
    monkeypatch.setattr(pipeline, "moves", lambda **_: nothing)


@pytest.mark.usefixtures("nobody_is_scored")
def test_diff_of_two_files_goes_from_the_second_to_the_first(
    openssi: Openssi, mine: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.toml"
    openssi("methodology", "new", other)
    changed(other, "half_life_days = 30", "half_life_days = 40")
    told = " ".join(openssi("methodology", "diff", mine, other).out.split())
    assert "From other, after OpenSSI 1 (other), version 1.0.0 to mine, after" in told
    assert "half_life_days 40 30" in told


@pytest.mark.usefixtures("nobody_is_scored")
def test_diff_of_the_same_finds_nothing(openssi: Openssi, mine: Path) -> None:
    assert "No key differs." in openssi("methodology", "diff", mine, mine).out


def test_a_network_too_small_is_wrong_usage(openssi: Openssi, mine: Path) -> None:
    assert openssi("methodology", "diff", mine, "--members", "5").code == 2
