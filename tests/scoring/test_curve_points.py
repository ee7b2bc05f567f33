"""The points that the SQL gives are those of the curves as the methodology states them."""

from __future__ import annotations

import pytest
from runs import points_on_curves

from openssi.methodology import default
from openssi.methodology.curves import LogCurve, RateCurve, SpeedCurve
from openssi.methodology.model import SignalRule


def expected(rule: SignalRule) -> dict[float, float]:
    """Values at which a curve's points are known without computing a curve."""
    weight = rule.weight
    match rule.curve:
        case LogCurve() as curve:
            return {-1.0: 0, 0.0: 0, curve.half: weight / 2, curve.full: weight, 1e9: weight}
        case RateCurve() as curve:
            middle = (curve.floor + curve.full) / 2
            return {0.0: -curve.penalty, curve.floor / 2: -curve.penalty / 2, curve.floor: 0,
                    middle: weight / 2, curve.full: weight, 1.0: weight}  # fmt: skip
        case SpeedCurve() as curve:
            middle = (curve.zero * curve.full) ** 0.5
            return {1 / 60: weight, curve.full: weight, middle: weight / 2, curve.zero: 0, 720.0: 0}


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, float], float]:
    cases = [(rule, float(value)) for rule in default().signals for value in expected(rule)]
    points = points_on_curves(cases)
    return {(rule.id, value): each for (rule, value), each in zip(cases, points, strict=True)}


@pytest.mark.parametrize("rule", default().signals, ids=lambda rule: rule.id)
def test_control_points_earn_what_they_say(
    rule: SignalRule, found: dict[tuple[str, float], float]
) -> None:
    for value, wanted in expected(rule).items():
        assert found[rule.id, float(value)] == pytest.approx(wanted, abs=1e-9), value
