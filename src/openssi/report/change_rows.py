"""A change as rows of words and points: what is shown always sums to what is shown above it."""

from openssi.report.rounding import shown, shown_change, shown_parts
from openssi.result import Change, ChangeStep

LARGEST = 5
"""Reasons shown for a step; the rest is summed in one row,"""
MOST = 12
"""or up to so many, while the rest would hide more than half of what moved."""

Row = tuple[str, float]
"""Words, and points as shown."""


def moved(change: Change) -> float | None:
    """The difference of both totals as shown; None where the two days do not compare."""
    return None if change.points is None else difference(change.before, change.after)


def difference(before: float | None, after: float | None) -> float | None:
    """The difference of two totals as shown; None where one of them is not known."""
    return None if before is None or after is None else shown_change(before, after)


def pillar_rows(change: Change) -> list[Row]:
    """Each pillar that compares; where all of them do, they sum to the difference as shown."""
    titles = [pillar.replace("_", " ").capitalize() for pillar in change.pillars]
    points, total = tuple(change.pillars.values()), moved(change)
    each = map(shown, points) if total is None else shown_parts(points, total)
    return list(zip(titles, each, strict=True))


def step_totals(change: Change) -> tuple[float, ...]:
    """Points of each step as shown; they sum to what the pillars that compare show."""
    total = sum(points for _, points in pillar_rows(change))
    return shown_parts([step.total for step in change.steps], total)


def step_rows(change: Change, *, whole: bool) -> list[tuple[str, float, list[Row]]]:
    """Each step with its reasons: the largest, or every one."""
    totals = step_totals(change)
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
