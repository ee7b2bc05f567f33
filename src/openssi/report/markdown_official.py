"""LinkedIn's own index beside this one, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.report import numbers
from openssi.report.beside import Beside, Pair, beside
from openssi.report.markdown_text import table, words
from openssi.result import Result

HEADS = ("Part", "LinkedIn's", "Here", "Difference", "What could explain it")


def official_table(result: Result) -> Iterator[str]:
    """Both numbers pillar by pillar, and whose the ranks are; nothing without a reading."""
    shown = beside(result)
    if shown is None:
        return
    yield from ("", "## Beside LinkedIn's own number", "")
    if shown.told:
        yield from (_days(shown), "", *table(HEADS, map(_pair, shown.pairs)))
    if shown.ranks:
        yield from ("", words(shown.ranks))
    yield from ("", "Readings:", "")
    for read in shown.readings:
        told = f"{numbers.points(read.point.total)}, here {numbers.points(read.ours)}"
        yield f"- {numbers.day(read.point.day)}: {told} ({words(read.point.source)})"


def _days(shown: Beside) -> str:
    told = shown.told
    return (
        f"LinkedIn's as read on {numbers.day(told.official.day)}, this index on "
        f"{numbers.day(told.day)}."
        if told
        else ""
    )


def _pair(pair: Pair) -> tuple[str, ...]:
    return (
        pair.title,
        numbers.points(pair.official),
        numbers.points(pair.shown),
        numbers.change(pair.difference),
        pair.why,
    )
