"""The entry point: a bare archive means its report; failures are one line and an exit code."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper

from openssi.cli.app import VERBS, app
from openssi.errors import OpenSSIError

USERS_MISTAKE = 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 the input's mistake, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _never_fail_on_a_character()
    try:
        app(_with_verb(given), prog_name="openssi")
    except OpenSSIError as error:
        _show(error)
        sys.exit(USERS_MISTAKE)


def _with_verb(given: list[str]) -> list[str]:
    """``openssi ARCHIVE.zip`` is short for ``openssi report ARCHIVE.zip --open``."""
    if not given or given[0].startswith("-") or given[0] in VERBS or not _is_path(given[0]):
        return given
    return ["report", *given, "--open"]


def _never_fail_on_a_character() -> None:
    """A terminal or pipe of a narrow encoding shows ``?`` for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _is_path(text: str) -> bool:
    return any(mark in text for mark in "./\\")


def _show(error: OpenSSIError) -> None:
    from rich.console import Console  # noqa: PLC0415 - `--version` must not wait for it
    from rich.markup import escape  # noqa: PLC0415

    console = Console(stderr=True, soft_wrap=True)
    console.print(f"[bold red]Error:[/] {escape(printable(error.what))}")
    for detail in error.details:
        console.print(f"  {escape(printable(detail))}", highlight=False)
    if error.hint:
        console.print(f"[bold]Hint:[/] {escape(printable(error.hint))}")


def printable(text: str) -> str:
    r"""Take control characters out of text that came from outside.

    >>> printable("a\x1b[31mb")
    'a[31mb'
    """
    return "".join(character for character in text if character.isprintable())
