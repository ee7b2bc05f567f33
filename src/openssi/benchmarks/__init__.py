"""Benchmarks: where a score stands among others."""

from openssi.benchmarks.official import NEAR, official, official_groups
from openssi.benchmarks.reference import reference
from openssi.benchmarks.standing import SMALLEST, SMALLEST_TEAM

__all__ = [
    "NEAR",
    "SMALLEST",
    "SMALLEST_TEAM",
    "official",
    "official_groups",
    "reference",
]
