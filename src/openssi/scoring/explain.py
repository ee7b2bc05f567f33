"""Read the day's tables back as pillars, signals and their evidence."""

from dataclasses import dataclass
from typing import Any, Self

from openssi.engines import Engine
from openssi.methodology.model import SignalRule
from openssi.result import Adjustment, Pillar, Signal
from openssi.scoring import shown
from openssi.scoring.evidence import Evidences
from openssi.scoring.frame import Frame
from openssi.scoring.shown import Earned, Scale
from openssi.scoring.sql import text


@dataclass(frozen=True, kw_only=True)
class Day:
    """The day's tables of one member, as rows by pillar and by signal."""

    frame: Frame
    scales: dict[str, Scale]
    signal_rows: dict[str, dict[str, Any]]
    evidences: Evidences

    @classmethod
    def read(cls, engine: Engine, frame: Frame, member_id: str) -> Self:
        """Read them from an engine on which a scoring ran."""
        where = f"WHERE member_id = {text(member_id)} AND day = {frame.today}"

        def rows(table: str, key: str) -> dict[str, dict[str, Any]]:
            found = engine.fetch(f"SELECT * FROM {table} {where} ORDER BY {key}").to_pylist()
            return {row[key]: row for row in found}

        return cls(
            frame=frame,
            scales={p: _scale(row) for p, row in rows("pillar_scores", "pillar").items()},
            signal_rows=rows("signal_points", "signal"),
            evidences=Evidences.read(engine, frame, member_id),
        )


def _scale(row: dict[str, Any]) -> Scale:
    names = ("score", "low", "high", "coverage", "factor", "whole", "unclipped")
    return Scale(**{name: row[name] for name in names})


def pillars(day: Day) -> tuple[Pillar, ...]:
    """Return the four pillars of the day, in the methodology's order."""
    given = day.frame.methodology.pillars
    return tuple(shown.pillar(p.id, p.title, day.scales.get(p.id)) for p in given)


def signals(day: Day) -> tuple[Signal, ...]:
    """Return every signal of the methodology as it stands on the day."""
    return tuple(_signal(rule, day) for rule in day.frame.methodology.signals)


def _signal(rule: SignalRule, day: Day) -> Signal:
    row = day.signal_rows[rule.id]
    earned = Earned(
        status=row["status"],
        value=row["value"],
        raw=row["points"],
        evidence=day.evidences.of(rule, row),
    )
    return shown.signal(rule, earned, day.scales.get(rule.pillar))


def adjustments(day: Day) -> tuple[Adjustment, ...]:
    """Return what floors, caps and rounding add, so that the parts sum to the score."""
    return shown.adjustments(day.scales)
