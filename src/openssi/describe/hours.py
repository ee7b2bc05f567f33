"""How much of some kinds was done or received in each hour of the week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from openssi.describe.sql import one_of
from openssi.describe.subject import Subject
from openssi.engines import Engine
from openssi.methodology.measures import RECEIVED, SENT
from openssi.result import Week

TOLD: Final = (*SENT, *RECEIVED, "search_performed")
"""Kinds of which every source knows the hour, where it knows them at all."""

_DAYS: Final = 7
_HOURS: Final = 24
_MICROS_AN_HOUR: Final = 3_600_000_000
_SINCE_MONDAY: Final = 3 * _HOURS
"""1970-01-01 was a Thursday."""


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Amounts by kind and hour of the week: 0 is Monday after midnight, UTC."""

    counts: Mapping[tuple[str, int], int]

    @classmethod
    def read(cls, engine: Engine, subject: Subject) -> Self:
        """Count a member's deeds."""
        hour = f"CAST(FLOOR(moment / {_MICROS_AN_HOUR}.0) AS BIGINT)"
        rows = engine.fetch(f"""
SELECT kind, ({hour} + {_SINCE_MONDAY}) % {_DAYS * _HOURS} AS hour,
  CAST(ROUND(SUM(quantity)) AS BIGINT) AS times
FROM deeds
WHERE {subject.mine} AND {one_of("kind", TOLD)} AND moment > 0
GROUP BY kind, hour""")
        return cls(counts={(r["kind"], r["hour"]): r["times"] for r in rows.to_pylist()})

    def week(self, kinds: Iterable[str]) -> Week:
        """Lay out the hours of some kinds together."""
        told = tuple(kinds)
        counts = [
            sum(self.counts.get((kind, hour), 0) for kind in told) for hour in range(_DAYS * _HOURS)
        ]
        return Week(
            hours=tuple(tuple(counts[day * _HOURS : (day + 1) * _HOURS]) for day in range(_DAYS))
        )
