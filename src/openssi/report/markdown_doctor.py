"""The account of archives in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from openssi.report import numbers
from openssi.report.doctor import next_steps
from openssi.report.markdown_text import page, table, words
from openssi.sources.account import Checkup, FileAccount, Imported

HEADS = ("File", "Status", "Rows", "Imported", "Duplicates", "Ignored", "Rejected", "Dates", "Note")


def doctor_markdown(checkup: Checkup) -> str:
    """Every file with what became of its rows, and what to know about them."""
    lines = [line for one in checkup.readings for line in _archive(one)]
    for title, told in (("Notes", checkup.whole.notes), ("Next", next_steps(checkup))):
        if told:
            lines += ["", f"## {title}", "", *(f"- {words(line)}" for line in told)]
    return page(lines)


def _archive(one: Imported) -> Iterator[str]:
    yield from ("", f"# {words(one.archive)}", "")
    yield f"{one.kind.capitalize()} {one.source}, seen to {numbers.day(one.seen_to)}."
    yield ""
    yield from table(HEADS, map(_file, one.files))


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
