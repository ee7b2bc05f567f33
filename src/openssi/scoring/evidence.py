"""What a value rests on: raw counts that did not fade."""

from dataclasses import dataclass
from typing import Any, Self

from openssi.engines import Engine
from openssi.methodology.measures import Rate, Speed, State
from openssi.methodology.model import SignalRule
from openssi.result import Evidence, Part
from openssi.scoring.frame import Frame
from openssi.scoring.sql import text


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Unfaded counts of one signal, as far as it was observed."""

    row: dict[str, Any]
    level: str

    def number(self, name: str) -> float:
        """Return a count of this level; 0 where nothing was counted."""
        return float(self.row.get(f"{name}_{self.level}") or 0)

    @property
    def pending(self) -> int:
        """Trials begun but not decided, or not wholly observed."""
        return round(self.row.get("begun") or 0) - round(self.number("trials"))


@dataclass(frozen=True, kw_only=True)
class Evidences:
    """The evidence of one member's signals on the day."""

    frame: Frame
    tallies: dict[str, dict[str, Any]]
    facts: dict[str, dict[str, Any]]

    @classmethod
    def read(cls, engine: Engine, frame: Frame, member_id: str) -> Self:
        """Read the raw counts."""
        member = f"m.member_id = {text(member_id)}"
        tallies = engine.fetch(f"""
SELECT r.signal, t.*
FROM tallies AS t JOIN worlds AS m ON m.who = t.who JOIN rules AS r ON r.rule = t.rule
WHERE {member}""")
        facts = engine.fetch(f"""
SELECT f.fact, f.amount
FROM facts_then AS f
JOIN worlds AS m ON m.person = f.person AND m.profile_until = f.profile_until
WHERE {member} AND f.since <= {frame.today} AND f.until > {frame.today}""")
        return cls(
            frame=frame,
            tallies={row["signal"]: row for row in tallies.to_pylist()},
            facts={row["fact"]: row for row in facts.to_pylist()},
        )

    def of(self, rule: SignalRule, row: dict[str, Any]) -> Evidence:
        """Return the evidence of a signal, given its row of ``signal_values``."""
        if row["value"] is None:
            return Evidence()
        if isinstance(rule.measure, State):
            return self._state(rule.measure, row)
        common = {} if rule.measure.type == "stock" else self._window(rule, row)
        tally = Tally(row=self.tallies.get(rule.id, {}), level=row["level"])
        return Evidence.model_validate(common | _counted(rule, tally) | _faded(rule, row))

    def _window(self, rule: SignalRule, row: dict[str, Any]) -> dict[str, Any]:
        half_life = self.frame.methodology.half_life(rule)
        return {"observed_share": row["share"], "half_life_days": half_life}

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


def _counted(rule: SignalRule, tally: Tally) -> dict[str, Any]:
    count, trials = tally.number("count"), round(tally.number("trials"))
    by_measure: dict[str, dict[str, Any]] = {
        "rate": {"successes": round(count), "trials": trials, "pending": tally.pending},
        "speed": {"trials": trials, "pending": tally.pending},
        "mean": {"count": count, "occasions": trials},
        "stock": {"count": count, "undated": tally.row.get("undated") or 0},
        "breadth": {"count": tally.number("whole_ones")},
        "regularity": {"count": float(trials), "last_28_days": tally.number("recent_trials")},
        "flow": {"count": count, "last_28_days": tally.number("recent")},
    }
    return by_measure[rule.measure.type]


def _faded(rule: SignalRule, row: dict[str, Any]) -> dict[str, Any]:
    """The numbers that the value itself is made of: trials as they weigh today, and the pull."""
    if not isinstance(rule.measure, Rate | Speed):
        return {}
    faded = {"faded_trials": row["base"], "pull": rule.measure.k}
    if isinstance(rule.measure, Rate):
        faded["faded_successes"] = row["amount"]
    return faded
