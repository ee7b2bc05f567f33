"""The parts of a reading, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from openssi.sources.account import OfficialGroup, OfficialReading

PILLARS: Final = ("brand", "people", "insights", "relationships")
"""The four pillars, in the order of the page."""

GROUPS: Final = ("industry", "network")
"""The two groups that the page compares the member with."""

Parts = Mapping[str, float | str]
"""What is known of a reading: part to value. Parts are ``total``, the `PILLARS`, and for each of
the `GROUPS` its ``_top``, ``_average``, ``_change`` and ``_name``; what is not known is absent."""

WORDS: Final[Mapping[str, str]] = {
    "total": "the total (NN out of 100)",
    "brand": "the points of Establish your professional brand",
    "people": "the points of Find the right people",
    "insights": "the points of Engage with insights",
    "relationships": "the points of Build relationships",
    "industry_top": "the rank in the industry (Top N%)",
    "industry_average": "the average of the industry",
    "industry_change": "the industry rank's change since last week",
    "network_top": "the rank in the network (Top N%)",
    "network_average": "the average of the network",
    "network_change": "the network rank's change since last week",
}
"""How each number of the page is called in a sentence."""


def not_found(reading: OfficialReading) -> tuple[str, ...]:
    """Return in words which numbers of the page a reading lacks, in the order of the page."""
    known = {"total", *reading.pillars, *_known("industry", reading.industry)}
    known |= set(_known("network", reading.network))
    return tuple(words for part, words in WORDS.items() if part not in known)


def _known(group: str, told: OfficialGroup | None) -> Iterator[str]:
    if told is None:
        return
    given = {"top": told.top, "average": told.average, "change": told.rank_change}
    yield from (f"{group}_{part}" for part, value in given.items() if value is not None)
