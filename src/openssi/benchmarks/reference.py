"""A coarse place against published numbers, for a person without peers in the data.

LinkedIn publishes no distribution of its index. Readings that members published put industry means
at 31 to 36 and fit a normal law with a spread of about 14: good for a rough band, not for a rank.
"""

import math
from typing import Final

from openssi.result import Benchmark, Pillar, PillarId

AVERAGE: Final = 34.0
"""Average total of published industry averages (31 to 36)."""

SPREAD: Final = 14.0
"""Standard deviation that published triples of score, average and rank imply (12 to 17)."""

PILLAR_AVERAGES: Final[dict[PillarId, float]] = {
    "professional_brand": 11.8,
    "find_right_people": 5.4,
    "engage_with_insights": 2.1,
    "build_relationships": 15.2,
}
"""Average pillars of one industry, as one member published them in May 2026."""

COVERAGE_NEEDED: Final = 0.6
"""Share of each pillar that must be seen before a total is compared with LinkedIn's readings."""

_BANDS: Final = (0, 1, 5, 10, 20, 35, 50, 65, 80, 100)
_SOURCE: Final = (
    "A rough fit to the few readings of LinkedIn's own index that members published "
    "(average 34, spread 14); not LinkedIn's distribution."
)

_OWN_RULES: Final = (
    "Published readings are set beside the shipped methodology and audience only; this total was "
    "made by rules of your own."
)


def reference(
    total: float | None, pillars: tuple[Pillar, ...], *, shipped: bool = True
) -> Benchmark:
    """Place a total in a coarse band of the published reference distribution.

    Args:
        total: The total out of 100; None where nothing is measurable.
        pillars: The pillars, whose coverage decides whether the total may be compared.
        shipped: False where a methodology or an audience of the user's own made the total.
    """
    thin = [pillar for pillar in pillars if pillar.coverage < COVERAGE_NEEDED]
    comparable = total is not None and not thin and shipped
    return Benchmark(
        group="reference",
        title="Published readings",
        status="shown" if comparable else "not_comparable",
        reason="" if comparable else _reason(thin) if shipped else _OWN_RULES,
        average=AVERAGE,
        pillar_averages=PILLAR_AVERAGES,
        size=None,
        rank_percent=None,
        band=band(total) if comparable and total is not None else None,
        source=_SOURCE,
    )


def band(total: float) -> tuple[int, int]:
    """Return the coarse band "top a-b percent" in which a total lies.

    >>> band(34)
    (35, 50)
    >>> band(70)
    (0, 1)
    """
    ahead = 50 * math.erfc((total - AVERAGE) / (SPREAD * math.sqrt(2)))
    upper = next(i for i, edge in enumerate(_BANDS) if i and ahead <= edge)
    return _BANDS[upper - 1], _BANDS[upper]


def _reason(thin: list[Pillar]) -> str:
    seen = ", ".join(f"{pillar.title} {pillar.coverage:.0%}" for pillar in thin)
    return (
        f"A comparison needs {COVERAGE_NEEDED:.0%} of each pillar to be seen; so far: {seen}. "
        "Sources beside the data archive would show the rest."
    )
