"""Sources in the terminal: what each of them brought, and which would bring the most next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Column
from rich.text import Text

from openssi.methodology.model import SignalRule
from openssi.report import numbers
from openssi.report.doctor_files import NAME, WIDE
from openssi.report.standing import Further, SourceRow, Standing, base_weight
from openssi.report.terminal_tables import below, plain_table
from openssi.report.terminal_text import plain_text
from openssi.report.terminal_width import Fitting

HEADS = ("Rows", "First", "Last", "Signals", "Points")
EXPLAINED = "Signals and points: what each source makes measurable that those above do not."
NEXT = "What would bring the most next"


def sources_table(stands: Standing) -> Iterator[RenderableType]:
    """Every source with its rows and days, and what it added to those above it."""
    if len(stands.sources) < 2:  # noqa: PLR2004 - one source has nothing to be compared with
        return
    heads = Text(f"Sources ({len(stands.sources)})", style="bold")
    columns = [Text(head, style="dim") for head in HEADS]
    yield Fitting(shapes={WIDE: _line(heads, columns), 0: heads})
    for row in stands.sources:
        yield from _source(row)
    yield below(EXPLAINED)
    yield Text()


def _source(row: SourceRow) -> Iterator[RenderableType]:
    name = plain_text(row.file or row.source)
    rows, first, last = f"{row.rows:,}", *(str(day or "") for day in (row.first, row.last))
    gains = str(len(row.brought)), numbers.plain(base_weight(row.brought))
    cells = [Text(cell, style="" if cell != "0" else "dim") for cell in (rows, first, last, *gains)]
    told = ", ".join(filter(None, (f"{rows} rows", _days(row), brought(row.brought))))
    narrow = Padding(plain_text(told, "dim"), (0, 0, 0, 2))
    yield Fitting(shapes={WIDE: _line(name, cells), 0: name})
    if row.file:
        yield below(f"{row.source}, {row.kind}")
    yield Fitting(shapes={WIDE: Text(end=""), 0: narrow})


def _line(name: Text, cells: Sequence[Text]) -> RenderableType:
    table = plain_table(
        Column(width=NAME - 4, overflow="fold"),
        Column(width=9, justify="right", no_wrap=True),
        Column(width=10, no_wrap=True),
        Column(width=10, no_wrap=True),
        Column(width=7, justify="right", no_wrap=True),
        Column(width=6, justify="right", no_wrap=True),
    )
    table.show_header = False
    table.add_row(name, *cells)
    return table


def _days(row: SourceRow) -> str:
    return f"{row.first} to {row.last}" if row.first and row.last else ""


def brought(rules: Sequence[SignalRule]) -> str:
    """How many signals there are, and what they weigh, in words."""
    many = f"{len(rules)} signal{'s' * (len(rules) != 1)}"
    return f"{many}, {points(rules)}" if rules else "no new signal"


def points(rules: Sequence[SignalRule]) -> str:
    """What signals weigh at full marks, in words."""
    weight = base_weight(rules)
    return f"{numbers.plain(weight)} point{'s' * (weight != 1)}"


def coverage(stands: Standing) -> str:
    """How much of the base weight is seen, in a sentence."""
    share = stands.seen / stands.whole if stands.whole else 0.0
    return (
        f"You see {numbers.percent(share)} of the base weight: {numbers.plain(stands.seen)} of "
        f"{numbers.plain(stands.whole)} points."
    )


def ways_on(stands: Standing) -> Iterator[RenderableType]:
    """What would show the most that is not seen, each with how to get it; then what is seen."""
    if stands.next:
        yield plain_text(NEXT, "bold")
        table = plain_table(Column(width=9, justify="right", no_wrap=True), Column(overflow="fold"))
        table.show_header = False
        for one in stands.next:
            table.add_row(Text(points(one.opens)), _way(one))
        yield table
        yield Text()
    yield plain_text(coverage(stands), "bold")


def _way(one: Further) -> Text:
    return Text.assemble(plain_text(one.way.title), "\n", plain_text(one.way.how, "dim"))
