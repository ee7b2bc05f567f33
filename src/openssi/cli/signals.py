"""``openssi signals``: what is measured, and everything about one signal."""

from enum import StrEnum
from typing import Annotated

import typer

from openssi.cli.completion import signal_ids
from openssi.cli.files import existing
from openssi.cli.options import MethodologyFile
from openssi.cli.output import never_over
from openssi.cli.printing import Output, put, show


class SignalsFormat(StrEnum):
    """How to print signals."""

    text = "text"
    json = "json"
    md = "md"
    markdown = "markdown"


def signals(
    signal: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="One signal; without it all.",
            show_default=False,
            autocompletion=signal_ids,
        ),
    ] = None,
    form: Annotated[
        SignalsFormat, typer.Option("--format", help="How to print them.")
    ] = SignalsFormat.text,
    methodology: MethodologyFile = None,
    out: Output = None,
) -> None:
    """List the signals of the methodology, or explain one.

    Examples:
        `openssi signals`
        `openssi signals comments_made`
    """
    from openssi import report  # noqa: PLC0415 - `--help` must not wait for these
    from openssi.methodology import choose  # noqa: PLC0415

    never_over(out, methodology)
    rules = choose(existing(methodology), None)
    one = report.named(rules.signals, signal) if signal else None
    match form:
        case SignalsFormat.text:
            show(report.signal_text(rules, one) if one else report.signal_list(rules), out)
        case SignalsFormat.json:
            put(report.signals_json(rules, [one] if one else rules.signals), out)
        case SignalsFormat.md | SignalsFormat.markdown:
            put(report.signals_markdown(rules, one), out)
