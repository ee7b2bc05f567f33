"""Why the index moved, in lines: one for each step of the change, with its largest reasons."""

from dataclasses import dataclass

from openssi.report.change_rows import step_totals
from openssi.result import Change, ChangeStep

TOLD = 2
"""Reasons named in a line."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One step as shown."""

    title: str
    """Which thing changed."""
    points: float
    """Points as shown; the lines sum to the change as shown."""
    reasons: tuple[str, ...]
    """Its largest moves, in words."""


def why(change: Change | None) -> tuple[Line, ...]:
    """Return a line for each step that moved something; none where the days do not compare."""
    if change is None or change.points is None:
        return ()
    totals = step_totals(change)
    lines = (_line(step, shown) for step, shown in zip(change.steps, totals, strict=True))
    return tuple(line for line in lines if line.points)


def _line(step: ChangeStep, points: float) -> Line:
    same_way = [signal for signal in step.signals if signal.points * points > 0]
    return Line(
        title=step.title,
        points=points,
        reasons=tuple(signal.reason for signal in same_way[:TOLD]),
    )
