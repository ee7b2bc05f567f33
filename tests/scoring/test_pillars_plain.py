"""Points, pillars and totals against plain Python, from the values that a scoring found."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from lives import AS_OF, tables
from plain_points import plain_pillars, plain_points
from random_lives import MEMBERS, random_life
from runs import Run, scored

from openssi.methodology import Methodology, default
from openssi.methodology.curves import RateCurve
from openssi.methodology.model import SignalRule

DAYS = [AS_OF - dt.timedelta(days=back) for back in (45, 0)]
MILLIONTH = 1e-6


def stricter(rule: SignalRule) -> SignalRule:
    """A rate that costs far more than it can earn, and is asked for more."""
    if not isinstance(rule.curve, RateCurve):
        return rule
    harder = rule.curve.model_copy(update={"floor": 0.6, "full": 0.9, "penalty": 40.0})
    return rule.model_copy(update={"curve": harder})


SEVERE = default().model_copy(
    update={
        "id": "severe",
        "coverage_floor": 0.6,
        "signals": tuple(map(stricter, default().signals)),
    }
)


@pytest.fixture(scope="module", params=[default(), SEVERE], ids=lambda rules: rules.id)
def ran(request: Any) -> tuple[Methodology, list[Run]]:
    rules = request.param
    seeds = range(20, 23)
    return rules, [
        scored(tables(random_life(seed)), days=DAYS, methodology=rules) for seed in seeds
    ]


def people(run: Run) -> list[tuple[str, dt.date]]:
    return [(name, day) for name in MEMBERS for day in DAYS if (name, day) in run.totals]


def test_points_are_those_of_the_curve(ran: tuple[Methodology, list[Run]]) -> None:
    rules, runs = ran
    by_id, negative = {rule.id: rule for rule in rules.signals}, 0
    for run in runs:
        for (_, signal, _), row in run.signals.items():
            expected = plain_points(by_id[signal], row["value"], row["status"])
            assert row["points"] == (expected if expected is None else pytest.approx(expected))
            negative += expected is not None and expected < 0
    assert negative or rules is not SEVERE


def test_pillars_and_totals_follow_from_them(ran: tuple[Methodology, list[Run]]) -> None:
    rules, runs = ran
    for run in runs:
        for name, day in people(run):
            rows = {rule.id: run.signals[name, rule.id, day] for rule in rules.signals}
            expected = plain_pillars(rules, rows)
            found = {
                p: r for (who, p, when), r in run.pillars.items() if (who, when) == (name, day)
            }
            assert set(found) == set(expected)
            for pillar, wanted in expected.items():
                for part, value in wanted._asdict().items():
                    got = found[pillar][part]
                    assert got == (value if value is None else pytest.approx(value, abs=MILLIONTH))
            scores = [pillar.score for pillar in expected.values() if pillar.score is not None]
            total = run.totals[name, day]
            assert total == (pytest.approx(sum(scores), abs=4 * MILLIONTH) if scores else None)


def test_the_lives_reach_the_edges(ran: tuple[Methodology, list[Run]]) -> None:
    """Floors bind, pillars are not measurable, and some are."""
    rules, runs = ran
    scores = [row["score"] for run in runs for row in run.pillars.values()]
    assert None in scores or rules is not SEVERE
    assert 0 in scores or rules is not SEVERE
    assert any(score is not None and 0 < score < 25 for score in scores)
