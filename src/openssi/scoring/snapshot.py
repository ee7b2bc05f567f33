"""A score at one moment, reduced to what can be compared: pillars and the points of signals."""

from dataclasses import dataclass
from typing import Self

from openssi.engines import Engine
from openssi.result import PillarId
from openssi.scoring.sql import text


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Pillars and signals of one member on one day."""

    pillars: dict[PillarId, float]
    """Score of each measurable pillar."""
    points: dict[str, float]
    """Points of each observed signal, rescaled, in the measurable pillars."""
    observed: frozenset[str]
    """Signals with a value."""

    @classmethod
    def read(cls, engine: Engine, member_id: str, day: int) -> Self:
        """Read a day of a scoring that ran on the engine."""
        where = f"member_id = {text(member_id)} AND day = {day}"
        rows = engine.fetch(f"""
SELECT p.pillar, p.score, s.signal,
  s.points * CASE WHEN s.base_tier THEN p.factor ELSE 1.0 END AS points
FROM (SELECT * FROM pillar_scores WHERE {where}) AS p
LEFT JOIN (SELECT * FROM signal_points WHERE {where} AND value IS NOT NULL) AS s
  ON s.pillar = p.pillar""").to_pylist()
        counting = [row for row in rows if row["score"] is not None]
        return cls(
            pillars={row["pillar"]: row["score"] for row in counting},
            points={row["signal"]: row["points"] for row in counting if row["signal"]},
            observed=frozenset(row["signal"] for row in rows if row["signal"]),
        )

    @property
    def total(self) -> float | None:
        """Sum of the measurable pillars; None where there is none."""
        return round(sum(self.pillars.values()), 6) if self.pillars else None
