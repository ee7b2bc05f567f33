"""How far a long piece of work is: on a terminal, on standard error, gone when it is done."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from openssi.cli.text import printable

Steps = Callable[[str], object]
"""Told the name of each step as it begins."""


@contextmanager
def progress(total: int) -> Iterator[Steps]:
    """Show each step on a bar of so many; show nothing where no one watches.

    Args:
        total: Steps that are expected.
    """
    if not sys.stderr.isatty():
        yield _unheard
        return
    from rich.console import Console  # noqa: PLC0415 - `--help` must not wait for these
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn  # noqa: PLC0415

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, completed=-1)
        yield lambda name: bar.update(task, description=printable(name), advance=1, refresh=True)


def _unheard(_: str) -> None:
    pass
