"""One signal explained in the terminal, and its curve drawn there."""

from __future__ import annotations

import io

import pytest
from rich.console import Console, RenderableType
from sample_result import hostile_result, linear, logarithmic, sample_result, speed

from openssi import report
from openssi.errors import OpenSSIError
from openssi.report import numbers, words
from openssi.report.scales import Scale
from openssi.report.terminal_plot import ROWS, CurvePlot
from openssi.result import Curve, NextPoint, Signal

SIGNALS = {signal.id: signal for signal in sample_result().signals}
CURVES = [logarithmic(2, 10), logarithmic(5, 10), linear(0.2, 0.8, 2), speed(120, 2)]


def printed(shown: RenderableType, *, width: int = 80, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="\n")
    Console(file=out, width=width, no_color=True).print(shown)
    out.flush()
    return raw.getvalue().decode(encoding)


def plot(curve: Curve, value: float | None = None, share: float = 0.0) -> CurvePlot:
    scale = Scale(unit="a week", weight=4, curve=curve)
    return CurvePlot(scale=scale, most=4, color="cyan", value=value, share=share)


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_plot_has_its_rows_and_stays_within_the_terminal(curve: Curve, width: int) -> None:
    lines = printed(plot(curve, 1.0, 0.3), width=width).splitlines()
    assert len(lines) == ROWS + 1
    assert max(map(len, lines)) <= width


def test_a_plot_shows_full_marks_nothing_and_the_penalty_at_their_heights() -> None:
    lines = printed(plot(linear(0.2, 0.8, 2))).splitlines()
    assert lines[0].strip().startswith("4.0 │")
    assert lines[ROWS - 1].strip().startswith(f"{numbers.MINUS}2.0 │")
    assert sum(line.strip().startswith("0.0 │") for line in lines) == 1


def test_the_member_stands_on_the_curve_between_the_control_points() -> None:
    lines = printed(plot(logarithmic(2, 10), 5.0, 0.75)).splitlines()
    row = next(n for n, line in enumerate(lines) if "●" in line)
    controls = [(n, line.index("○")) for n, line in enumerate(lines) if "○" in line]
    (top, right), (low, left) = controls
    assert top < row < low
    assert left < lines[row].index("●") < right


def test_a_curve_rises_to_the_right_and_a_speed_falls() -> None:
    up, down = (printed(plot(c)).splitlines()[0] for c in (logarithmic(2, 10), speed(120, 2)))
    assert up.rstrip()[-1] != "│"
    assert up[7] == " "
    assert down[7] != " "


def test_a_narrow_alphabet_gets_plain_characters() -> None:
    told = printed(plot(logarithmic(2, 10), 5.0, 0.75), encoding="ascii")
    assert told.isascii()
    assert "?" not in told
    assert "@" in told
    assert told.count("o") == 2


def test_labels_that_would_collide_give_way() -> None:
    feet = printed(plot(logarithmic(1, 1000))).splitlines()[-1]
    assert feet.split() == ["1", "1,000"]
    near = printed(plot(linear(0.78, 0.8))).splitlines()[-1]
    assert near.split() == ["0.8"]


@pytest.mark.parametrize("signal", SIGNALS.values(), ids=SIGNALS)
@pytest.mark.parametrize("width", [60, 120])
def test_every_signal_explains_itself_within_the_width(signal: Signal, width: int) -> None:
    told = printed(report.explanation(sample_result(), signal), width=width)
    assert max(len(line.rstrip()) for line in told.splitlines()) <= width
    assert signal.title in told
    assert "OpenSSI 1, version 1.0.0" in " ".join(told.split())


def test_parts_are_listed_and_those_not_seen_say_so() -> None:
    told = printed(report.explanation(sample_result(), SIGNALS["profile_completeness"]))
    assert "not seen, left out" in told


def test_markup_and_control_characters_of_others_do_nothing() -> None:
    result = hostile_result()
    told = printed(report.explanation(result, result.signals[0]))
    assert "</script><b>" in told
    assert "\x1b" not in told


def test_an_unseen_signal_says_what_would_show_it() -> None:
    signal = next(s for s in SIGNALS.values() if s.value is None)
    told = printed(report.explanation(sample_result(), signal))
    assert "not seen" in told
    assert signal.shown_by in told


def test_a_signal_of_a_pillar_that_is_not_measurable_says_why_it_earns_nothing() -> None:
    result = sample_result(missing="find_right_people")
    signal = next(s for s in result.signals if s.pillar == "find_right_people" and s.value)
    said = "is not measurable from these data, which show only 20% of what counts in it"
    for told in (
        printed(report.explanation(result, signal)),
        report.explanation_markdown(result, [signal]),
    ):
        assert f"none yet: “Find the right people” {said}" in " ".join(told.split())
    assert words.not_counted(sample_result(), signal) is None
    row = next(
        line
        for line in printed(report.explanations(result)).splitlines()
        if line.strip().startswith(signal.id)
    )
    assert row.split()[-2:] == ["not", "counted"]


@pytest.mark.parametrize(
    ("unit", "value", "points", "said"),
    [
        ("a week", 6.86, 1.0, "One point more at 6.86 a week."),
        ("people", 141.2, 1.0, "One point more at 142 people."),
        ("people", 142.0, 1.0, "One point more at 142 people."),
        ("a week", 40, 0.4, "Full marks at 40 a week: 0.4 to come."),
        ("a week", 40, 0.01, "Full marks at 40 a week: under 0.1 to come."),
    ],
)
def test_the_next_point_in_words(unit: str, value: float, points: float, said: str) -> None:
    further = NextPoint(value=value, points=points)
    signal = SIGNALS["comments_made"].model_copy(update={"unit": unit, "next_point": further})
    assert words.next_point(signal) == said


def test_no_next_point_no_words() -> None:
    assert (
        words.next_point(SIGNALS["comments_made"].model_copy(update={"next_point": None})) is None
    )


def test_the_page_tells_the_next_point_in_the_signal_s_fold() -> None:
    result = sample_result()
    further = NextPoint(value=9, points=1)
    first = result.signals[0].model_copy(update={"next_point": further})
    page = report.html(result.model_copy(update={"signals": (first, *result.signals[1:])}))
    assert page.count('<p class="next">') == 1
    assert "One point more at" in page


def test_named_finds_a_signal_or_the_nearest() -> None:
    result = sample_result()
    assert report.named(result.signals, result.signals[3].id) is result.signals[3]
    with pytest.raises(OpenSSIError, match="There is no signal 'Comments_Mad'") as caught:
        report.named(result.signals, "Comments_Mad")
    assert caught.value.hint == "did you mean 'comments_made'?"
