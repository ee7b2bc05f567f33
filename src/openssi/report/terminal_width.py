"""One content in several shapes: the widest that the terminal has room for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """Shapes by the columns that each needs; that of the fewest serves everywhere else."""

    shapes: Mapping[int, RenderableType]
    """Columns needed, and what is shown from there on."""

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Show the widest shape that fits."""
        yield self._chosen(options)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Take what the chosen shape takes."""
        return Measurement.get(console, options, self._chosen(options))

    def _chosen(self, options: ConsoleOptions) -> RenderableType:
        fit = [columns for columns in self.shapes if columns <= options.max_width]
        return self.shapes[max(fit, default=min(self.shapes))]
