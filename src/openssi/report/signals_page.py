"""The signals of a methodology as a page of documentation: generated, so never out of date."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.methodology import Methodology
from openssi.methodology.model import PillarText, SignalRule
from openssi.report import words
from openssi.report.numbers import plain
from openssi.report.scales import Scale
from openssi.report.terminal_signals import facts, full_marks


def signals_markdown(methodology: Methodology, one: SignalRule | None = None) -> str:
    """All signals as Markdown, a table for each pillar and a section for each; or one section."""
    lines = _section(methodology, one) if one else _lines(methodology)
    return "\n".join(lines).strip() + "\n"


def _lines(methodology: Methodology) -> Iterator[str]:
    yield f"# The signals of {methodology.title}"
    yield ""
    yield (
        f"Generated from the methodology `{methodology.id}`, version {methodology.version}: edit "
        "that, not this page. [What the words mean](methodology.md)."
    )
    for pillar in methodology.pillars:
        yield from _pillar(methodology, pillar)


def _pillar(methodology: Methodology, pillar: PillarText) -> Iterator[str]:
    own = [rule for rule in methodology.signals if rule.pillar == pillar.id]
    yield from ("", f"## {pillar.title}", "")
    yield "| signal | id | weight | tier | measure | full marks at |"
    yield "|---|---|---|---|---|---|"
    yield from map(_row, own)
    for rule in own:
        yield from _section(methodology, rule)


def _row(rule: SignalRule) -> str:
    cells = (
        f"[{_cell(rule.title)}](#{rule.id})",
        f"`{rule.id}`",
        plain(rule.weight),
        rule.tier,
        rule.measure.type,
        full_marks(rule),
    )
    return f"| {' | '.join(map(_cell, cells))} |"


def _section(methodology: Methodology, rule: SignalRule) -> Iterator[str]:
    yield from ("", f"### {rule.id}", "", f"**{rule.title}.** {rule.description}", "")
    for name, fact in facts(methodology, rule)[2:]:
        yield f"- {name}: {fact}"
    yield f"- Curve: {words.control_points(Scale.of(rule))}"
    yield f"- Control points: {rule.curve.source}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
