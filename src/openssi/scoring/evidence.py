"""What a value rests on: raw counts that did not fade."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Self

from openssi.engines import Engine
from openssi.methodology.measures import State
from openssi.methodology.model import SignalRule
from openssi.result import Evidence, Part
from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED, text

_RECENT = 28


@dataclass(frozen=True, kw_only=True)
class Evidences:
    """The evidence of one member's signals on the day."""

    frame: Frame
    counts: dict[str, dict[str, Any]]
    facts: dict[str, dict[str, Any]]

    @classmethod
    def read(cls, engine: Engine, frame: Frame, member_id: str) -> Self:
        """Read the raw counts."""
        member = f"member_id = {text(member_id)}"
        facts = engine.fetch(f"SELECT * FROM facts_then WHERE {member} AND day = {frame.today}")
        return cls(
            frame=frame,
            counts=defaultdict(dict, _counts(engine, frame, member)),
            facts={row["fact"]: row for row in facts.to_pylist()},
        )

    def of(self, rule: SignalRule, row: dict[str, Any]) -> Evidence:
        """Return the evidence of a signal, given its row of ``signal_values``."""
        if row["value"] is None:
            return Evidence()
        if isinstance(rule.measure, State):
            return self._state(rule.measure, row)
        counts = self.counts[rule.id]
        common = {} if rule.measure.type == "stock" else self._window(rule, row)
        return Evidence.model_validate(common | self._counted(rule, row, counts))

    def _window(self, rule: SignalRule, row: dict[str, Any]) -> dict[str, Any]:
        half_life = self.frame.methodology.half_life(rule)
        return {"observed_share": row["share"], "half_life_days": half_life}

    @staticmethod
    def _counted(rule: SignalRule, row: dict[str, Any], counts: dict[str, Any]) -> dict[str, Any]:
        trials = round(row["trials"])
        pending = round(counts.get("begun", 0)) - trials
        match rule.measure.type:
            case "rate":
                return {"successes": round(row["counted"]), "trials": trials, "pending": pending}
            case "speed":
                return {"trials": trials, "pending": pending}
            case "mean":
                return {"count": row["counted"], "occasions": trials}
            case "stock":
                return {"count": row["counted"], "undated": counts.get("undated", 0)}
            case "breadth":
                return {"count": float(counts.get("people", 0))}
            case _:
                recent = counts.get(row["level"]) or 0.0
                return {"count": row["counted"], "last_28_days": recent}

    def _state(self, measure: State, row: dict[str, Any]) -> Evidence:
        later = row["later"] or None
        if measure.fact:
            return Evidence(count=row["value"], later_value=later)
        parts = tuple(
            Part(id=p.fact, title=p.title, share=self._share(p.fact, p.full), weight=p.weight)
            for p in measure.parts
        )
        return Evidence(parts=parts, later_value=later)

    def _share(self, fact: str, full: float) -> float | None:
        seen = self.facts.get(fact)
        return None if seen is None else min(1.0, seen["amount"] / full)


def _counts(engine: Engine, frame: Frame, member: str) -> dict[str, dict[str, Any]]:
    until_today = f"{member} AND day <= {frame.today}"
    rows = engine.fetch(f"""
SELECT b.signal, b.begun, b.undated, b.people, r.wholly, r.partly
FROM (
  SELECT signal, SUM(CASE WHEN since <= {frame.today} THEN base ELSE 0.0 END) AS begun,
    COUNT(CASE WHEN day <= {UNDATED} THEN 1 END) AS undated,
    COUNT(CASE WHEN amount = 1 AND day <= {frame.today} THEN 1 END) AS people
  FROM impulses WHERE {member} GROUP BY signal
) AS b
LEFT JOIN (
  SELECT signal, SUM(CASE WHEN level <> 'partly' THEN amount ELSE 0.0 END) AS wholly,
    SUM(CASE WHEN level <> 'wholly' THEN amount ELSE 0.0 END) AS partly
  FROM observed_impulses
  WHERE {until_today} AND day > {frame.today - _RECENT}
  GROUP BY signal
) AS r ON r.signal = b.signal""")
    return {row["signal"]: row for row in rows.to_pylist()}
