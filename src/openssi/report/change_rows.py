"""A change as rows of words and points: what is shown always sums to what is shown above it."""

from openssi.report.rounding import shown_parts
from openssi.result import Change, ChangeStep

LARGEST = 5
"""Reasons shown for a step; the rest is summed in one row,"""
MOST = 12
"""or up to so many, while the rest would hide more than half of what moved."""

Row = tuple[str, float]
"""Words, and points as shown."""


def pillar_rows(change: Change) -> list[Row]:
    """Each pillar that compares; where all of them do, they sum to the difference as shown."""
    titles = [pillar.replace("_", " ").capitalize() for pillar in change.pillars]
    points = tuple(change.pillars.values())
    if change.points is not None:
        points = shown_parts(points, change.points)
    return list(zip(titles, points, strict=True))


def step_rows(change: Change, *, whole: bool) -> list[tuple[str, float, list[Row]]]:
    """Each step with its reasons: the largest, or every one."""
    points = change.points or 0.0
    totals = shown_parts([step.total for step in change.steps], points)
    return [
        (step.title, total, _reasons(step, total, whole=whole))
        for step, total in zip(change.steps, totals, strict=True)
    ]


def _reasons(step: ChangeStep, total: float, *, whole: bool) -> list[Row]:
    """The moves of a step in words, then the rest; rows that would show nothing join the rest."""
    kept = len(step.signals) if whole else _enough(step)
    rows = _rounded(step, total, kept)
    while not whole and not all(points for _, points in rows[:kept]):
        kept -= 1
        rows = _rounded(step, total, kept)
    return rows


def _enough(step: ChangeStep) -> int:
    """How many of the moves to show, the largest first."""
    moves = [signal.points for signal in step.signals]
    kept = min(LARGEST, len(moves))
    while kept < min(MOST, len(moves)) and _hides_most(moves[kept:], moves):
        kept += 1
    return kept


def _hides_most(rest: list[float], moves: list[float]) -> bool:
    """Whether the rest is more than half of what moved, in sum or taken one by one."""
    each = sum(map(abs, rest)) > sum(map(abs, moves)) / 2
    return each or abs(sum(rest)) > abs(sum(moves)) / 2


def _rounded(step: ChangeStep, total: float, kept: int) -> list[Row]:
    told = [(signal.reason, signal.points) for signal in step.signals[:kept]]
    rest = [signal.points for signal in step.signals[kept:]]
    if rest:
        told.append((f"{len(rest)} smaller move{'s' * (len(rest) > 1)}", sum(rest)))
    told.append(("floors and caps of the pillars", sum(step.adjustments.values())))
    shown = shown_parts([points for _, points in told], total)
    rows = [(reason, points) for (reason, _), points in zip(told, shown, strict=True)]
    return rows if rows[-1][1] else rows[:-1]
