"""What the terminal shows, in a notebook too."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import RenderableType
from rich.jupyter import JupyterMixin


@dataclass(frozen=True, kw_only=True)
class Shown(JupyterMixin):
    """Something to print with Rich; a notebook shows it as the value of a cell."""

    content: RenderableType

    def __rich__(self) -> RenderableType:
        """Hand over the content."""
        return self.content
