"""The points that the SQL gives are those of the curves as the methodology states them."""

from __future__ import annotations

import pyarrow as pa
import pytest
from lives import AS_OF

from openssi.engines import DuckDB
from openssi.methodology import default
from openssi.methodology.curves import LogCurve, RateCurve, SpeedCurve
from openssi.methodology.model import SignalRule
from openssi.scoring import points, rules
from openssi.scoring.frame import Frame


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
    frame = Frame(methodology=default(), as_of=AS_OF)
    rows = [
        {"member_id": "ada", "day": 0, "signal": rule.id, "value": float(value),
         "status": "measured"}
        for rule in default().signals
        for value in expected(rule)
    ]  # fmt: skip
    with DuckDB() as engine:
        engine.load("signal_values", pa.Table.from_pylist(rows))
        stage = next(s for s in points.stages(frame) if s.name == "signal_points")
        for given in (rules.stage(frame), stage):
            engine.create(given.name, given.select)
        told = engine.fetch("SELECT signal, value, points FROM signal_points").to_pylist()
    return {(row["signal"], row["value"]): row["points"] for row in told}


@pytest.mark.parametrize("rule", default().signals, ids=lambda rule: rule.id)
def test_control_points_earn_what_they_say(
    rule: SignalRule, found: dict[tuple[str, float], float]
) -> None:
    for value, wanted in expected(rule).items():
        assert found[rule.id, float(value)] == pytest.approx(wanted, abs=1e-9), value
