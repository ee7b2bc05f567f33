"""Read the day's tables back as pillars, signals and their evidence."""

from dataclasses import dataclass
from typing import Any, Self

from openssi.engines import Engine
from openssi.methodology.model import SignalRule
from openssi.methodology.whole import PILLAR_POINTS
from openssi.result import Adjustment, Evidence, Pillar, Range, Signal, Status
from openssi.scoring import curve
from openssi.scoring.evidence import Evidences
from openssi.scoring.frame import Frame
from openssi.scoring.points import DECIMALS
from openssi.scoring.sql import text

_GOOD = 0.5
"""From this share of its points on, a signal is described by its good state."""
_NOTHING = 1e-12
"""Below it an adjustment is floating-point noise, not points."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """The day's tables of one member, as rows by pillar and by signal."""

    frame: Frame
    pillar_rows: dict[str, dict[str, Any]]
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
            pillar_rows=rows("pillar_scores", "pillar"),
            signal_rows=rows("signal_points", "signal"),
            evidences=Evidences.read(engine, frame, member_id),
        )


def pillars(day: Day) -> tuple[Pillar, ...]:
    """Return the four pillars of the day, in the methodology's order."""
    given = day.frame.methodology.pillars
    return tuple(_pillar(p.id, p.title, day.pillar_rows.get(p.id)) for p in given)


def _pillar(pillar_id: str, title: str, row: dict[str, Any] | None) -> Pillar:
    if row is None:
        nothing = Range(low=0.0, high=0.0)
        return Pillar.model_validate(
            {
                "id": pillar_id,
                "title": title,
                "status": Status.NOT_APPLICABLE,
                "score": None,
                "range": nothing,
                "max": PILLAR_POINTS,
                "coverage": 0.0,
                "change_7d": None,
            }
        )
    return Pillar.model_validate(
        {
            "id": pillar_id,
            "title": title,
            "status": _status(row),
            "score": row["score"],
            "range": Range(low=row["low"], high=row["high"]),
            "max": PILLAR_POINTS,
            "coverage": row["coverage"],
            "change_7d": None,
        }
    )


def _status(row: dict[str, Any]) -> Status:
    if row["score"] is None:
        return Status.NOT_MEASURABLE
    return Status.MEASURED if row["coverage"] >= 1 else Status.ESTIMATED


def total_range(given: tuple[Pillar, ...]) -> Range:
    """Return the range of the total: the ranges of all four pillars together."""
    return Range(
        low=round(sum(pillar.range.low for pillar in given), DECIMALS),
        high=round(sum(pillar.range.high for pillar in given), DECIMALS),
    )


def signals(day: Day) -> tuple[Signal, ...]:
    """Return every signal of the methodology as it stands on the day."""
    return tuple(
        _signal(rule, day.signal_rows[rule.id], day.pillar_rows.get(rule.pillar), day.evidences)
        for rule in day.frame.methodology.signals
    )


def _signal(
    rule: SignalRule, row: dict[str, Any], scale: dict[str, Any] | None, evidences: Evidences
) -> Signal:
    measurable = scale is not None and scale["score"] is not None
    raw = row["points"]
    factor = _factor(rule, scale, seen=raw is not None)
    points = raw * factor if raw is not None and measurable else None
    evidence = evidences.of(rule, row)
    return Signal(
        id=rule.id,
        title=rule.title,
        headline=_headline(rule, raw, evidence),
        pillar=rule.pillar,
        tier=rule.tier,
        status=Status(row["status"]),
        value=None if nothing_decided(evidence) else row["value"],
        unit=rule.unit,
        weight=rule.weight,
        points=points,
        max_points=rule.weight * factor,
        curve=curve.shown(rule),
        next_point=curve.next_point(rule, points, rule.weight * factor),
        evidence=evidence,
        description=rule.description,
        advice=rule.advice,
        shown_by=rule.shown_by,
    )


def nothing_decided(evidence: Evidence) -> bool:
    """Tell whether a rate or a speed rests on no trial at all: it earns and says nothing."""
    return evidence.trials == 0


def _headline(rule: SignalRule, raw: float | None, evidence: Evidence) -> str:
    if raw is None:
        return "Not in your data"
    if nothing_decided(evidence):
        return "Nothing to rate yet"
    return rule.good if raw >= _GOOD * rule.weight else rule.poor


def _factor(rule: SignalRule, scale: dict[str, Any] | None, *, seen: bool) -> float:
    if scale is None or rule.tier == "bonus":
        return 1.0
    return float(scale["factor"] if seen else scale["whole"])


def adjustments(day: Day) -> tuple[Adjustment, ...]:
    """Return what floors, caps and rounding add, so that the parts sum to the score."""
    return tuple(
        Adjustment.model_validate({"pillar": pillar, "kind": kind, "points": points})
        for pillar, row in day.pillar_rows.items()
        if row["score"] is not None
        for kind, points in _bindings(row["unclipped"], row["score"])
        if abs(points) > _NOTHING
    )


def _bindings(unclipped: float, score: float) -> list[tuple[str, float]]:
    clipped = min(PILLAR_POINTS, max(0.0, unclipped))
    return [
        ("floor", max(0.0, -unclipped)),
        ("cap", min(0.0, PILLAR_POINTS - unclipped)),
        ("rounding", score - clipped),
    ]
