"""``openssi explain``, and ``--methodology`` and ``--audience`` wherever an archive is scored."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import openssi as package
from openssi import pipeline, report
from openssi.methodology import Methodology
from openssi.methodology.load import shipped_text
from openssi.result import Result, Signal
from openssi.sources.account import Imported

Openssi = Callable[..., Any]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


SCORED: dict[Any, Result] = {}


@pytest.fixture(autouse=True)
def scored_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """All tests read one archive: the same day by the same rules is scored once."""
    whole = pipeline.score

    def score(
        imported: Imported, *, methodology: Methodology, as_of: Any = None, **_: Any
    ) -> Result:
        asked = (as_of, methodology)
        if asked not in SCORED:
            SCORED[asked] = whole(imported, as_of=as_of, methodology=methodology)
        return SCORED[asked]

    monkeypatch.setattr(pipeline, "score", score)


@pytest.fixture
def result(archive: Path) -> Result:
    return package.score(archive)


def signal(result: Result, signal_id: str) -> Signal:
    return next(one for one in result.signals if one.id == signal_id)


def test_one_signal_in_full(openssi: Openssi, archive: Path, result: Result) -> None:
    told = openssi("explain", archive, "comments_made")
    one = signal(result, "comments_made")
    words = " ".join(told.out.split())
    assert told.code == 0
    assert one.title in words
    assert one.description in words
    assert one.advice in words
    assert one.curve.source in words
    assert f"{one.points:.1f} of {one.max_points:.1f}" in words
    assert "a week" in words
    assert "One point more at" in words
    assert "●" in told.out
    assert "○" in told.out


def test_all_signals_with_the_price_of_the_next_point(
    openssi: Openssi,
    archive: Path,
    result: Result,
) -> None:
    told = openssi("explain", archive).out
    for one in result.signals:
        assert one.id in told
    assert "Next point at" in told


def test_json_is_that_of_the_result(openssi: Openssi, archive: Path, result: Result) -> None:
    whole = json.loads(openssi("explain", archive, "--format", "json").out)
    assert whole["signals"] == result.model_dump(mode="json")["signals"]
    assert whole["as_of"] == result.as_of.isoformat()
    assert whole["methodology"] == result.methodology.model_dump(mode="json")
    one = json.loads(openssi("explain", archive, "connections", "--format", "json").out)
    assert one["signals"] == [s for s in whole["signals"] if s["id"] == "connections"]


def test_an_unknown_signal_is_an_error_with_a_hint(openssi: Openssi, archive: Path) -> None:
    ran = openssi("explain", archive, "conections")
    assert ran.code == 1
    assert "There is no signal 'conections'." in ran.err
    assert "Hint: did you mean 'connections'?" in ran.err


def test_a_missing_archive_is_not_taken_for_a_signal(openssi: Openssi, tmp_path: Path) -> None:
    ran = openssi("explain", tmp_path / "none.zip")
    assert ran.code == 1
    assert "none.zip" in ran.err


def test_an_earlier_day(openssi: Openssi, archive: Path) -> None:
    told = openssi("explain", archive, "connections", "--as-of", "2026-06-30", "--format", "json")
    assert json.loads(told.out)["as_of"] == "2026-06-30"


def test_every_signal_explains_itself_in_python(result: Result) -> None:
    for one in result.signals:
        shown = package.explain(result, one.id)._repr_mimebundle_(include=(), exclude=())
        assert one.title in shown["text/plain"]
        assert "text/html" in shown
    assert "Next point at" in package.explain(result)._repr_mimebundle_((), ())["text/plain"]


def test_the_next_point_is_one_more_on_the_member_s_own_scale(result: Result) -> None:
    for one in result.signals:
        known = one.points is not None and one.max_points - one.points > 1e-9
        assert (one.next_point is not None) == known, one.id
        if known:
            left = one.max_points - one.points
            assert math.isclose(one.next_point.points, min(1.0, left))


@pytest.fixture
def buyers(tmp_path: Path) -> Path:
    file = tmp_path / "buyers.toml"
    file.write_text('label = "Buyers"\ntitles = ["a title nobody has"]\n', encoding="utf-8")
    return file


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    file = tmp_path / "mine.toml"
    own = shipped_text().replace('id = "openssi"', 'id = "mine"')
    file.write_text(own.replace("\ncoverage_floor = 0.30", "\ncoverage_floor = 0.99"), "utf-8")
    return file


@pytest.mark.parametrize("verb", ["score", "explain"])
def test_an_audience_shows_in_the_result_and_moves_it(
    openssi: Openssi, archive: Path, buyers: Path, verb: str
) -> None:
    told = json.loads(openssi(verb, archive, "--audience", buyers, "--format", "json").out)
    usual = json.loads(openssi(verb, archive, "--format", "json").out)
    assert told["methodology"]["audience"] == "Buyers"
    assert usual["methodology"]["audience"] == "Directors and above"
    reached = [
        next(one["value"] for one in result["signals"] if one["id"] == "decision_makers")
        for result in (told, usual)
    ]
    assert reached[0] == 0 < reached[1]


@pytest.mark.parametrize("verb", ["score", "explain"])
def test_a_methodology_scores(openssi: Openssi, archive: Path, mine: Path, verb: str) -> None:
    told = json.loads(openssi(verb, archive, "--methodology", mine, "--format", "json").out)
    assert told["methodology"]["id"] == "mine"


def test_a_pillar_below_the_floor_of_one_s_own_is_not_measurable(
    openssi: Openssi, archive: Path, mine: Path
) -> None:
    told = json.loads(openssi("score", archive, "--methodology", mine, "--format", "json").out)
    assert told["measurable"] < 100


def test_the_report_takes_both(
    openssi: Openssi, archive: Path, mine: Path, buyers: Path, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    ran = openssi("report", archive, "-o", page, "--methodology", mine, "--audience", buyers)
    assert ran.code == 0
    assert "Buyers" in page.read_text("utf-8")


def test_python_takes_both(archive: Path, mine: Path, buyers: Path) -> None:
    result = package.score(archive, methodology=mine, audience=str(buyers))
    assert (result.methodology.id, result.methodology.audience) == ("mine", "Buyers")


def test_the_report_says_what_the_next_point_takes(archive: Path) -> None:
    page = report.html(package.score(archive))
    assert "One point more at" in page
