"""On which days the connections were made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from openssi.describe.months import by_month
from openssi.describe.subject import Subject
from openssi.engines import Engine
from openssi.result import NetworkYear


@dataclass(frozen=True, kw_only=True)
class Made:
    """Connections that still stand by the day number on which they were made."""

    days: Mapping[int, int]
    undated: int
    first: int | None
    """Day of the first connection, whether it stands or not."""

    @classmethod
    def read(cls, engine: Engine, subject: Subject) -> Self:
        """Count a member's connections."""
        rows = engine.fetch(f"""
SELECT since, COUNT(CASE WHEN {standing(subject)} THEN 1 END) AS people
FROM links
WHERE {subject.mine}
GROUP BY since""").to_pylist()
        days = {row["since"]: row["people"] for row in rows if row["since"] > 0}
        return cls(
            days={day: people for day, people in days.items() if people},
            undated=sum(row["people"] for row in rows if row["since"] <= 0),
            first=min(days, default=None),
        )

    @property
    def people(self) -> int:
        """Connections that stand."""
        return sum(self.days.values()) + self.undated

    def months(self) -> dict[int, int]:
        """Connections made in each month."""
        return by_month(self.days)

    def years(self) -> tuple[NetworkYear, ...]:
        """Connections made in each year that has some."""
        gained: Counter[int] = Counter()
        for month, people in self.months().items():
            gained[month // 12] += people
        return tuple(NetworkYear(year=year, gained=gained[year]) for year in sorted(gained))


def standing(subject: Subject) -> str:
    """Return SQL that is true for a connection that stands on the day."""
    return f"(until IS NULL OR until > {subject.today})"
