"""The result in the terminal: the index, its pillars, the last year and every signal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from openssi.report import numbers, words
from openssi.report.figures import Figures, figures
from openssi.report.pictures.sparkline import spark_text
from openssi.report.terminal_bar import Meter
from openssi.report.terminal_text import plain_text
from openssi.result import Pillar, Result, Signal

COLORS = {
    "professional_brand": "blue",
    "find_right_people": "yellow",
    "engage_with_insights": "cyan",
    "build_relationships": "magenta",
}
TREND = {"up": "green", "down": "red", "level": "dim", "unknown": "dim"}
BAR = 10
PILLAR_HEADS = ("of 25", "range", "7 days", "seen")
SPARK = 52


def text(result: Result) -> RenderableType:
    """The whole result for a terminal of 80 columns or more."""
    shown = figures(result)
    return Group(
        *(Padding(plain_text(advice, "bold"), (0, 0, 1, 0)) for advice in result.advisories),
        _header(result, shown),
        Padding(_pillars(result, shown), (1, 0)),
        *_history(result),
        _signals(result, shown),
        *(Padding(plain_text(note, "dim"), (0, 0, 0, 2)) for note in result.notes),
        Text("Independent estimate, unaffiliated with LinkedIn.", style="dim"),
    )


def _header(result: Result, shown: Figures) -> RenderableType:
    name = plain_text(result.member.name or "Your index", "bold")
    index = Text.assemble(
        (numbers.points(shown.total), "bold"),
        f" {words.scale(result)}   ",
        _change(result.change_7d),
    )
    if words.has_span(result.range):
        index.append(f"   range {words.span(result.range, result.total)}", style="dim")
    method = f"{result.methodology.title}, version {result.methodology.version}"
    audience = f"audience: {result.methodology.audience}"
    about = plain_text(f"As of {numbers.day(result.as_of)} · {method} · {audience}", "dim")
    return Group(name, about, Text(), index)


def _change(change: float | None) -> Text:
    style = TREND[numbers.trend(change)]
    words_of = (
        "change over 7 days not known" if change is None else f"{numbers.change(change)} in 7 days"
    )
    return Text(words_of, style=style)


def _pillars(result: Result, shown: Figures) -> Table:
    table = Table(
        Column("", ratio=1, overflow="ellipsis", no_wrap=True),
        Column("", width=BAR),
        *(Column(head, justify="right", no_wrap=True) for head in PILLAR_HEADS),
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
    )
    for pillar in result.pillars:
        table.add_row(*_pillar(pillar, shown))
    return table


def _pillar(pillar: Pillar, shown: Figures) -> tuple[RenderableType, ...]:
    score, change = pillar.score, shown.changes[pillar.id]
    meter = Meter(share=(score or 0.0) / pillar.max, width=BAR, color=COLORS[pillar.id])
    return (
        plain_text(pillar.title),
        meter if score is not None else Text("not seen", style="dim"),
        Text(numbers.points(shown.pillars[pillar.id]), style="bold"),
        Text(words.span(pillar.range, score), style="dim"),
        Text(numbers.change(change), style=TREND[numbers.trend(change)]),
        Text(numbers.percent(pillar.coverage), style="dim"),
    )


def _history(result: Result) -> tuple[RenderableType, ...]:
    days, totals = result.history.days, result.history.total
    line = spark_text(totals, SPARK)
    if len(days) <= 1 or not line:
        return ()
    begin, end = numbers.day(days[0]), numbers.day(days[-1])
    return (Text(line, no_wrap=True), Text(f"{begin} to {end}", style="dim"), Text())


def _signals(result: Result, shown: Figures) -> Table:
    table = Table(
        Column("Signal", ratio=3, overflow="fold"),
        Column("Value", ratio=2, overflow="fold"),
        Column("Points", justify="right", no_wrap=True),
        Column("Status", no_wrap=True),
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
    )
    for pillar in result.pillars:
        table.add_row(plain_text(pillar.title, f"bold {COLORS[pillar.id]}"))
        for signal in result.signals:
            if signal.pillar == pillar.id:
                table.add_row(*_signal(signal, shown))
        table.add_row()
    return table


def _signal(signal: Signal, shown: Figures) -> tuple[Text, ...]:
    style = "dim" if signal.points is None else ""
    points = shown.signals[signal.id]
    earned = f"{numbers.points(points)} of {numbers.points(shown.most[signal.id])}"
    return (
        plain_text(f"  {signal.title}", style),
        plain_text(words.value(signal), style),
        Text("" if signal.points is None else earned),
        Text(words.status(signal.status).lower(), style="dim"),
    )
