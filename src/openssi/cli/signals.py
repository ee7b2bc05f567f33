"""``openssi signals``: what is measured, and everything about one signal."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from openssi.cli.options import MethodologyFile


class SignalsFormat(StrEnum):
    """How to print signals."""

    text = "text"
    json = "json"
    markdown = "markdown"


def signals(
    signal: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="One signal; without it all.", show_default=False),
    ] = None,
    form: Annotated[
        SignalsFormat, typer.Option("--format", help="How to print them.")
    ] = SignalsFormat.text,
    methodology: MethodologyFile = None,
) -> None:
    """List the signals of the methodology, or explain one.

    Example: `openssi signals comments_made`
    """
    from rich.console import Console  # noqa: PLC0415 - `--help` must not wait for these

    from openssi import report  # noqa: PLC0415
    from openssi.methodology import choose  # noqa: PLC0415

    rules = choose(methodology, None)
    one = report.named(rules.signals, signal) if signal else None
    match form:
        case SignalsFormat.text:
            Console().print(report.signal_text(rules, one) if one else report.signal_list(rules))
        case SignalsFormat.json:
            sys.stdout.write(report.signals_json(rules, [one] if one else rules.signals))
        case SignalsFormat.markdown:
            sys.stdout.write(report.signals_markdown(rules, one))
