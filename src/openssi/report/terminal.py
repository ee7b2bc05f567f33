"""The result in the terminal: the index, its pillars, the last year and every signal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from openssi.report import numbers, official_words, words
from openssi.report.figures import Figures, figures
from openssi.report.terminal_bar import Meter
from openssi.report.terminal_spark import Spark
from openssi.report.terminal_tables import indented, plain_table
from openssi.report.terminal_text import plain_text
from openssi.report.terminal_width import Fitting
from openssi.result import Benchmark, History, Pillar, Result, Signal

COLORS = {
    "professional_brand": "blue",
    "find_right_people": "yellow",
    "engage_with_insights": "cyan",
    "build_relationships": "magenta",
}
TREND = {"up": "green", "down": "red", "level": "dim", "unknown": "dim"}
BAR = 10
WIDE = 76
"""Columns from which on there is room for every column of a table."""
SHORT = {"measured": "", "estimated": "est.", "self-reported": "told"}
"""What a narrow terminal says of a status."""


def text(result: Result) -> RenderableType:
    """The whole result for a terminal of 60 columns or more."""
    shown = figures(result)
    return Group(
        *(Padding(plain_text(advice, "bold"), (0, 0, 1, 0)) for advice in result.advisories),
        _header(result, shown),
        Padding(_pillars(result, shown), (1, 0)),
        *_groups(result),
        *_history(result.history),
        _signals(result, shown),
        *(Padding(plain_text(note, "dim"), (0, 0, 0, 2)) for note in result.notes),
        Text("Independent estimate, unaffiliated with LinkedIn.", style="dim"),
    )


def _header(result: Result, shown: Figures) -> RenderableType:
    name = plain_text(words.name(result), "bold")
    index = Text.assemble(
        (numbers.points(shown.total), "bold"),
        f" {words.scale(result)}   ",
        _change(shown.change),
    )
    if words.has_span(result.range):
        index.append(f"   range {words.span(result.range, result.total)}", style="dim")
    method = f"{result.methodology.title}, version {result.methodology.version}"
    audience = f"audience: {result.methodology.audience}"
    about = plain_text(f"As of {numbers.day(result.as_of)} · {method} · {audience}", "dim")
    return Group(name, about, Text(), index, *_official(result))


def _official(result: Result) -> tuple[RenderableType, ...]:
    """LinkedIn's own index and how far this one lies from it, where a reading was given."""
    line = official_words.line(result)
    return (plain_text(line, "dim"),) if line else ()


def _change(change: float | None) -> Text:
    style = TREND[numbers.trend(change)]
    words_of = (
        "change over 7 days not known" if change is None else f"{numbers.change(change)} in 7 days"
    )
    return Text(words_of, style=style)


def _pillars(result: Result, shown: Figures) -> RenderableType:
    return Fitting(
        shapes={
            WIDE: _pillar_table(result, shown, heads=("of 25", "range", "7 days", "seen")),
            0: _pillar_table(result, shown, heads=("of 25", "7 days", "seen")),
        }
    )


def _pillar_table(result: Result, shown: Figures, *, heads: tuple[str, ...]) -> Table:
    table = plain_table(
        Column("", ratio=1, overflow="fold"),
        *([Column("", width=BAR)] if "range" in heads else []),
        *(Column(head, justify="right", no_wrap=True) for head in heads),
    )
    for pillar in result.pillars:
        cells = _pillar(pillar, shown)
        table.add_row(*(cells if "range" in heads else (cells[0], cells[2], *cells[4:])))
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


def _groups(result: Result) -> tuple[RenderableType, ...]:
    """The groups of a network that the member was compared with; none for a person alone."""
    own = [g for g in result.benchmarks if g.group != "reference" and g.reading is None and g.size]
    if not own:
        return ()
    table = plain_table(
        Column("", ratio=1, overflow="fold"),
        *(Column(head, justify="right") for head in ("average", "rank", "7 days", "members")),
    )
    for group in own:
        table.add_row(*_group(group))
    return (Padding(table, (0, 0, 1, 0)),)


def _group(group: Benchmark) -> tuple[RenderableType, ...]:
    rank, moved = group.rank_percent, group.rank_change
    return (
        plain_text(group.title),
        Text(numbers.points(group.average)),
        Text(numbers.UNKNOWN if rank is None else f"top {rank}%"),
        Text(
            numbers.UNKNOWN if moved is None else numbers.rank_change(moved),
            style=TREND[numbers.trend(moved)],
        ),
        Text(f"{group.size or 0:,}", style="dim"),
    )


def _history(history: History) -> tuple[RenderableType, ...]:
    known = [value for value in history.total if value is not None]
    if len(known) <= 1:
        return ()
    ends = f"{numbers.day(history.days[0])} to {numbers.day(history.days[-1])}"
    heights = f"from {numbers.points(min(known))} to {numbers.points(max(known))}"
    return (
        Spark(values=history.total),
        Text(f"{ends} · {heights}", style="dim"),
        Text(),
    )


def _signals(result: Result, shown: Figures) -> Group:
    """The signals by pillar, in columns that stand in line from pillar to pillar."""
    parts: list[RenderableType] = []
    for pillar in result.pillars:
        own = [signal for signal in result.signals if signal.pillar == pillar.id]
        wide, narrow = (indented(_signal_table(own, shown, wide=wide)) for wide in (True, False))
        title = plain_text(pillar.title, f"bold {COLORS[pillar.id]}")
        parts += [title, Fitting(shapes={WIDE: wide, 0: narrow}), Text()]
    return Group(*parts)


def _signal_table(signals: list[Signal], shown: Figures, *, wide: bool) -> Table:
    table = plain_table(
        Column(width=34 if wide else 24, overflow="fold"),
        Column(width=16 if wide else 13, overflow="fold"),
        Column(width=11, justify="right", no_wrap=True),
        Column(width=9 if wide else 4, no_wrap=True),
    )
    table.show_header = False
    for signal in signals:
        table.add_row(*_signal(signal, shown, wide=wide))
    return table


def _signal(signal: Signal, shown: Figures, *, wide: bool) -> tuple[Text, ...]:
    style = "dim" if signal.points is None else ""
    points = shown.signals[signal.id]
    earned = f"{numbers.points(points)} of {numbers.points(shown.most[signal.id])}"
    status = words.status(signal.status).lower()
    unknown = "" if wide else status.removeprefix("not applicable") or "not for you"
    return (
        plain_text(signal.title, style),
        plain_text(words.value(signal), style),
        Text(unknown if signal.points is None else earned, style=style),
        Text(status if wide else SHORT.get(status, ""), style="dim"),
    )
