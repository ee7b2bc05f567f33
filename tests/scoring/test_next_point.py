"""What the next point takes is the curve read backwards."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import points_on_curves

from openssi.methodology import default
from openssi.methodology.curves import LogCurve, RateCurve, SpeedCurve
from openssi.methodology.model import SignalRule
from openssi.scoring.curve import next_point, points_at, value_at

RULES = default().signals
Case = tuple[SignalRule, float, float]
"""A signal, a value, and how much its points are stretched for what is not seen."""

shares = st.floats(0, 1.2)
factors = st.floats(1, 3.3)


def value_of(rule: SignalRule, share: float) -> float:
    """Some value that the signal can have: rates from 0 to 1, speeds above a minute."""
    most = 1.0 if isinstance(rule.curve, RateCurve) else 1.3 * rule.curve.full
    if isinstance(rule.curve, SpeedCurve):
        return max(1 / 60, share * 2 * rule.curve.zero)
    return min(most, share * most)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(RULES), shares, factors), min_size=20, max_size=60))
def test_at_the_next_value_one_more_point_is_earned(
    drawn: list[tuple[SignalRule, float, float]],
) -> None:
    cases: list[Case] = [(rule, value_of(rule, share), factor) for rule, share, factor in drawn]
    raw = points_on_curves([(rule, value) for rule, value, _ in cases])
    now = [points * factor for points, (_, _, factor) in zip(raw, cases, strict=True)]
    steps = [
        next_point(rule, points, rule.weight * factor)
        for points, (rule, _, factor) in zip(now, cases, strict=True)
    ]
    further = [
        (rule, step.value if step else value)
        for (rule, value, _), step in zip(cases, steps, strict=True)
    ]
    then = points_on_curves(further)
    for (rule, _, factor), before, step, after in zip(cases, now, steps, then, strict=True):
        full = rule.weight * factor
        assert after * factor == pytest.approx(min(before + 1, full), abs=1e-6), rule.id
        assert (step is None) == (full - before <= 1e-9)
        if step:
            assert step.points == pytest.approx(min(1.0, full - before))


@settings(deadline=None)
@given(st.sampled_from(RULES), st.floats(0, 1))
def test_values_move_towards_full_marks_with_the_share(rule: SignalRule, share: float) -> None:
    nearer, farther = (abs(value_at(rule, s) - rule.curve.full) for s in (share, share / 2))
    assert nearer <= farther + 1e-9


LOG = LogCurve(half=2, full=10, source="here")
RATE = RateCurve(floor=0.2, full=0.8, penalty=2, source="here")


@pytest.mark.parametrize(
    ("curve", "points", "value", "gain"),
    [
        (LOG, 1.0, 2.0, 1.0),  # from a quarter to half of four points
        (LOG, 3.5, 10.0, 0.5),  # less than one is left
        (LogCurve(half=5, full=10, source="here"), 1.0, 5.0, 1.0),  # a straight line
        (RATE, 0.0, 0.35, 1.0),
        (RATE, -2.0, 0.1, 1.0),  # still below the floor
        (RATE, -0.5, 0.2 + 0.6 / 8, 1.0),  # from below the floor to above it
    ],
)
def test_by_hand(curve: LogCurve | RateCurve, points: float, value: float, gain: float) -> None:
    signal = next(one for one in RULES if type(one.curve) is type(curve))
    step = next_point(signal.model_copy(update={"curve": curve, "weight": 4}), points, 4)
    assert step is not None
    assert (step.value, step.points) == pytest.approx((value, gain))


def test_none_where_there_is_nothing_to_earn_or_nothing_is_known() -> None:
    assert next_point(RULES[0], RULES[0].weight, RULES[0].weight) is None
    assert next_point(RULES[0], None, RULES[0].weight) is None


def test_a_faster_answer_is_what_a_speed_asks_for() -> None:
    signal = next(one for one in RULES if one.measure.type == "speed")
    step = next_point(signal, 0.0, 2.0)
    assert step is not None
    assert signal.curve.full < step.value < getattr(signal.curve, "zero", 0)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(RULES), shares), min_size=20, max_size=60))
def test_points_of_a_value_are_those_that_the_engine_gives(
    drawn: list[tuple[SignalRule, float]],
) -> None:
    cases = [(rule, value_of(rule, share)) for rule, share in drawn]
    for (rule, value), points in zip(cases, points_on_curves(cases), strict=True):
        assert points_at(rule, value) == pytest.approx(points, abs=1e-9)
