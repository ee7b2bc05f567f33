"""A bar of block characters, or of plain ones where the terminal knows no others."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style


@dataclass(frozen=True, kw_only=True)
class Meter:
    """A share of 0 to 1 as a bar of fixed width."""

    share: float
    """How much of the bar is filled."""
    width: int
    """Columns that it takes."""
    color: str
    """Colour of the filled part."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the bar in the characters that the terminal has."""
        full, empty = ("#", "-") if options.ascii_only else ("━", "─")
        filled = round(self.share * self.width)
        yield Segment(full * filled, console.get_style(self.color))
        yield Segment(empty * (self.width - filled), Style(dim=True))

    def __rich_measure__(self, _console: Console, _options: ConsoleOptions) -> Measurement:
        """The bar takes its width, no more and no less."""
        return Measurement(self.width, self.width)
