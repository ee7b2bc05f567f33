"""The published reference: a coarse band, and only where enough was seen."""

from __future__ import annotations

import pytest

from openssi.benchmarks import reference
from openssi.benchmarks.reference import COVERAGE_NEEDED, band
from openssi.methodology import default
from openssi.result import Benchmark, Pillar, Range, Status


def pillars(coverage: float, *, thin: float | None = None) -> tuple[Pillar, ...]:
    """Four pillars seen alike, but the last one where ``thin`` is given."""
    last = coverage if thin is None else thin
    return tuple(
        Pillar(
            id=pillar.id,
            title=pillar.title,
            status=Status.ESTIMATED,
            score=10,
            range=Range(low=5, high=15),
            max=25,
            coverage=seen,
            change_7d=None,
        )
        for pillar, seen in zip(default().pillars, (*[coverage] * 3, last), strict=True)
    )


def test_enough_seen_gives_a_band_that_says_it_is_rough() -> None:
    found = reference(40.0, pillars(1))
    assert found.status == "shown"
    assert found.reason == ""
    assert found.band == band(40.0)
    assert found.rank_percent is None
    assert "not LinkedIn's distribution" in found.source


@pytest.mark.parametrize(
    ("coverage", "status"),
    [(COVERAGE_NEEDED, "shown"), (COVERAGE_NEEDED - 1e-6, "not_comparable")],
)
def test_sixty_percent_of_every_pillar_are_needed(coverage: float, status: str) -> None:
    found = reference(40.0, pillars(1, thin=coverage))
    assert found.status == status
    assert (found.band is None) == (status == "not_comparable")


def test_what_cannot_be_compared_says_what_is_missing() -> None:
    found: Benchmark = reference(None, pillars(0.9, thin=0.2))
    assert found.status == "not_comparable"
    assert found.band is None
    assert default().pillars[3].title in found.reason
    assert "20%" in found.reason
    assert default().pillars[0].title not in found.reason


@pytest.mark.parametrize(
    ("total", "expected"),
    [(0.0, (80, 100)), (34.0, (35, 50)), (33.99, (50, 65)), (70.0, (0, 1)), (100.0, (0, 1))],
)
def test_bands_at_their_edges(total: float, expected: tuple[int, int]) -> None:
    assert band(total) == expected


def test_bands_never_fall_as_the_total_rises() -> None:
    bands = [band(total / 10) for total in range(1001)]
    assert bands == sorted(bands, reverse=True)
    assert all(low < high for low, high in bands)


def test_rules_of_ones_own_are_not_compared() -> None:
    own = reference(50.0, pillars(1), shipped=False)
    assert (own.status, own.band) == ("not_comparable", None)
    assert "your own" in own.reason
