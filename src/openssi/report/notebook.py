"""What the terminal shows, in a notebook and as plain text too."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import Final

from rich.console import Console, RenderableType
from rich.jupyter import JupyterMixin

_WIDTH: Final = 100
"""Columns of the plain text: a line that a terminal, a log or an e-mail still shows whole."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Shown(JupyterMixin):
    """Something to print: with Rich in colour, in a notebook as a cell's value, else as text."""

    content: RenderableType

    def __rich__(self) -> RenderableType:
        """Hand over the content."""
        return self.content

    def __str__(self) -> str:
        """Return it as plain text, as ``print`` shows it."""
        page = StringIO()
        Console(file=page, width=_WIDTH, color_system=None, force_jupyter=False).print(self.content)
        return "\n".join(line.rstrip() for line in page.getvalue().splitlines())

    __repr__ = __str__
