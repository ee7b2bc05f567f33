from __future__ import annotations

import datetime as dt

import pytest
from sample_result import sample_result

from openssi.report import numbers, words
from openssi.result import Range

SIGNALS = {signal.id: signal for signal in sample_result().signals}


@pytest.mark.parametrize(
    ("number", "text"),
    [(56.25, "56.2"), (-0.4, "\N{MINUS SIGN}0.4"), (-0.01, "0.0"), (None, "\N{EM DASH}")],
)
def test_points(number: float | None, text: str) -> None:
    assert numbers.points(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.42, "+0.4"), (-0.318, "\N{MINUS SIGN}0.3"), (0.04, "no change"), (None, "\N{EM DASH}")],
)
def test_change(number: float | None, text: str) -> None:
    assert numbers.change(number) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.999, "99%"), (1, "100%")]
)
def test_percent_never_claims_all_or_nothing(share: float, text: str) -> None:
    assert numbers.percent(share) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0.2, "under a minute"), (1, "1 minute"), (310, "5.2 hours"), (10080, "7 days")],
)
def test_duration(minutes: float, text: str) -> None:
    assert numbers.duration(minutes) == text


def test_day_is_the_same_everywhere() -> None:
    assert numbers.day(dt.date(2026, 3, 1)) == "1 March 2026"


def test_rate_says_what_it_rests_on() -> None:
    assert words.evidence(SIGNALS["reply_rate"]) == ("12 of 40 decided, 7 pending",)


@pytest.mark.parametrize(
    ("signal", "value", "control_points"),
    [
        ("reply_rate", "30% of conversations", "No points at 10%, all of them at 70%."),
        (
            "acceptance_rate",
            "19% of invitations",
            "No points at 20%, all of them at 60%, and points are lost below 20%.",
        ),
        ("endorsers", "38 people", "Half of the points at 15, all of them at 99."),
        ("reply_speed", "5.2 hours", "All of the points within 15 minutes, none from 7 days on."),
        ("profile_completeness", "81%", "Half of the points at 50%, all of them at 100%."),
        ("posting_regularity", "58% of weeks", "Half of the points at 45%, all of them at 90%."),
        ("leads_saved", "\N{EM DASH}", "Half of the points at 2, all of them at 20."),
    ],
)
def test_value_and_curve_in_words(signal: str, value: str, control_points: str) -> None:
    assert words.value(SIGNALS[signal]) == value
    assert words.control_points(SIGNALS[signal]) == control_points


def test_scale_is_never_scaled_up() -> None:
    assert words.scale(sample_result()) == "of 100"
    assert words.scale(sample_result(missing="build_relationships")) == "of the measurable 75"


def test_shown_score_stands_in_the_shown_range() -> None:
    assert words.span(Range(low=10.06, high=12), 10.04) == "10.0\N{EN DASH}12.0"
    assert words.span(Range(low=10, high=10.01), None) == "10.0"
