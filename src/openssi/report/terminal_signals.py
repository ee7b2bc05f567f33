"""The signals of a methodology in the terminal: all of them, or one with everything about it."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Column
from rich.text import Text

from openssi.methodology import Methodology
from openssi.methodology.model import SignalRule
from openssi.report import measure_words, words
from openssi.report.notebook import Shown
from openssi.report.numbers import plain
from openssi.report.scales import Scale
from openssi.report.terminal import COLORS
from openssi.report.terminal_plot import CurvePlot
from openssi.report.terminal_tables import plain_table
from openssi.report.terminal_text import plain_text


def signal_list(methodology: Methodology) -> Shown:
    """Every signal by pillar: weight, tier, measure and what full marks take."""
    table = plain_table(
        Column("Signal", ratio=3, overflow="fold"),
        Column("Weight", justify="right", no_wrap=True),
        Column("Tier", no_wrap=True),
        Column("Measure", no_wrap=True),
        Column("Full marks at", ratio=2, overflow="fold"),
    )
    for pillar in methodology.pillars:
        table.add_row(plain_text(pillar.title, f"bold {COLORS[pillar.id]}"))
        for rule in methodology.signals:
            if rule.pillar == pillar.id:
                table.add_row(*_row(rule))
        table.add_row()
    about = plain_text(f"{methodology.title}, version {methodology.version}", "dim")
    return Shown(
        content=Group(about, Text(), table, Text("One in full: openssi signals ID", "dim"))
    )


def _row(rule: SignalRule) -> tuple[Text, ...]:
    return (
        Text.assemble(plain_text(f"  {rule.title} "), plain_text(rule.id, "dim")),
        Text(plain(rule.weight)),
        Text(rule.tier, style="" if rule.tier == "base" else "italic"),
        Text(rule.measure.type),
        plain_text(full_marks(rule)),
    )


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
