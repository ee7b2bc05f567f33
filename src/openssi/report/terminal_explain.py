"""Why a signal earns what it earns: one in full, or all with the price of the next point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from openssi.report import numbers, words
from openssi.report.figures import Figures, figures
from openssi.report.notebook import Shown
from openssi.report.terminal import COLORS, WIDE
from openssi.report.terminal_plot import CurvePlot
from openssi.report.terminal_tables import indented, plain_table
from openssi.report.terminal_text import plain_text
from openssi.report.terminal_width import Fitting
from openssi.report.ways import way_of
from openssi.result import Part, Result, Signal, Status

NOT_COUNTED = "not counted"
"""Points of a signal with a value in a pillar that is not measurable."""


def explanation(result: Result, signal: Signal) -> Shown:
    """One signal: value, evidence, place on the curve, points and what the next one takes."""
    shown = figures(result)
    parts: list[RenderableType] = [
        _title(result, signal),
        Padding(_facts(result, signal, shown), (1, 0)),
        *_parts(signal.evidence.parts),
        *_curve(signal, shown),
        plain_text(f"{words.control_points(signal)} {signal.curve.source}", "dim"),
        Text(),
        plain_text(signal.description),
        plain_text(signal.advice, "italic"),
    ]
    return Shown(content=Group(*parts))


def explanations(result: Result) -> Shown:
    """Every signal with its points and the price of the next one."""
    shown = figures(result)
    parts: list[RenderableType] = [_fitting(_heads)]
    for pillar in result.pillars:
        own = [signal for signal in result.signals if signal.pillar == pillar.id]
        title = plain_text(pillar.title, f"bold {COLORS[pillar.id]}")
        parts += [title, _fitting(partial(_rows, own, shown)), Text()]
    return Shown(content=Group(*parts, Text("One in full: openssi explain ARCHIVE SIGNAL", "dim")))


def _fitting(table: Callable[..., Table]) -> RenderableType:
    """A table with the values, or one without them where there is no room."""
    return Fitting(shapes={WIDE: indented(table(wide=True)), 0: indented(table(wide=False))})


def _heads(*, wide: bool) -> Table:
    table = _table(wide=wide)
    heads = ("Signal", "Value", "Points", "Next point at")
    table.add_row(*(Text(head, style="dim") for head in heads if wide or head != "Value"))
    return table


def _rows(signals: Sequence[Signal], shown: Figures, *, wide: bool) -> Table:
    table = _table(wide=wide)
    for signal in signals:
        table.add_row(*_row(signal, shown, wide=wide))
    return table


def _table(*, wide: bool) -> Table:
    """Fixed columns, so that the tables of all pillars stand in line."""
    table = plain_table(
        Column(width=24, overflow="fold"),
        *([Column(width=16, overflow="fold")] if wide else []),
        Column(width=11, justify="right", overflow="fold"),
        Column(overflow="fold"),
    )
    table.show_header = False
    return table


def _row(signal: Signal, shown: Figures, *, wide: bool) -> tuple[Text, ...]:
    style = "dim" if signal.points is None else ""
    value = [plain_text(words.value(signal), style)] if wide else []
    return (
        plain_text(signal.id, style),
        *value,
        Text(_points(signal, shown), style=style),
        plain_text(_price(signal), "dim"),
    )


def _points(signal: Signal, shown: Figures) -> str:
    if signal.points is None:
        counts = signal.value is None
        return words.status(signal.status).lower() if counts else NOT_COUNTED
    earned = numbers.points(shown.signals[signal.id])
    return f"{earned} of {numbers.points(shown.most[signal.id])}"


def _price(signal: Signal) -> str:
    further = signal.next_point
    if further is None:
        return "full marks" if signal.points is not None else ""
    at = words.amount(signal, words.whole(signal, further.value))
    return at if further.points >= 1 else f"{at} (+{words.more(further.points)})"


def _title(result: Result, signal: Signal) -> RenderableType:
    pillar = next(pillar.title for pillar in result.pillars if pillar.id == signal.pillar)
    kind = "A bonus signal of" if signal.tier == "bonus" else "A signal of"
    method = f"{result.methodology.title}, version {result.methodology.version}"
    return Group(
        plain_text(signal.title, f"bold {COLORS[signal.pillar]}"),
        plain_text(signal.headline),
        plain_text(f"{kind} “{pillar}”", "dim"),
        plain_text(f"As of {numbers.day(result.as_of)} · {method}", "dim"),
    )


def _facts(result: Result, signal: Signal, shown: Figures) -> RenderableType:
    rows = [("Value", words.value(signal) if signal.value is not None else _without_value(signal))]
    rows += [("", fact) for fact in words.evidence(signal)]
    points = words.not_counted(result, signal) or _points(signal, shown)
    rows += [("Points", points), ("Status", words.known(signal))]
    rows += [("Next", _next(signal))]
    if signal.status is Status.NOT_OBSERVED:
        way = way_of(signal.shown_by)
        rows += [("Shown by", signal.shown_by), ("Get it", way.how if way else "")]
    table = plain_table(Column("", style="dim", no_wrap=True), Column("", overflow="fold"))
    table.show_header = False
    for name, fact in rows:
        if fact:
            table.add_row(name, plain_text(fact))
    return table


def _next(signal: Signal) -> str:
    full = "Full marks: no further point to earn." if signal.points is not None else ""
    return words.next_point(signal) or full


def _parts(parts: tuple[Part, ...] | None) -> list[RenderableType]:
    if not parts:
        return []
    table = plain_table(
        Column("Part", overflow="fold"), Column("There"), Column("Weight", justify="right")
    )
    for part in parts:
        share = "not seen, left out" if part.share is None else numbers.percent(part.share)
        table.add_row(plain_text(part.title), share, numbers.plain(part.weight))
    return [Padding(table, (0, 0, 1, 0))]


def _curve(signal: Signal, shown: Figures) -> list[RenderableType]:
    if signal.status is Status.NOT_APPLICABLE:
        return []
    known = signal.value is not None and signal.points is not None and signal.max_points > 0
    plot = CurvePlot(
        scale=signal,
        most=shown.most[signal.id],
        color=COLORS[signal.pillar],
        value=signal.value if known else None,
        share=(signal.points or 0.0) / signal.max_points if known else 0.0,
    )
    return [plot, Text()]


def _without_value(signal: Signal) -> str:
    return "not seen" if signal.points is None else "nothing to rate yet"
