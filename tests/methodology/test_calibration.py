"""The control points, tried on the demo population: it lands where published readings are.

Tolerances are those of docs/calibration.md, which says what cannot be matched and why.
"""

import statistics
from pathlib import Path

import pytest

from bench.calibrate import (
    AS_OF,
    Standing,
    determination,
    landing,
    ranks,
    rates_digest,
    signals,
    stamp,
    standing,
    top_percent,
)
from bench.fit import candidates
from bench.sensitivity import weights
from openssi.methodology import default
from openssi.methodology.curves import LogCurve
from openssi.sources.synthetic.population import population
from openssi.sources.synthetic.population.plan import rates

DOCS = Path(__file__).parents[2] / "docs"

FROZEN = "65c2c9fdb2925535dd411c14da3ab2bc103170fc327f64ae8583ae5f3ad563c1"
"""Of the rates as they stood on 22 November 2026, before anybody was scored with them."""


@pytest.fixture(scope="module")
def found() -> Standing:
    return standing(population(as_of=AS_OF), default())


def test_the_rates_are_frozen() -> None:
    """A change here is a change of the yardstick, made in sight of scores: it needs a new date.

    Control points are fitted to these rates. Whoever moves a rate to bring a score nearer to the
    published ones measures the index with itself.
    """
    assert rates_digest() == FROZEN


@pytest.mark.parametrize("table", ["deeds", "stocks", "answers"])
def test_every_rate_names_its_figure_or_says_that_it_is_judged(table: str) -> None:
    for name, rule in rates()[table].items():
        assert "://" in rule["source"] or "ur judgement" in rule["source"], name


@pytest.mark.parametrize("page", ["calibration.md", "limits.md"])
def test_the_tables_of_the_docs_are_those_of_these_rules_and_rates(page: str) -> None:
    """Make them again: python -m bench.calibrate, and python -m bench.sensitivity."""
    assert stamp(default()) in (DOCS / page).read_text(encoding="utf-8")


def test_control_points_are_among_those_that_could_be_fitted() -> None:
    shipped = {rule.id: rule.curve for rule in default().signals}
    for name, pairs in candidates().items():
        curve = shipped[name]
        assert isinstance(curve, LogCurve)
        assert (curve.half, curve.full) in pairs, name


@pytest.mark.deep
def test_the_tables_of_calibration_are_what_the_bench_prints(found: Standing) -> None:
    page = (DOCS / "calibration.md").read_text(encoding="utf-8").splitlines()
    methodology = default()
    for line in (*landing(found, methodology), *ranks(found), *signals(found, methodology)):
        assert line in page


@pytest.mark.deep
def test_the_weights_of_the_limits_are_what_the_bench_prints(found: Standing) -> None:
    page = (DOCS / "limits.md").read_text(encoding="utf-8").splitlines()
    for line in weights(found, default()):
        assert line in page


@pytest.mark.deep
@pytest.mark.parametrize(
    ("pillar", "published", "tolerance"),
    [
        ("professional_brand", 12, 2.5),
        ("find_right_people", 5.4, 1),
        ("engage_with_insights", 4, 2),
        ("build_relationships", 15, 1),
    ],
)
def test_pillars_land_near_the_published_means(
    found: Standing, pillar: str, published: float, tolerance: float
) -> None:
    mean = statistics.mean(found.pillars[pillar].values())
    assert mean == pytest.approx(published, abs=tolerance)


@pytest.mark.deep
def test_the_total_lands_in_the_band_of_published_industry_means(found: Standing) -> None:
    totals = list(found.totals.values())
    assert 33 < statistics.mean(totals) < 36
    assert 11 < statistics.stdev(totals) < 17


@pytest.mark.deep
@pytest.mark.parametrize(("score", "rank", "tolerance"), [(52.6, 10, 2), (54.6, 5, 3), (70, 1, 1)])
def test_high_scores_rank_like_published_ones(
    found: Standing, score: float, rank: int, tolerance: float
) -> None:
    assert top_percent(found, score) == pytest.approx(rank, abs=tolerance)


@pytest.mark.deep
def test_hardly_anybody_stands_at_a_cap(found: Standing) -> None:
    for pillar, scores in found.pillars.items():
        assert sum(score >= 25 for score in scores.values()) <= 10, pillar


@pytest.mark.deep
def test_full_marks_are_rare(found: Standing) -> None:
    """But for active days: a quarter of salespeople is there on most days, and that is enough."""
    for rule in default().signals:
        points = found.points[rule.id].values()
        share = sum(one > rule.weight - 1e-9 for one in points) / len(points)
        assert share < (0.25 if rule.id == "days_active" else 0.12), rule.id


@pytest.mark.deep
def test_the_index_is_more_than_a_count_of_connections(found: Standing) -> None:
    assert determination(found) < 0.75


@pytest.mark.deep
def test_pillars_do_not_all_say_the_same(found: Standing) -> None:
    members = list(found.totals)
    names = sorted(found.pillars)
    for one in names:
        for other in names:
            if one < other:
                pair = [
                    [found.pillars[name][member] for member in members] for name in (one, other)
                ]
                assert statistics.correlation(*pair) < 0.9
