from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_result import linear, logarithmic, sample_result, speed

from openssi.report.figures import figures
from openssi.report.history_data import history_data, shown_columns
from openssi.report.packed import ALPHABET, ANEW, NEAR, PAIRS, REACH, SIDE, UNKNOWN, packed
from openssi.report.pictures.calendar import MOST_MARKS, marks
from openssi.report.pictures.curve import curve_picture, share_of
from openssi.report.pictures.history import history_picture, total_cuts
from openssi.report.pictures.history_table import history_rows
from openssi.report.pictures.line import path, stretches, thinned
from openssi.report.pictures.ring import ring
from openssi.report.pictures.sparkline import spark_text, sparkline
from openssi.report.pictures.strip import strip
from openssi.report.pictures.waterfall import waterfall
from openssi.result import Result

RESULT = sample_result()
TEN_YEARS = sample_result(days=3653)


def points_of(path_text: str) -> int:
    steps = re.findall(r"l([-\d ]+)", path_text)
    return sum(len(step.split()) // 2 for step in steps) + path_text.count("M")


def test_runs_end_at_unknown_days_and_at_cuts() -> None:
    runs = list(stretches([1, 2, None, 3, 4, 5], {4}))
    assert runs == [range(2), range(3, 4), range(4, 6)]


def test_a_single_day_is_a_dot() -> None:
    assert path([(3, 4)]) == "M3 4h0"
    assert path([(0, 5), (10, 2)]) == "M0 5l10 -3"


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=300))
def test_thinning_keeps_ends_and_extremes(heights: list[int]) -> None:
    points = [(2000 * n // len(heights), y) for n, y in enumerate(heights)]
    kept = thinned(points, 20)
    assert kept[0] == points[0]
    assert kept[-1] == points[-1]
    assert len(kept) <= 42
    assert {min(heights), max(heights)} <= {y for _, y in kept}


def test_ten_years_of_days_are_drawn_with_few_points() -> None:
    picture = history_picture(TEN_YEARS.history, TEN_YEARS.pillars)
    assert picture is not None
    assert sum(points_of(panel.line) for panel in (picture.total, *picture.pillars)) <= 1250


def test_the_line_does_not_connect_over_a_break() -> None:
    picture = history_picture(RESULT.history, RESULT.pillars)
    assert picture is not None
    assert picture.total.line.count("M") == 3
    assert [mark.breaks[0].reason for mark in picture.breaks] == [
        gap.reason for gap in RESULT.history.breaks
    ]


def test_the_total_does_not_connect_where_another_sum_is_measurable() -> None:
    history = RESULT.history.model_copy(update={"breaks": ()})
    assert total_cuts(history) == {len(history.days) // 5}


def test_one_day_is_no_history() -> None:
    result = sample_result(days=1)
    assert history_picture(result.history, result.pillars) is None


@given(st.dates(dt.date(2003, 1, 1), dt.date(2026, 1, 1)), st.integers(1, 9000))
def test_marks_are_few_and_within_the_span(first: dt.date, days: int) -> None:
    last = first + dt.timedelta(days=days)
    found = marks(first, last)
    assert len(found) <= MOST_MARKS + 1
    assert all(first <= mark.day <= last for mark in found)


def test_marks_are_years_months_or_days() -> None:
    day = dt.date(2026, 11, 20)

    def labels(days: int) -> list[str]:
        return [mark.label for mark in marks(day - dt.timedelta(days=days), day)]

    assert labels(2900)[:2] == ["2019", "2020"]
    assert labels(365) == ["Jan 2026", "Mar", "May", "Jul", "Sep", "Nov"]
    assert labels(91) == ["Sep", "Oct", "Nov"]
    assert labels(6)[0] == "14 Nov"


def test_columns_of_the_script_sum_as_shown() -> None:
    total, *parts = shown_columns(RESULT.history, [pillar.id for pillar in RESULT.pillars])
    for index, value in enumerate(total):
        known = [number for part in parts if (number := part[index]) is not None]
        assert round(sum(known), 6) == value


def unpacked(text: str) -> list[float | None]:
    """What the page's script does."""
    values: list[float | None] = []
    tenths, characters = 0, iter(text)
    for character in characters:
        if character == UNKNOWN:
            values.append(None)
            continue
        if character == ANEW:
            high, low = ALPHABET.index(next(characters)), ALPHABET.index(next(characters))
            steps = [high * len(ALPHABET) + low - tenths]
        else:
            steps = steps_of(ALPHABET.index(character))
        for step in steps:
            tenths += step
            values.append(tenths / 10)
    return values


def steps_of(digit: int) -> list[int]:
    if digit < PAIRS:
        return [digit // SIDE - NEAR, digit % SIDE - NEAR]
    return [digit - PAIRS - REACH]


@given(st.lists(st.none() | st.integers(0, 1000).map(lambda tenths: tenths / 10)))
def test_packed_values_come_back(values: list[float | None]) -> None:
    text = packed(values)
    assert unpacked(text) == values
    assert text.isascii()
    assert not set(text) & set("<>&'\"\\")


def test_ten_years_of_packed_days_are_small() -> None:
    columns = shown_columns(TEN_YEARS.history, [pillar.id for pillar in TEN_YEARS.pillars])
    assert sum(len(packed(column)) for column in columns) < 14_000


def test_events_are_lettered_and_told() -> None:
    picture = history_picture(RESULT.history, RESULT.pillars)
    assert picture is not None
    assert [(mark.letter, round(mark.at)) for mark in picture.events] == [("A", 50)]
    marks = history_data(RESULT.history, RESULT.pillars, picture)["marks"]
    assert [mark["name"] for mark in marks] == ["1", "2", "A"]
    assert marks[-1]["text"].endswith("New position: Head of Partnerships, Halvorsen & Adeyemi")


def test_a_strip_is_as_wide_as_what_could_be_earned() -> None:
    signals = [s for s in RESULT.signals if s.pillar == "build_relationships"]
    cells = strip(signals)
    assert len(cells) == sum(s.points is not None for s in signals)
    assert cells[-1].left + cells[-1].width == pytest.approx(100 - 0.4, abs=0.01)
    assert all(0 <= cell.filled <= cell.width for cell in cells)


def test_the_waterfall_has_few_and_even_ticks() -> None:
    picture = waterfall(RESULT, figures(RESULT))
    places = [at for at, _ in picture.ticks]
    assert picture.ticks[0] == (0.0, "0")
    assert 3 <= len(places) <= 6
    assert {round(b - a, 1) for a, b in pairwise(places)} == {round(places[1], 1)}
    assert places[-1] > 75


def test_uneven_days_are_told_one_by_one() -> None:
    history = RESULT.history
    keep = (0, 5, 7)
    few = history.model_copy(
        update={
            "days": tuple(history.days[n] for n in keep),
            "total": tuple(history.total[n] for n in keep),
            "measurable": tuple(history.measurable[n] for n in keep),
            "pillars": {k: tuple(v[n] for n in keep) for k, v in history.pillars.items()},
            "breaks": (),
        }
    )
    picture = history_picture(few, RESULT.pillars)
    assert picture is not None
    assert history_data(few, RESULT.pillars, picture)["offsets"] == [0, 5, 7]


def test_table_behind_the_history_begins_with_today() -> None:
    rows = history_rows(RESULT.history)
    assert rows[0].day == RESULT.as_of
    assert rows[0].total == RESULT.total
    assert len(rows) < 30


@pytest.mark.parametrize("result", [RESULT, sample_result(missing="engage_with_insights")])
def test_ring_is_as_long_as_the_score(result: Result) -> None:
    arcs = ring(result)
    ends = arcs.pillars[-1].start + arcs.pillars[-1].length
    assert ends == pytest.approx(result.total, abs=0.5)
    assert arcs.track.length == result.measurable


def test_waterfall_goes_from_nothing_to_the_score() -> None:
    picture = waterfall(RESULT, figures(RESULT))
    assert RESULT.total is not None
    assert picture.stages[0].start == 0
    assert picture.stages[-1].end == pytest.approx(100 * RESULT.total / picture.top, abs=1e-3)
    steps = [fall for stage in picture.stages for fall in stage.falls]
    assert sum(step.points for step in steps) == pytest.approx(RESULT.total, abs=1e-9)
    lost = next(step for step in steps if step.points < 0)
    assert lost.end == lost.left


@pytest.mark.parametrize(
    ("curve", "nothing", "half", "full"),
    [
        (logarithmic(15, 99), 0, 15, 99),
        (logarithmic(4, 8), 0, 4, 8),
        (linear(0.1, 0.7), 0.1, 0.4, 0.7),
        (speed(10_000, 1), 10_000, 100, 1),
    ],
)
def test_curves_pass_through_their_control_points(
    curve: object, nothing: float, half: float, full: float
) -> None:
    share = share_of(curve)  # type: ignore[arg-type] -- parametrized as object
    assert share(nothing) == pytest.approx(0)
    assert share(half) == pytest.approx(0.5)
    assert share(full) == pytest.approx(1)


def test_member_stands_where_the_result_says() -> None:
    signal = next(s for s in RESULT.signals if s.id == "acceptance_rate")
    member = curve_picture(signal).member
    assert member is not None
    assert signal.points is not None
    assert member.share == signal.points / signal.max_points
    assert member.y > curve_picture(signal).zero


def test_what_is_not_seen_has_a_curve_without_a_place() -> None:
    signal = next(s for s in RESULT.signals if s.value is None)
    assert curve_picture(signal).member is None


def test_sparkline_of_an_unmeasured_pillar_is_empty() -> None:
    result = sample_result(missing="build_relationships", days=400)
    assert sparkline(result.history, "build_relationships", 25) == ""
    assert sparkline(result.history, "professional_brand", 25).startswith("M0 ")


def test_sparkline_in_text_spans_low_to_high() -> None:
    assert spark_text([0, None, 5, 10], 10) == "▁ ▅█"
    assert len(spark_text(list(range(1000)), 52)) == 52
    assert spark_text([None, None], 5) == ""
