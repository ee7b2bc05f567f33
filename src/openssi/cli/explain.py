"""``openssi explain``: why a signal earns what it earns, and what the next point takes."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from openssi.cli.completion import signal_after_archive
from openssi.cli.options import Archives, AsOf, Rules, result_of
from openssi.cli.output import never_over
from openssi.cli.printing import Format, FormatOption, Output, deliver


@dataclass(frozen=True, kw_only=True)
class Question(Archives):
    """Archives, and after them the signal that is asked for."""

    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="SOURCE [SIGNAL]",
            help="The ZIP that LinkedIn sent (or the folder unpacked from it) and any source, "
            "and the id of one signal; without it all of them.",
            show_default=False,
            autocompletion=signal_after_archive,
        ),
    ] = None

    @property
    def signal(self) -> str | None:
        """The id that was asked for: a last word that is no path and no file."""
        if not self.paths or len(self.paths) == 1:
            return None
        last = self.paths[-1]
        is_word = not any(mark in str(last) for mark in "./\\") and not last.exists()
        return str(last) if is_word else None

    @property
    def archives(self) -> Archives:
        """The question without the signal."""
        return replace(self, paths=(self.paths or [])[:-1]) if self.signal else self


def explain(
    question: Question,
    rules: Rules,
    as_of: AsOf = None,
    form: FormatOption = Format.text,
    out: Output = None,
) -> None:
    """Explain a signal: value, evidence, place on the curve, points, and what the next one takes.

    Examples:
        `openssi explain Complete_LinkedInDataExport_11-15-2026.zip`
        `openssi explain Complete_LinkedInDataExport_11-15-2026.zip comments_made`
    """
    from openssi import report  # noqa: PLC0415 - `--help` must not wait for it

    never_over(out, *question.archives.files, *rules.files)
    if question.signal:  # a slip of the pen is told before the work begins
        report.named(rules.read().signals, question.signal)
    result = result_of(question.archives, as_of, rules)
    one = report.named(result.signals, question.signal) if question.signal else None
    asked = [one] if one else result.signals
    deliver(
        form,
        out,
        text=lambda: report.explanation(result, one) if one else report.explanations(result),
        data={
            Format.json: partial(report.explanation_json, result, asked),
            Format.csv: partial(report.explanation_csv, result, asked),
            Format.md: partial(report.explanation_markdown, result, asked),
        },
    )
