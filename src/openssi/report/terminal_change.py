"""A change in the terminal: from where to where, and each step with its reasons."""

from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from openssi.report import numbers
from openssi.report.rounding import shown_parts
from openssi.report.terminal_text import plain_text
from openssi.result import Change, ChangeStep, Revision

LARGEST = 5
"""Reasons shown for a step; the rest is summed in one row."""
SMALLEST = 1e-5
"""Less than rounding to six decimals leaves is not told."""
_STYLE = {"up": "green", "down": "red", "level": "dim", "unknown": "dim"}


def change_text(change: Change) -> RenderableType:
    """The change for a terminal of 80 columns or more."""
    parts: list[RenderableType] = [_header(change), Text(), _table(change)]
    if change.revision:
        parts += [Text(), _revision(change.revision)]
    return Group(*parts)


def _header(change: Change) -> Text:
    days = f"{numbers.day(change.from_day)} to {numbers.day(change.to_day)}"
    if change.points is None:
        why = "the two days do not compare: not the same pillars are measurable"
        return Text.assemble((days, "bold"), f"   {why}")
    return Text.assemble(
        (days, "bold"),
        f"   {numbers.points(change.before)} → {numbers.points(change.after)}   ",
        _points(change.points),
    )


def _table(change: Change) -> Table:
    table = Table(
        Column("Why", ratio=1, overflow="fold"),
        Column("Points", justify="right", no_wrap=True),
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
    )
    totals = [step.total for step in change.steps]
    for step, total in zip(change.steps, shown_parts(totals, sum(totals)), strict=True):
        table.add_row(Text(step.title, style="bold"), _points(total))
        for reason, points in _reasons(step, total):
            table.add_row(plain_text(f"  {reason}"), _points(points))
    return table


def _reasons(step: ChangeStep, total: float) -> list[tuple[str, float]]:
    """The largest moves of a step in words, then the rest; what is shown sums to the step."""
    rows = [(signal.reason, signal.points) for signal in step.signals]
    smaller = rows[LARGEST:]
    rest = [
        (f"{len(smaller)} smaller moves", sum(points for _, points in smaller)),
        ("floors and caps of the pillars", sum(step.adjustments.values())),
    ]
    told = rows[:LARGEST] + [row for row in rest if abs(row[1]) >= SMALLEST]
    if not told:
        return []
    shown = shown_parts([points for _, points in told], total)
    return [(reason, points) for (reason, _), points in zip(told, shown, strict=True)]


def _revision(revision: Revision) -> Text:
    return Text.assemble(
        ("Revision  ", "bold"),
        f"scored then {numbers.points(revision.scored_then)}, "
        f"the same day today {numbers.points(revision.scored_now)}   ",
        _points(revision.points),
        f"\n{revision.cause}",
    )


def _points(value: float | None) -> Text:
    return Text(numbers.change(value), style=_STYLE[numbers.trend(value)])
