"""The control points, tried on the demo population: it lands where published readings are.

Tolerances are those of docs/calibration.md, which says what cannot be matched and why.
"""

import hashlib
import json
import statistics
from collections.abc import Mapping
from typing import Any

import pytest

from bench.calibrate import AS_OF, Standing, determination, standing, top_percent
from openssi.methodology import default
from openssi.sources.synthetic.population import population
from openssi.sources.synthetic.population.plan import rates

FROZEN = "77d041ac09f06191d0e9a31da1b97e47c551481eaf9bf4f4f8f799ff18b19b17"


@pytest.fixture(scope="module")
def found() -> Standing:
    return standing(population(as_of=AS_OF), default())


def without_prose(rules: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: without_prose(rule) if isinstance(rule, Mapping) else rule
        for name, rule in rules.items()
        if name != "source"
    }


def test_the_rates_are_frozen() -> None:
    """A change here is a change of the yardstick: calibrate again, and say so in the docs."""
    numbers = json.dumps(without_prose(rates()), sort_keys=True).encode()
    assert hashlib.sha256(numbers).hexdigest() == FROZEN


def test_every_rate_names_its_source() -> None:
    for table in ("deeds", "stocks", "answers"):
        for name, rule in rates()[table].items():
            source = rule["source"]
            assert "://" in source or "ssumption" in source, name


@pytest.mark.deep
@pytest.mark.parametrize(
    ("pillar", "published", "tolerance"),
    [
        ("professional_brand", 12, 3),
        ("find_right_people", 5, 1),
        ("engage_with_insights", 4, 2),
        ("build_relationships", 15, 2.5),
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
    assert 30 < statistics.mean(totals) < 37
    assert 9 < statistics.stdev(totals) < 17


@pytest.mark.deep
@pytest.mark.parametrize(("score", "rank", "tolerance"), [(52.6, 10, 6), (54.6, 5, 3), (70, 1, 1)])
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
    for rule in default().signals:
        points = found.points[rule.id].values()
        assert sum(one > rule.weight - 1e-9 for one in points) / len(points) < 0.12, rule.id


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
