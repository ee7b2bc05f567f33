"""Benchmarks: where a score stands among others."""

from openssi.benchmarks.official import NEAR, official, official_groups
from openssi.benchmarks.reference import reference

__all__ = ["NEAR", "official", "official_groups", "reference"]
