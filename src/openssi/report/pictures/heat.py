"""Shades for counts: each a quarter of all that have something, so that one peak hides nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

SHADES = 4


@dataclass(frozen=True, kw_only=True)
class Heat:
    """Which shade a count has."""

    bounds: tuple[int, ...]
    """The largest count of each shade, lightest first."""

    @classmethod
    def of(cls, counts: Iterable[int]) -> Heat:
        """Divide the counts above zero into quarters; equal counts share a shade."""
        some = sorted(count for count in counts if count)
        ends = [some[len(some) * n // SHADES - 1] for n in range(1, SHADES + 1)] if some else []
        return cls(bounds=tuple(sorted(set(ends))))

    def shade(self, count: int) -> int:
        """0 for nothing, then 1 to 4; the deepest is the largest."""
        if not count:
            return 0
        return bisect_left(self.bounds, count) + 1 + SHADES - len(self.bounds)

    def legend(self) -> tuple[tuple[int, str], ...]:
        """Each shade that occurs with the counts that have it."""
        lows = [1, *(bound + 1 for bound in self.bounds)]
        return tuple(
            (self.shade(high), f"{high:,}" if low == high else f"{low:,}\N{EN DASH}{high:,}")
            for low, high in zip(lows, self.bounds, strict=False)
        )
