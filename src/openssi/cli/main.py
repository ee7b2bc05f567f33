"""The entry point: a bare archive means its report; failures are one line and an exit code."""

import os
import sys
from collections.abc import Container, Sequence
from pathlib import Path

from openssi import __version__
from openssi.cli.garbage import uncollected
from openssi.cli.streams import prepare, quiet_when_closed
from openssi.cli.text import printable
from openssi.errors import OpenSSIError

USERS_MISTAKE = 1
WRONG_USAGE = 2
INTERRUPTED = 130
"""What a shell reports of a command that was ended with Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 the input's mistake, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    prepare()
    try:
        with uncollected(), quiet_when_closed():
            code = _run(given)
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def _run(given: list[str]) -> int:
    if given == ["--version"]:  # a quick answer needs no verb
        sys.stdout.write(f"openssi {__version__}\n")
        return 0
    from openssi.cli.usage import UsageError  # noqa: PLC0415 - the same

    try:
        return _called(given or ["--help"])
    except UsageError as error:
        _show(error)
        return WRONG_USAGE
    except OpenSSIError as error:
        _show(error)
        return USERS_MISTAKE


def _called(given: list[str]) -> int:
    """Call the verb; what Typer would print itself becomes a mistake like any other."""
    import typer  # noqa: PLC0415 - the version is told without it

    from openssi.cli.app import NAMES, app  # noqa: PLC0415 - the same
    from openssi.cli.usage import mistake, unanswered  # noqa: PLC0415 - the same

    try:
        code = app(_with_verb(given, NAMES), prog_name="openssi", standalone_mode=False)
    except typer.Abort as error:  # a prompt without an answer
        if isinstance(error.__context__, KeyboardInterrupt):
            raise KeyboardInterrupt from error
        raise unanswered() from error
    except typer.TyperException as error:
        if type(error).__name__ != "NoArgsIsHelpError":
            raise mistake(error) from error
        typer.echo(error.message)
        return 0
    return code if isinstance(code, int) else 0


def _with_verb(given: list[str], verbs: Container[str]) -> list[str]:
    """``openssi ARCHIVE.zip`` is short for ``openssi report ARCHIVE.zip --open``."""
    if given[0].startswith("-") or given[0] in verbs or not _is_path(given[0]):
        return given
    return ["report", *given, "--open"]


def _is_path(text: str) -> bool:
    return any(mark in text for mark in "./\\") or Path(text).exists()


def _show(error: OpenSSIError) -> None:
    """Print a failure: what, each fault where there are several, and the next step."""
    _say("Error:", "red", error.what)
    for detail in error.details:
        sys.stderr.write(f"  {printable(detail)}\n")
    if error.hint:
        _say("Hint:", None, error.hint)


def _say(head: str, color: str | None, words: str) -> None:
    import typer  # noqa: PLC0415 - the version is told without it

    styled = head if "NO_COLOR" in os.environ else typer.style(head, fg=color, bold=True)
    typer.echo(f"{styled} {printable(words)}", err=True)
