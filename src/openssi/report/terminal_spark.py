"""A line of time in one row of blocks, or of plain signs where the terminal knows no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style

from openssi.report.pictures.sparkline import BLOCKS, spark_text

PLAIN = str.maketrans(BLOCKS, "_.-~=+*#")
LONGEST = 100
"""Columns beyond which a line of time says no more."""


@dataclass(frozen=True, kw_only=True)
class Spark:
    """Values from the lowest to the highest; a gap where they are not known."""

    values: Sequence[float | None]
    """One a day."""
    color: str = ""
    """Colour of the line."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the line as long as the terminal is wide."""
        line = spark_text(self.values, min(options.max_width, LONGEST))
        drawn = line.translate(PLAIN) if options.ascii_only else line
        yield Segment(drawn, console.get_style(self.color) if self.color else Style())
        yield Segment.line()

    def __rich_measure__(self, _console: Console, options: ConsoleOptions) -> Measurement:
        """The line takes what there is."""
        return Measurement(1, min(options.max_width, LONGEST))
