"""Curves: half earns half, full earns all, and no step brings more than the one before."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from openssi.methodology.curves import LogCurve, RateCurve, SpeedCurve

halves = st.floats(0.01, 900)
curves = st.builds(
    lambda half, more: LogCurve(half=half, full=half * (2 + more), source="a test"),
    halves,
    st.floats(0.001, 1000),
)


def earned(curve: LogCurve, value: float) -> float:
    """The share of the points, as the design writes it."""
    if curve.a is None:
        return min(1.0, value / curve.full)
    return min(1.0, math.log1p(value / curve.a) / math.log1p(curve.full / curve.a))


@given(curves)
def test_half_earns_half_and_full_earns_all(curve: LogCurve) -> None:
    assert earned(curve, 0) == 0
    assert earned(curve, curve.half) == pytest.approx(0.5, abs=1e-9)
    assert earned(curve, curve.full) == pytest.approx(1)
    assert earned(curve, curve.full * 10) == 1


@given(curves, st.integers(1, 20))
def test_each_step_brings_less_than_the_one_before(curve: LogCurve, step: int) -> None:
    size = curve.full / 25
    before, here, after = (earned(curve, (step + n) * size) for n in (-1, 0, 1))
    assert after - here <= here - before + 1e-9


@given(halves)
def test_full_at_twice_half_is_a_straight_line(half: float) -> None:
    curve = LogCurve(half=half, full=2 * half, source="a test")
    assert curve.a is None
    assert earned(curve, half) == pytest.approx(0.5)


@given(halves, st.floats(1.0, 1.99))
def test_a_curve_that_would_bend_upwards_is_refused(half: float, factor: float) -> None:
    with pytest.raises(ValidationError, match="must be at least twice half"):
        LogCurve(half=half, full=half * factor, source="a test")


@pytest.mark.parametrize("number", [0, -1, math.inf, math.nan])
def test_control_points_are_finite_and_above_zero(number: float) -> None:
    with pytest.raises(ValidationError):
        LogCurve(half=number, full=10, source="a test")
    with pytest.raises(ValidationError):
        LogCurve(half=1, full=number, source="a test")
    with pytest.raises(ValidationError):
        SpeedCurve(zero=number, full=1, source="a test")


def test_rates_rise_and_speeds_fall() -> None:
    with pytest.raises(ValidationError, match="must be above floor"):
        RateCurve(floor=0.5, full=0.5, penalty=0, source="a test")
    with pytest.raises(ValidationError, match="must be below zero"):
        SpeedCurve(zero=6, full=6, source="a test")


@pytest.mark.parametrize("source", ["", None])
def test_a_curve_without_a_source_is_refused(source: str | None) -> None:
    with pytest.raises(ValidationError):
        LogCurve.model_validate({"half": 1, "full": 2, "source": source})
