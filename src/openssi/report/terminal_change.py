"""A change in the terminal: from where to where, and each step with its reasons."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from openssi.report import numbers
from openssi.report.change_rows import difference, moved, pillar_rows, step_rows
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
        parts += [Text(), _why(change, whole=whole)]
    if change.revision:
        parts += [Text(), _revision(change.revision)]
    return Group(*parts)


def _header(change: Change) -> Text:
    days = (f"{numbers.day(change.from_day)} to {numbers.day(change.to_day)}", "bold")
    points = moved(change)
    if points is None:
        why = "the two days do not compare: not the same pillars are measurable"
        return Text.assemble(days, f"   {why}")
    ends = f"{numbers.points(change.before)} → {numbers.points(change.after)}"
    return Text.assemble(days, f"   {ends}   ", _points(points))


def _why(change: Change, *, whole: bool) -> Table:
    table = _table("Why", ())
    for title, points, reasons in step_rows(change, whole=whole):
        table.add_row(Text(title, style="bold"), _points(points))
        for reason, gain in reasons:
            table.add_row(indented(plain_text(reason)), _points(gain))
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
    then, now = revision.scored_then, revision.scored_now
    compares = revision.points is not None
    return Text.assemble(
        ("Revision  ", "bold"),
        f"scored then {numbers.points(then)}, the same day today {numbers.points(now)}   ",
        _points(difference(then, now) if compares else None),
        "\n",
        plain_text(revision.cause),
    )


def _points(value: float | None) -> Text:
    return Text(numbers.change(value), style=TREND[numbers.trend(value)])
