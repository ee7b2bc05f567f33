"""The history in the terminal: its line, a row for each stretch of time, and what broke it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from openssi.report import numbers, words
from openssi.report.history_rows import HistoryRow, events_within
from openssi.report.rounding import shown_parts
from openssi.report.terminal import COLORS, TREND
from openssi.report.terminal_bar import Meter
from openssi.report.terminal_spark import Spark
from openssi.report.terminal_tables import listed, plain_table
from openssi.report.terminal_text import plain_text
from openssi.report.terminal_width import Fitting
from openssi.result import History, OfficialPoint, PillarId, Result

SHORT: dict[PillarId, str] = {
    "professional_brand": "Brand",
    "find_right_people": "People",
    "engage_with_insights": "Insights",
    "build_relationships": "Relations",
}
"""Names of the pillars for the heads of narrow columns."""
BAR = 20
WHOLE = 100
WITH_PILLARS = 74
WITH_ALL = 96
OFFICIAL = 10
"""Columns more that a column of official readings needs."""


def history_text(result: Result, rows: Sequence[HistoryRow]) -> RenderableType:
    """The history for a terminal of 60 columns or more.

    Args:
        result: What it is the history of.
        rows: The days to list, from `history_rows`.
    """
    breaks = [(numbers.day(one.day), one.reason) for row in rows for one in row.breaks]
    events = events_within(result.history, rows)
    read = [(numbers.day(one.day), told(one)) for row in rows for one in row.official]
    more = OFFICIAL if read else 0
    method = f"{result.methodology.title}, version {result.methodology.version}"
    return Group(
        plain_text(result.member.name or "Your index", "bold"),
        plain_text(f"{_span(rows)} · {method}", "dim"),
        Text(),
        *line(result.history, rows),
        Text(),
        Fitting(
            shapes={
                WITH_ALL + more: _table(rows, bar=True, pillars=True),
                WITH_PILLARS + more: _table(rows, bar=False, pillars=True),
                0: _table(rows, bar=True, pillars=False),
            }
        ),
        *listed("Breaks: other signals came into view, so the days do not compare", breaks),
        *listed("LinkedIn's own index, as read: no part of the line", read),
        *listed("Meanwhile", [(words.month(one.day), words.event(one)) for one in events]),
    )


def line(history: History, rows: Sequence[HistoryRow]) -> tuple[RenderableType, ...]:
    """The total of every day from the first row to the last, with its lowest and highest."""
    first, last = rows[0].day, rows[-1].day
    days = [n for n, day in enumerate(history.days) if first <= day <= last]
    known = [(value, n) for n in days if (value := history.total[n]) is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line has two ends
        return ()
    ends = [
        f"{name} {numbers.points(value)} on {numbers.day(history.days[n])}"
        for name, (value, n) in (("lowest", min(known)), ("highest", max(known)))
    ]
    return Spark(values=[history.total[n] for n in days]), Text(" · ".join(ends), style="dim")


def _span(rows: Sequence[HistoryRow]) -> str:
    return f"{numbers.day(rows[0].day)} to {numbers.day(rows[-1].day)}"


def _table(rows: Sequence[HistoryRow], *, bar: bool, pillars: bool) -> Table:
    names = [SHORT[pillar] for pillar in rows[0].pillars] if pillars else []
    partly = any(row.measurable < WHOLE for row in rows)
    read = any(row.official for row in rows)
    table = plain_table(
        Column("To the end of", no_wrap=True),
        Column("Total", justify="right", no_wrap=True),
        *([Column("of", justify="right", no_wrap=True, style="dim")] if partly else []),
        *([Column("", width=BAR)] if bar else []),
        Column("Change", justify="right", no_wrap=True),
        *([Column("LinkedIn", justify="right", no_wrap=True)] if read else []),
        *(Column(name, justify="right", no_wrap=True) for name in names),
    )
    for row in rows:
        head = _head(row, partly=partly, bar=bar)
        beside = [Text(read_in(row))] if read else []
        table.add_row(*head, _change(row), *beside, *(_pillars(row) if pillars else ()))
    return table


def read_in(row: HistoryRow) -> str:
    """LinkedIn's own index as last read in a stretch of time; empty where it was not."""
    return numbers.points(row.official[-1].total) if row.official else ""


def told(one: OfficialPoint) -> str:
    """A reading in words: the index, and the pillars where they were told."""
    parts = (f"{SHORT[pillar]} {numbers.points(value)}" for pillar, value in one.pillars.items())
    return ": ".join(filter(None, (numbers.points(one.total), ", ".join(parts))))


def _head(row: HistoryRow, *, partly: bool, bar: bool) -> list[RenderableType]:
    cells: list[RenderableType] = [
        Text(row.day.isoformat()),
        Text(numbers.points(row.total), style="bold"),
    ]
    if partly:
        cells.append(Text(f"{row.measurable:.0f}"))
    if bar:
        cells.append(Meter(share=(row.total or 0.0) / WHOLE, width=BAR, color="green"))
    return cells


def _change(row: HistoryRow) -> Text:
    if row.breaks:
        return Text("break", style="yellow")
    return Text(numbers.change(row.change), style=TREND[numbers.trend(row.change)])


def _pillars(row: HistoryRow) -> list[Text]:
    known = [score for score in row.pillars.values() if score is not None]
    rounded = iter(shown_parts(known, row.total) if row.total is not None else known)
    return [
        Text(numbers.UNKNOWN, style="dim")
        if score is None
        else Text(numbers.points(next(rounded)), style=COLORS[pillar])
        for pillar, score in row.pillars.items()
    ]
