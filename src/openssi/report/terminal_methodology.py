"""A methodology in the terminal: a summary, and what another one changes and moves."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Column
from rich.text import Text

from openssi.methodology import Methodology
from openssi.methodology.differences import Difference, differences
from openssi.report import numbers
from openssi.report.notebook import Shown
from openssi.report.numbers import DASH, plain
from openssi.report.terminal_signals import signal_list
from openssi.report.terminal_tables import plain_table
from openssi.report.terminal_text import plain_text
from openssi.scoring.moves import EDGES, Mean, Moves, SignalMove

NOTHING = "nothing"
TOP: Final = 10
"""Signals that are named before the rest is counted."""


def checked_text(name: str, methodology: Methodology) -> Text:
    """What a check says of a file without a mistake."""
    tiers = [signal.tier for signal in methodology.signals]
    return plain_text(
        f"{name}: OK. {methodology.title} ({methodology.id}), version {methodology.version}: "
        f"{len(tiers)} signals in {len(methodology.pillars)} pillars, {tiers.count('base')} base "
        f"and {tiers.count('bonus')} bonus."
    )


def methodology_text(methodology: Methodology) -> RenderableType:
    """A readable summary of the whole."""
    table = plain_table(Column("", style="dim", no_wrap=True), Column("", overflow="fold"))
    table.show_header = False
    for name, fact in _facts(methodology):
        table.add_row(name, plain_text(fact))
    title = plain_text(f"{methodology.title} ({methodology.id})", "bold")
    return Shown(content=Group(title, Text(), table, Text(), signal_list(methodology)))


def _facts(methodology: Methodology) -> list[tuple[str, str]]:
    windows, audience = methodology.windows, methodology.audience
    lists = audience.model_dump(exclude={"label"})
    wanted = "; ".join(f"{name}: {', '.join(values)}" for name, values in lists.items() if values)
    return [
        ("Version", methodology.version),
        ("Half-life", f"{plain(methodology.half_life_days)} days"),
        ("Measurable", f"a pillar from {numbers.percent(methodology.coverage_floor)} coverage on"),
        ("Observed", f"a signal from {numbers.percent(methodology.observed_floor)} of its window"),
        ("Audience", f"{audience.label} ({wanted or 'everyone'})"),
        (
            "Windows",
            (
                f"accepted within {windows.accept_within_days} days, answered within "
                f"{windows.answer_within_days}, replied to within {windows.reply_within_days}, "
                f"reopened after {windows.reopen_after_days}"
            ),
        ),
    ]


def differences_text(before: Methodology, after: Methodology) -> RenderableType:
    """What the later methodology changes, key by key."""
    found = differences(before, after)
    names = [f"{m.title} ({m.id}), version {m.version}" for m in (before, after)]
    title = plain_text(f"From {names[0]} to {names[1]}", "bold")
    if not found:
        return Group(title, Text("No key differs."))
    table = plain_table(
        Column("Key", ratio=3, overflow="fold"),
        Column("Before", ratio=2, overflow="fold"),
        Column("After", ratio=2, overflow="fold"),
    )
    for difference in found:
        table.add_row(*_row(difference))
    return Group(title, Text(), table)


def _row(difference: Difference) -> tuple[Text, ...]:
    return (
        plain_text(difference.key),
        plain_text(NOTHING if difference.before is None else difference.before, "dim"),
        plain_text(NOTHING if difference.after is None else difference.after),
    )


def moves_text(moves: Moves, before: Methodology, after: Methodology) -> RenderableType:
    """How far the members of a network move, the means, and the signals that move them."""
    sizes = plain_table(
        Column("Move of the total", no_wrap=True),
        Column("Members", justify="right", no_wrap=True),
    )
    for name, share in zip(_sizes(), moves.shares, strict=True):
        sizes.add_row(name, numbers.percent(share))
    means = plain_table(
        Column("Mean", overflow="fold"),
        *(Column(name, justify="right", no_wrap=True) for name in ("Before", "After", "Change")),
    )
    for pillar in after.pillars:
        if pillar.id in moves.pillars:
            means.add_row(plain_text(pillar.title), *_mean(moves.pillars[pillar.id]))
    if moves.total:
        means.add_row(Text("Total", style="bold"), *_mean(moves.total))
    about = f"Scored under both: a fictional network of {moves.members:,} members."
    parts: list[RenderableType] = [Text(), Text(about, style="dim"), Text(), sizes, Text(), means]
    return Group(*parts, *_signals(moves.signals, before, after))


def _signals(
    moved: tuple[SignalMove, ...], before: Methodology, after: Methodology
) -> list[RenderableType]:
    if not moved:
        return []
    titles = {rule.id: rule.title for rule in (*before.signals, *after.signals)}
    table = plain_table(
        Column("Signals that move them", overflow="fold"),
        Column("Mean size", justify="right", no_wrap=True),
        Column("Mean change", justify="right", no_wrap=True),
    )
    for move in moved[:TOP]:
        table.add_row(plain_text(titles[move.signal]), f"{move.size:.2f}", _signed(move.change))
    rest = len(moved) - TOP
    more = [Text(f"and {rest} more, each by less", style="dim")] if rest > 0 else []
    return [Text(), table, *more]


def _signed(change: float) -> str:
    """A mean of hundredths with its sign; nothing that would round to it has one."""
    text = f"{change:+.2f}".replace("-", numbers.MINUS)
    return text if float(f"{change:.2f}") else text[1:]


def _sizes() -> list[str]:
    edges = [plain(edge) for edge in EDGES]
    between = [f"{low} {DASH} {high}" for low, high in pairwise(edges)]
    return [f"under {edges[0]}", *between, f"{edges[-1]} or more"]


def _mean(mean: Mean) -> tuple[str, str, str]:
    change = numbers.change(mean.after - mean.before)
    return numbers.points(mean.before), numbers.points(mean.after), change
