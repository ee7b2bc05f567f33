"""The account of archives in the terminal: what became of every file and row, and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from rich.console import Group, RenderableType
from rich.table import Column
from rich.text import Text

from openssi.methodology import Methodology
from openssi.report import numbers
from openssi.report.measurable import known, measurable
from openssi.report.terminal_tables import indented, plain_table
from openssi.report.terminal_text import plain_text
from openssi.report.terminal_width import Fitting
from openssi.sources.account import Checkup, FileAccount, Imported, Rejected

COUNTS = ("Rows", "Imported", "Duplicates", "Ignored", "Rejected")
LINES_SHOWN = 5
"""Lines named for each reason; all of them are in the JSON."""
NAME = 30
"""Letters of a file's name that fit beside the counts."""
WIDE = 80
"""Columns from which on the counts stand in columns of their own."""
Shows = Callable[[FileAccount], Sequence[str]]
"""Names the signals that rest on a file."""
UNKNOWN = (
    "No score rests on a file that is unknown. Tell the project of its name and header, never of "
    "its rows."
)
REJECTED = (
    "Rejected rows are missing from the score. Where a program rewrote the file, give the archive "
    "as LinkedIn sent it; --format json lists every line."
)


def doctor_text(checkup: Checkup, methodology: Methodology) -> RenderableType:
    """The whole account for a terminal of 60 columns or more."""
    parts: list[RenderableType] = []
    shows = partial(_titles, methodology, known(checkup.whole))
    for one in checkup.readings:
        parts += [_header(one), Text(), *_files(one, shows), Text()]
    parts += [*_listed("Notes", checkup.whole.notes), *_listed("Next", next_steps(checkup))]
    return Group(*parts)


def _titles(methodology: Methodology, seen: set[str], account: FileAccount) -> tuple[str, ...]:
    return tuple(rule.title for rule in measurable(methodology, account.shows, seen))


def _header(one: Imported) -> RenderableType:
    names = [name for name in one.tables.members["name"].to_pylist() if name]
    member = f"{names[-1]} ({one.member_id})" if names else one.member_id
    return Group(
        plain_text(one.archive, "bold"),
        _below(f"{one.kind.capitalize()} {one.source}, seen to {numbers.day(one.seen_to)}"),
        _below(f"Member: {member}, known by {one.identified_by}"),
    )


def _files(one: Imported, shows: Shows) -> Iterator[RenderableType]:
    parsed = [account for account in one.files if account.status == "parsed"]
    heads = Text(f"Read ({len(parsed)})", style="bold")
    yield Fitting(shapes={WIDE: _row(heads, map(Text, COUNTS)), 0: heads})
    for account in parsed:
        yield from _named_row(account.file, _counts([account]))
        yield from (_below(line) for line in _details(account, shows(account)))
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
        shapes={WIDE: beside, 0: Group(plain_text(name, style), _below(_in_words(counts)))}
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


def _listed(title: str, lines: Sequence[str]) -> Iterator[RenderableType]:
    if lines:
        yield plain_text(title, "bold")
        yield from (indented(plain_text(line)) for line in lines)
        yield Text()


def next_steps(checkup: Checkup) -> tuple[str, ...]:
    """What to do about what was found, a sentence each."""
    files = [account for one in checkup.readings for account in one.files]
    steps = list(checkup.whole.advisories)
    if any(one.status == "unknown" for one in files):
        steps.append(UNKNOWN)
    if any(one.rejected for one in files):
        steps.append(REJECTED)
    return tuple(steps)


def _below(line: str) -> RenderableType:
    return indented(plain_text(line, "dim"))
