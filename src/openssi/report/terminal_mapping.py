"""What a map makes of a table, in the terminal: columns, kinds, what is not taken, and signals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Column
from rich.text import Text

from openssi.methodology import Methodology
from openssi.report.measurable import Known, measurable
from openssi.report.numbers import day
from openssi.report.terminal_tables import plain_table
from openssi.report.terminal_text import plain_text
from openssi.sources.event_tables import Checked
from openssi.sources.event_tables.checking import CheckedColumn, CheckedKind, CheckedSection, Reason

_NOTHING = "Nothing of it can be used."


def mapping_text(checked: Checked, methodology: Methodology) -> RenderableType:
    """What becomes of the sample's rows, and which signals they would show."""
    parts: list[RenderableType] = [plain_text(f"Map “{checked.name}”", "bold")]
    parts += [plain_text(checked.about)] if checked.about else []
    for section in checked.sections:
        parts += [Text(), *_section(section)]
    return Group(*parts, Text(), *_signals(checked, methodology))


def _section(section: CheckedSection) -> Iterator[RenderableType]:
    yield plain_text(f"{section.label} → {section.table}", "bold")
    yield plain_text(f"{section.imported:,} of {section.rows:,} rows of the sample can be used.")
    yield Text()
    yield from _columns(section.columns, section.imported)
    if section.unused:
        yield plain_text(f"Not used: {', '.join(section.unused)}")
    if section.kinds:
        yield Text()
        yield from _kinds(section.kinds)
    if section.unlisted or section.reasons:
        yield Text()
        yield from (
            plain_text(f"Not in the map: {one.column} = “{one.value}”, {_rows(one.rows)}")
            for one in section.unlisted
        )
        yield from (plain_text(_reason(one)) for one in section.reasons)


def _columns(columns: Sequence[CheckedColumn], imported: int) -> Iterator[RenderableType]:
    table = plain_table(Column("Column"), Column("comes from"), Column("filled", justify="right"))
    for one in columns:
        share = f"{one.filled / imported:.0%}" if imported else "—"
        table.add_row(one.name, plain_text(one.source or "a constant"), share)
    yield table


def _kinds(kinds: Sequence[CheckedKind]) -> Iterator[RenderableType]:
    numbers = [Column(name, justify="right") for name in ("rows", "members")]
    table = plain_table(Column("Kind"), *numbers, Column("first"), Column("last"))
    for one in kinds:
        days = (day(moment) if moment else "undated" for moment in (one.first, one.last))
        table.add_row(one.kind, f"{one.rows:,}", f"{one.members:,}", *days)
    yield table


def _rows(number: int) -> str:
    return f"{number:,} row{'s' * (number != 1)}"


def _reason(one: Reason) -> str:
    where = (
        f" (line{'s' * (len(one.lines) > 1)} {', '.join(map(str, one.lines))})" if one.lines else ""
    )
    return f"{one.fate.capitalize()}: {_rows(one.rows)}, {one.reason}{where}"


def _signals(checked: Checked, methodology: Methodology) -> Iterator[RenderableType]:
    shown = {kind.kind for section in checked.sections for kind in section.kinds}
    shown |= {c.name for section in checked.sections for c in section.columns if c.filled}
    nothing = Known(filled=frozenset(), spans={}, until=dt.date.max)
    rules = measurable(methodology, shown, nothing.with_all_of(shown))
    titles = [rule.title for rule in rules]
    yield Text("Signals that it would show", style="bold")
    yield plain_text(", ".join(titles) if titles else _NOTHING)
