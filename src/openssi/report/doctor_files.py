"""The account of one source's files in the terminal: what became of each and of its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Column
from rich.text import Text

from openssi.report.terminal_tables import below, indented, plain_table
from openssi.report.terminal_text import plain_text
from openssi.report.terminal_width import Fitting
from openssi.sources.account import FileAccount, Imported, Rejected

COUNTS = ("Rows", "Imported", "Duplicates", "Ignored", "Rejected")
LINES_SHOWN = 5
"""Lines named for each reason; all of them are in the JSON."""
NAME = 30
"""Letters of a file's name that fit beside the counts."""
WIDE = 80
"""Columns from which on the counts stand in columns of their own."""
Shows = Callable[[FileAccount], Sequence[str]]
"""Names the signals that rest on a file."""


def file_accounts(one: Imported, shows: Shows) -> Iterator[RenderableType]:
    """Every file of a source that was read, then those that were not."""
    parsed = [account for account in one.files if account.status == "parsed"]
    heads = Text(f"Read ({len(parsed)})", style="bold")
    yield Fitting(shapes={WIDE: _row(heads, map(Text, COUNTS)), 0: heads})
    for account in parsed:
        yield from _named_row(account.file, _counts([account]))
        yield from (below(line) for line in _details(account, shows(account)))
    yield from _named_row("In all", _counts(parsed), "bold")
    for status, title in (("unknown", "Unknown, not read"), ("ignored", "Ignored")):
        yield from _closed(title, [a for a in one.files if a.status == status])


def _counts(accounts: Sequence[FileAccount]) -> tuple[int, ...]:
    return (
        sum(one.rows for one in accounts),
        sum(one.imported for one in accounts),
        sum(one.duplicates for one in accounts),
        sum(sum(one.ignored.values()) for one in accounts),
        sum(len(one.rejected) for one in accounts),
    )


def _named_row(name: str, counts: Sequence[int], style: str = "") -> Iterator[RenderableType]:
    """The counts beside the name; below it where it is too long, in words where that is."""
    cells = [Text(f"{count:,}", style=style if count else "dim") for count in counts]
    beside = _row(plain_text(name, style), cells)
    if len(name) > NAME:
        beside = Group(plain_text(name, style), _row(Text(), cells))
    yield Fitting(
        shapes={WIDE: beside, 0: Group(plain_text(name, style), below(_in_words(counts)))}
    )


def _in_words(counts: Sequence[int]) -> str:
    rows, *parts = counts
    names = ("imported", "repeated", "ignored", "rejected")
    told = (f"{n:,} {name}" for n, name in zip(parts, names, strict=True) if n)
    return f"{rows:,} row{'s' * (rows != 1)}: {', '.join(told)}" if rows else "no rows"


def _row(head: Text, cells: Iterable[RenderableType]) -> RenderableType:
    """A row of its own whose columns stand under those of every other."""
    table = plain_table(
        Column(width=NAME, overflow="fold"),
        *(Column(justify="right", width=max(len(name), 7), no_wrap=True) for name in COUNTS),
    )
    table.show_header = False
    table.add_row(head, *cells)
    return table


def _details(account: FileAccount, titles: Sequence[str]) -> Iterator[str]:
    if account.first and account.last:
        once = account.first == account.last
        yield str(account.first) if once else f"{account.first} to {account.last}"
    if account.reason:
        yield account.reason
    for reason, number in account.ignored.items():
        yield f"{number:,} ignored: {reason}"
    yield from _rejects(account.rejected)
    if titles:
        yield f"Measured from it: {', '.join(titles)}"


def _rejects(rejected: Iterable[Rejected]) -> Iterator[str]:
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for one in rejected:
        lines[one.reason].append(one.line)
    for reason, found in lines.items():
        named = ", ".join(f"{line:,}" for line in found[:LINES_SHOWN])
        more = ", …" if len(found) > LINES_SHOWN else ""
        where = "line" if len(found) == 1 else "lines"
        yield f"{len(found):,} rejected: {reason} ({where} {named}{more})"


def _closed(title: str, accounts: Sequence[FileAccount]) -> Iterator[RenderableType]:
    """Files that were not read, by the reason why."""
    if not accounts:
        return
    yield Text()
    yield plain_text(f"{title} ({len(accounts)})", "bold")
    names: defaultdict[str, list[str]] = defaultdict(list)
    for one in accounts:
        names[one.reason].append(one.file)
    for reason, found in names.items():
        yield indented(plain_text(f"{reason[:1].upper()}{reason[1:]}:"))
        yield indented(indented(plain_text(", ".join(found), "dim")))
