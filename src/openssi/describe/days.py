"""How much of each kind was done or received on each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from openssi.describe.subject import Subject
from openssi.engines import Engine
from openssi.tables import GIVEN

ACTIVE: Final = tuple(kind for kind in GIVEN if kind != "invitation_sent")
"""Kinds that make their day an active one."""


@dataclass(frozen=True, kw_only=True)
class Days:
    """Amounts by kind and day number, and what has no day."""

    counts: Mapping[str, Mapping[int, int]]
    undated: Mapping[str, int]

    @classmethod
    def read(cls, engine: Engine, subject: Subject) -> Self:
        """Count a member's deeds."""
        rows = engine.fetch(f"""
SELECT kind, day, CAST(ROUND(SUM(quantity)) AS BIGINT) AS times, MIN(moment) > 0 AS dated
FROM deeds
WHERE {subject.mine}
GROUP BY kind, day""")
        counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        undated = {}
        columns = (rows[name].to_pylist() for name in ("kind", "day", "times", "dated"))
        for kind, day, times, is_dated in zip(*columns, strict=True):
            if is_dated:
                counts[kind][day] = times
            else:
                undated[kind] = times
        return cls(counts=counts, undated=undated)

    def of(self, kind: str) -> Mapping[int, int]:
        """Amounts of a kind by day."""
        return self.counts.get(kind, {})

    def totals(self) -> dict[str, int]:
        """How much there was of each kind that occurs."""
        kinds = sorted({*self.counts, *self.undated})
        return {k: sum(self.of(k).values()) + self.undated.get(k, 0) for k in kinds}

    @property
    def first(self) -> int | None:
        """Day of the oldest activity."""
        return min((day for days in self.counts.values() for day in days), default=None)

    def active(self) -> frozenset[int]:
        """Days with a deed of the member's own."""
        return frozenset(day for kind in ACTIVE for day, times in self.of(kind).items() if times)
