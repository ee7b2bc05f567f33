"""Benchmarks: where a score stands among others."""

from openssi.benchmarks.reference import reference

__all__ = ["reference"]
