"""The signals of a methodology in the terminal: all of them, or one with everything about it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from openssi.methodology import Methodology
from openssi.methodology.model import SignalRule
from openssi.report import measure_words, words
from openssi.report.notebook import Shown
from openssi.report.numbers import plain
from openssi.report.scales import Scale
from openssi.report.terminal import COLORS
from openssi.report.terminal_plot import CurvePlot
from openssi.report.terminal_tables import indented, plain_table
from openssi.report.terminal_text import plain_text
from openssi.report.terminal_width import Fitting

WIDTHS = {"Signal": 34, "Id": 24, "Weight": 6, "Tier": 5, "Measure": 10, "Full marks at": 17}
HEADS: dict[int, tuple[str, ...]] = {
    108: ("Signal", "Id", "Weight", "Tier", "Measure", "Full marks at"),
    72: ("Id", "Weight", "Tier", "Measure", "Full marks at"),
    0: ("Id", "Weight", "Full marks at"),
}
"""Columns of the list, by the columns of the terminal that they take."""


def signal_list(methodology: Methodology) -> Shown:
    """Every signal by pillar: weight, tier, measure and what full marks take."""
    about = plain_text(f"{methodology.title}, version {methodology.version}", "dim")
    parts: list[RenderableType] = [about, Text(), _fitting(())]
    for pillar in methodology.pillars:
        own = [rule for rule in methodology.signals if rule.pillar == pillar.id]
        title = plain_text(pillar.title, f"bold {COLORS[pillar.id]}")
        parts += [title, _fitting(own), Text()]
    return Shown(content=Group(*parts, Text("One in full: openssi signals ID", "dim")))


def _fitting(rules: Sequence[SignalRule]) -> RenderableType:
    """The rules in the columns that there is room for; without rules, the heads of the columns."""
    tables = {columns: indented(_table(heads, rules)) for columns, heads in HEADS.items()}
    return Fitting(shapes=tables)


def _table(heads: Sequence[str], rules: Sequence[SignalRule]) -> Table:
    """Fixed columns, so that the tables of all pillars stand in line."""
    table = plain_table(
        *(
            Column(width=WIDTHS[head], justify="right" if head == "Weight" else "left")
            for head in heads
        ),
    )
    table.show_header = False
    for rule in rules:
        cells = _cells(rule)
        table.add_row(*(cells[head] for head in heads))
    if not rules:
        table.add_row(*(Text(head, style="dim") for head in heads))
    return table


def _cells(rule: SignalRule) -> dict[str, Text]:
    return {
        "Signal": plain_text(rule.title),
        "Id": plain_text(rule.id, "dim"),
        "Weight": Text(plain(rule.weight)),
        "Tier": Text(rule.tier, style="" if rule.tier == "base" else "italic"),
        "Measure": Text(rule.measure.type),
        "Full marks at": plain_text(full_marks(rule)),
    }


def full_marks(rule: SignalRule) -> str:
    """The value that earns full marks, with its unit."""
    return words.amount(Scale.of(rule), rule.curve.full)


def signal_text(methodology: Methodology, rule: SignalRule) -> Shown:
    """Everything about one signal."""
    scale = Scale.of(rule)
    parts: list[RenderableType] = [
        plain_text(rule.title, f"bold {COLORS[rule.pillar]}"),
        plain_text(rule.description),
        Padding(_facts(methodology, rule), (1, 0)),
        CurvePlot(scale=scale, most=rule.weight, color=COLORS[rule.pillar]),
        Text(),
        plain_text(words.control_points(scale)),
        plain_text(rule.curve.source, "dim"),
    ]
    return Shown(content=Group(*parts))


def _facts(methodology: Methodology, rule: SignalRule) -> RenderableType:
    table = plain_table(Column("", style="dim", no_wrap=True), Column("", overflow="fold"))
    table.show_header = False
    for name, fact in facts(methodology, rule):
        table.add_row(name, plain_text(fact))
    return table


def facts(methodology: Methodology, rule: SignalRule) -> list[tuple[str, str]]:
    """What there is to say about a signal, each with its name."""
    pillar = next(pillar.title for pillar in methodology.pillars if pillar.id == rule.pillar)
    return [
        ("Id", rule.id),
        ("Pillar", pillar),
        ("Weight", f"{plain(rule.weight)} points, {rule.tier}"),
        ("Unit", rule.unit),
        ("Measure", f"{rule.measure.type}. {measure_words.measured(rule)}"),
        ("Fading", measure_words.fades(rule, methodology)),
        ("Reads", measure_words.sources(rule)),
        ("Good", rule.good),
        ("Poor", rule.poor),
        ("Advice", rule.advice),
        ("Shown by", rule.shown_by),
    ]
