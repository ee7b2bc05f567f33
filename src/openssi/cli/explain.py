"""``openssi explain``: why a signal earns what it earns, and what the next point takes."""

import sys
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from openssi.cli.options import Archives, AsOf, Rules, result_of


class ExplainFormat(StrEnum):
    """How to print an explanation."""

    text = "text"
    json = "json"


@dataclass(frozen=True, kw_only=True)
class Question(Archives):
    """Archives, and after them the signal that is asked for."""

    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="ARCHIVE [SIGNAL]",
            help="The ZIP that LinkedIn sent (or the folder unpacked from it), and the id of one "
            "signal; without it all of them.",
            show_default=False,
        ),
    ]

    @property
    def signal(self) -> str | None:
        """The id that was asked for: a last word that is no path and no file."""
        last = self.paths[-1]
        is_word = not any(mark in str(last) for mark in "./\\") and not last.exists()
        return str(last) if len(self.paths) > 1 and is_word else None

    @property
    def archives(self) -> Archives:
        """The question without the signal."""
        return replace(self, paths=self.paths[:-1]) if self.signal else self


def explain(
    question: Question,
    rules: Rules,
    as_of: AsOf = None,
    form: Annotated[
        ExplainFormat, typer.Option("--format", help="How to print it.")
    ] = ExplainFormat.text,
) -> None:
    """Explain a signal: value, evidence, place on the curve, points, and what the next one takes.

    Example: `openssi explain Complete_LinkedInDataExport_11-15-2026.zip comments_made`
    """
    from rich.console import Console  # noqa: PLC0415 - `--help` must not wait for these

    from openssi import report  # noqa: PLC0415

    result = result_of(question.archives, as_of, rules)
    one = report.named(result.signals, question.signal) if question.signal else None
    if form is ExplainFormat.json:
        sys.stdout.write(report.explanation_json(result, [one] if one else result.signals))
    else:
        Console().print(report.explanation(result, one) if one else report.explanations(result))
