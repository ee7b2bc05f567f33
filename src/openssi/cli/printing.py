"""Print on the terminal, into a pipe, or into a file."""

import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openssi.cli.output import write_text
from openssi.cli.streams import quiet_when_closed

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDEST = 120
"""Columns that a table or a paragraph takes at most: longer lines are hard to read."""

Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--out",
        metavar="FILE",
        help="Write it into a file instead of printing it.",
        show_default=False,
    ),
]


class Format(StrEnum):
    """How to print what a verb found."""

    text = "text"
    json = "json"
    csv = "csv"
    md = "md"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]


def deliver(
    form: Format,
    out: Path | None,
    *,
    text: "Callable[[], RenderableType]",
    data: Mapping[Format, Callable[[], str]],
) -> None:
    """Print in the form that was asked for; only that one is made.

    Args:
        form: The form.
        out: The file to write; by default standard output.
        text: Makes what a person reads in the terminal.
        data: Makes every other form.
    """
    if form is Format.text:
        show(text(), out)
    else:
        put(data[form](), out)


def show(content: "RenderableType", out: Path | None = None) -> None:
    """Print what Rich renders: with its colours on a terminal, without loose ends elsewhere."""
    from rich.console import Console  # noqa: PLC0415 - `--help` must not wait for it

    if out:
        text = StringIO()
        Console(file=text, width=WIDEST, color_system=None).print(content)
        write_text(out, _trimmed(text.getvalue()))
        return
    console = Console()
    console.width = min(console.width, WIDEST)
    if console.is_terminal:
        console.print(content)
        return
    with console.capture() as captured:
        console.print(content)
    _write(_trimmed(captured.get()))


def put(text: str, out: Path | None = None) -> None:
    """Print data: UTF-8 with plain newlines on every system, or into a file."""
    if out:
        write_text(out, text)
    else:
        _write(text, encoded=True)


def _write(text: str, *, encoded: bool = False) -> None:
    raw = getattr(sys.stdout, "buffer", None)
    with quiet_when_closed():
        if encoded and raw is not None:
            sys.stdout.flush()
            raw.write(text.encode())
        else:
            sys.stdout.write(text)


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))
