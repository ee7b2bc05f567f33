"""A result in a notebook: shown, as tables, as charts; and a clear word where the extra lacks."""

from __future__ import annotations

import builtins
import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

import openssi
from openssi import report
from openssi.errors import OpenSSIError
from openssi.notebook import Result
from openssi.report.figures import figures
from openssi.result import Result as Plain


@pytest.fixture(scope="module")
def result(archive: Path) -> Result:
    return openssi.score(archive)


def renamed(result: Result, name: str) -> Result:
    member = result.member.model_copy(update={"name": name})
    return Result.of(result.model_copy(update={"member": member}))


def test_the_numbers_are_those_of_the_plain_result(result: Result) -> None:
    text = result.model_dump_json()
    again = Plain.model_validate_json(text)
    assert again.model_dump_json() == text
    assert result == again
    assert openssi.Result.model_validate_json(text) == result
    assert result != renamed(result, "Somebody")
    assert result != text
    assert report.json_text(result) == report.json_text(again)


def test_it_shows_itself_without_loading_or_running_anything(result: Result) -> None:
    page = result._repr_html_()
    assert f"{result.total:.1f}" in page
    for pillar in result.pillars:
        assert pillar.title in page
        assert f">{figures(result).pillars[pillar.id]:.1f}<" in page
    assert not re.search(r"<script|<style|<link|<img|\son\w+=|src=|href=|url\(", page)


def test_what_others_wrote_is_escaped(result: Result) -> None:
    name = '<script>alert("x")</script>'
    page = renamed(result, name)._repr_html_()
    assert name not in page
    assert str(escape(name)) in page


def test_frames_hold_the_numbers(result: Result) -> None:
    pytest.importorskip("pandas")
    signals, pillars, days = map(result.to_frame, ("signals", "pillars", "history"))
    assert list(signals.index) == [one.id for one in result.signals]
    assert signals["points"].sum() == pytest.approx(result.total, abs=1e-4)
    assert pillars["score"].sum() == pytest.approx(result.total, abs=1e-5)
    assert len(days) == len(result.history.days)
    assert days["total"].iloc[-1] == result.total
    assert str(days.index.dtype).startswith("datetime64")


def test_charts_hold_the_numbers(result: Result) -> None:
    pytest.importorskip("altair")
    told = result.chart().to_dict()
    points = told["layer"][0]["data"]["values"]
    assert len(points) < 5000
    last = [p["points"] for p in points if p["day"] == str(result.as_of) and p["line"] == "Total"]
    assert last == [result.total]
    shown = {one["pillar"]: one["score"] for one in json_values(result.chart("pillars"))}
    assert shown == {pillar.title: pillar.score for pillar in result.pillars}


def json_values(chart: Any) -> list[dict[str, Any]]:
    layers = json.loads(chart.to_json())
    found: list[dict[str, Any]] = (layers.get("data") or layers["layer"][0]["data"])["values"]
    return found


@pytest.mark.parametrize("days", [1000, 7305])
def test_a_long_history_is_thinned(result: Result, days: int) -> None:
    pytest.importorskip("altair")
    history = result.history
    long = history.model_copy(
        update={name: stretched(getattr(history, name), days) for name in ("total", "measurable")}
        | {"days": earlier(history.days, days), "breaks": ()}
        | {"pillars": {one: stretched(v, days) for one, v in history.pillars.items()}}
    )
    told = Result.of(result.model_copy(update={"history": long})).chart().to_dict()
    assert 500 < len(told["layer"][0]["data"]["values"]) < 5000


def stretched(values: tuple[Any, ...], days: int) -> tuple[Any, ...]:
    return (values * (days // len(values) + 1))[-days:]


def earlier(days: tuple[Any, ...], number: int) -> tuple[Any, ...]:
    last = days[-1].toordinal()
    return tuple(type(days[-1]).fromordinal(last - n) for n in reversed(range(number)))


@pytest.mark.parametrize("asked", ["to_frame", "chart"])
def test_what_is_not_there_is_said(result: Result, asked: str) -> None:
    pytest.importorskip("altair")
    with pytest.raises(OpenSSIError, match=r"There is no .* 'signal'. Hint: give '"):
        getattr(result, asked)("signal")


@pytest.mark.parametrize("asked", ["to_frame", "chart"])
def test_without_the_extra_the_line_to_type_is_told(
    result: Result, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str, *_: object) -> None:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", refuse)
    with pytest.raises(OpenSSIError, match=re.escape('pip install ".[notebook]"')):
        getattr(result, asked)()


def test_there_is_no_other_name_in_the_package() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Results'"):
        builtins.getattr(openssi, "Results")  # noqa: B009 - a name that is not there
