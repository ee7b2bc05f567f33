"""Benchmarks: where a score stands among others."""

from openssi.benchmarks.official import official, official_groups
from openssi.benchmarks.reference import reference

__all__ = ["official", "official_groups", "reference"]
