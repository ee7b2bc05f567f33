"""A change in the terminal: from where to where, and each step with its reasons."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from openssi.report import numbers
from openssi.report.change_rows import pillar_rows, step_rows
from openssi.report.rounding import shown
from openssi.report.terminal import TREND
from openssi.report.terminal_tables import indented, plain_table
from openssi.report.terminal_text import plain_text
from openssi.result import Change, Revision


def change_text(change: Change, *, whole: bool = False) -> RenderableType:
    """The change for a terminal of 60 columns or more.

    Args:
        change: From where to where, and why.
        whole: List every signal that moved, however little.
    """
    parts: list[RenderableType] = [_header(change)]
    if change.note:
        parts.append(plain_text(change.note))
    if change.pillars:
        parts += [Text(), _table("Pillar", pillar_rows(change))]
    if change.points is not None:
        parts += [Text(), _why(change, whole=whole)]
    if change.revision:
        parts += [Text(), _revision(change.revision)]
    return Group(*parts)


def _header(change: Change) -> Text:
    days = (f"{numbers.day(change.from_day)} to {numbers.day(change.to_day)}", "bold")
    if change.points is None or change.after is None:
        why = "the two days do not compare: not the same pillars are measurable"
        return Text.assemble(days, f"   {why}")
    before = shown(change.after) - shown(change.points)
    ends = f"{numbers.points(before)} → {numbers.points(change.after)}"
    return Text.assemble(days, f"   {ends}   ", _points(change.points))


def _why(change: Change, *, whole: bool) -> Table:
    table = _table("Why", ())
    for title, points, reasons in step_rows(change, whole=whole):
        table.add_row(Text(title, style="bold"), _points(points))
        for reason, moved in reasons:
            table.add_row(indented(plain_text(reason)), _points(moved))
    return table


def _table(heading: str, rows: Sequence[tuple[str, float]]) -> Table:
    table = plain_table(
        Column(heading, ratio=1, overflow="fold"),
        Column("Points", justify="right", no_wrap=True),
    )
    for title, points in rows:
        table.add_row(plain_text(title), _points(points))
    return table


def _revision(revision: Revision) -> Text:
    now = revision.scored_now
    if revision.scored_then is not None and revision.points is not None:
        now = shown(revision.scored_then) + shown(revision.points)
    return Text.assemble(
        ("Revision  ", "bold"),
        f"scored then {numbers.points(revision.scored_then)}, "
        f"the same day today {numbers.points(now)}   ",
        _points(revision.points),
        "\n",
        plain_text(revision.cause),
    )


def _points(value: float | None) -> Text:
    return Text(numbers.change(value), style=TREND[numbers.trend(value)])
