"""The account of what was read, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.methodology import Methodology
from openssi.report import numbers
from openssi.report.doctor import WAITING, edition, next_steps
from openssi.report.doctor_sources import EXPLAINED, NEXT, coverage
from openssi.report.markdown_text import page, table, words
from openssi.report.standing import SourceRow, Standing, base_weight, standing
from openssi.sources.account import Checkup, FileAccount, Imported

HEADS = ("File", "Status", "Rows", "Imported", "Duplicates", "Ignored", "Rejected", "Dates", "Note")
SOURCE_HEADS = ("Source", "File", "Kind", "Rows", "First", "Last", "Signals", "Points")


def doctor_markdown(checkup: Checkup, methodology: Methodology) -> str:
    """Every source and file with what became of its rows, and what to know about them."""
    stands = standing(checkup, methodology)
    lines = list(_sources(stands))
    lines += [line for one in checkup.readings for line in _archive(one)]
    whole = checkup.whole
    for title, told in (
        (WAITING, whole.waiting),
        ("Notes", whole.notes),
        ("Next", next_steps(checkup)),
    ):
        if told:
            lines += ["", f"## {title}", "", *(f"- {words(line)}" for line in told)]
    return page([*lines, *_ways_on(stands)])


def _sources(stands: Standing) -> Iterator[str]:
    if len(stands.sources) > 1:
        yield from ("# Sources", "", *table(SOURCE_HEADS, map(_source, stands.sources)))
        yield from ("", EXPLAINED)


def _source(row: SourceRow) -> tuple[str, ...]:
    days = (str(day or "") for day in (row.first, row.last))
    gains = (str(len(row.brought)), numbers.plain(base_weight(row.brought)))
    return (row.source, row.file, row.kind, f"{row.rows:,}", *days, *gains)


def _ways_on(stands: Standing) -> Iterator[str]:
    if stands.next:
        ways = (
            (one.way.title, numbers.plain(base_weight(one.opens)), one.way.how)
            for one in stands.next
        )
        yield from ("", f"## {NEXT}", "", *table(("Source", "Points", "How to get it"), ways))
    yield from ("", coverage(stands))


def _archive(one: Imported) -> Iterator[str]:
    yield from ("", f"# {words(one.archive or one.source)}", "")
    yield f"{edition(one)}, seen to {numbers.day(one.seen_to)}."
    yield ""
    if one.files:
        yield from table(HEADS, map(_file, one.files))
    for reading in one.official:
        yield f"- {reading.day}: {reading.total:g} ({words(reading.source)})"


def _file(account: FileAccount) -> tuple[str, ...]:
    counts = (
        account.rows,
        account.imported,
        account.duplicates,
        sum(account.ignored.values()),
        len(account.rejected),
    )
    dates = f"{account.first} to {account.last}" if account.first and account.last else ""
    return (account.file, account.status, *(f"{n:,}" for n in counts), dates, account.reason)
