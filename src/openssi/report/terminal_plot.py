"""A curve drawn in the terminal, with the member's place on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style

from openssi.report.numbers import points
from openssi.report.pictures.curve import Axes
from openssi.report.scales import Scaled
from openssi.report.words import axis_value

ROWS = 8
DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Bits of a braille cell: two columns of four dots, top to bottom."""
BRAILLE = 0x2800
SLIM = 24
"""Fewer columns show no shape."""

Cell = tuple[int, int]
"""Row from the top and column from the left."""


@dataclass(frozen=True, kw_only=True)
class CurvePlot:
    """The curve of a signal, values to the right and points upwards."""

    scale: Scaled
    """What is drawn."""
    most: float
    """Points at full marks, as shown."""
    color: str
    """Colour of the curve."""
    value: float | None = None
    """The member's value; None where there is none."""
    share: float = 0.0
    """Share of full marks that the member earns there."""
    width: int = 48
    """Columns of the drawing."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the plot in the characters that the terminal has."""
        margin = self._margin()
        width = max(SLIM, min(self.width, options.max_width - margin - 2))
        axes = Axes(self.scale, self.value)
        marks = dict(self._marks(axes, width, plain=options.ascii_only))
        drawn = _plain(axes, width) if options.ascii_only else _braille(axes, width)
        wall = "|" if options.ascii_only else "│"
        for row, line in enumerate(drawn):
            yield Segment(f"{self._label(axes, row):>{margin}} {wall}", Style(dim=True))
            for column, letter in enumerate(line):
                mark = marks.get((row, column))
                yield Segment(mark or letter, console.get_style("bold" if mark else self.color))
            yield Segment.line()
        yield Segment(" " * (margin + 2) + self._feet(axes, width), Style(dim=True))

    def __rich_measure__(self, _console: Console, _options: ConsoleOptions) -> Measurement:
        """The plot takes its width with the labels, or what there is."""
        wide = self.width + self._margin() + 2
        return Measurement(min(SLIM, wide), wide)

    def _margin(self) -> int:
        return max(len(points(self.most)), len(points(-self.scale.curve.penalty)), 4)

    def _label(self, axes: Axes, row: int) -> str:
        """Full marks, nothing, and the penalty stand at their heights."""
        heights = {_row(axes, axes.bottom): axes.bottom, _row(axes, 0.0): 0.0, 0: 1.0}
        return points(heights[row] * self.most) if row in heights else ""

    def _marks(self, axes: Axes, width: int, *, plain: bool) -> Iterator[tuple[Cell, str]]:
        for value in axes.controls:
            yield _cell(axes, width, value, axes.share(value)), "o" if plain else "○"
        if self.value is not None:
            yield _cell(axes, width, self.value, self.share), "@" if plain else "●"

    def _feet(self, axes: Axes, width: int) -> str:
        """The control points under their places; the lesser one gives way where both do not fit."""
        line = " " * width
        for value in sorted(axes.controls, reverse=not axes.log):
            label = axis_value(self.scale, value)
            middle = _column(axes, width, value) - len(label) // 2
            start = max(0, min(width - len(label), middle))
            if not line[max(0, start - 1) : start + len(label) + 1].strip():
                line = line[:start] + label + line[start + len(label) :]
        return line.rstrip()


def _column(axes: Axes, width: int, value: float) -> int:
    return round(axes.across(value) * (width - 1))


def _row(axes: Axes, share: float) -> int:
    return round(axes.down(share) * (ROWS - 1))


def _cell(axes: Axes, width: int, value: float, share: float) -> Cell:
    return _row(axes, share), _column(axes, width, value)


def _heights(axes: Axes, columns: int, rows: int) -> list[int]:
    """The row of the curve in each column, on a grid of any fineness."""
    values = [axes.value(column / (columns - 1)) for column in range(columns)]
    return [round(axes.down(axes.share(value)) * (rows - 1)) for value in values]


def _plain(axes: Axes, width: int) -> list[str]:
    heights = _heights(axes, width, ROWS)
    return ["".join("*" if height == row else " " for height in heights) for row in range(ROWS)]


def _braille(axes: Axes, width: int) -> list[str]:
    bits = [[0] * width for _ in range(ROWS)]
    heights = _heights(axes, 2 * width, 4 * ROWS)
    for column, height in enumerate(heights):
        before = heights[max(0, column - 1)]
        first, last = sorted((height, before + (height > before) - (height < before)))
        for dot in range(first, last + 1):
            bits[dot // 4][column // 2] |= DOTS[column % 2][dot % 4]
    return ["".join(chr(BRAILLE + cell) if cell else " " for cell in row) for row in bits]
