"""The account of archives in the terminal: what became of every file and row, and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from openssi.methodology import Methodology
from openssi.report import numbers
from openssi.report.measurable import known, measurable
from openssi.report.terminal_text import plain_text
from openssi.sources.account import Checkup, FileAccount, Imported, Rejected

COUNTS = ("Rows", "Imported", "Duplicates", "Ignored", "Rejected")
LINES_SHOWN = 5
"""Lines named for each reason; all of them are in the JSON."""
NAME = 28
"""Letters of a file's name that fit beside the counts."""
INDENT = 2
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
    """The whole account for a terminal of 80 columns or more."""
    parts: list[RenderableType] = []
    shows = partial(_titles, methodology, known(checkup.whole))
    for one in checkup.readings:
        parts += [_header(one), Text(), *_files(one, shows), Text()]
    parts += [*_listed("Notes", checkup.whole.notes), *_listed("Next", _next_steps(checkup))]
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
    yield _row(f"Read ({len(parsed)})", COUNTS, "bold")
    for account in parsed:
        yield from _named_row(account.file, _counts([account]))
        yield from (_below(line) for line in _details(account, shows(account)))
    yield _row("In all", _counts(parsed), "bold")
    for status, title in (("unknown", "Unknown, not read"), ("ignored", "Ignored")):
        yield from _closed(title, [a for a in one.files if a.status == status])


def _counts(accounts: Sequence[FileAccount]) -> tuple[Text, ...]:
    sums = (
        sum(one.rows for one in accounts),
        sum(one.imported for one in accounts),
        sum(one.duplicates for one in accounts),
        sum(sum(one.ignored.values()) for one in accounts),
        sum(len(one.rejected) for one in accounts),
    )
    return tuple(Text(f"{count:,}", style="" if count else "dim") for count in sums)


def _named_row(name: str, cells: Sequence[RenderableType]) -> Iterator[RenderableType]:
    """A row below the name, where the name is too long to stand beside it."""
    if len(name) <= NAME:
        yield _row(name, cells)
    else:
        yield plain_text(name)
        yield _row("", cells)


def _row(head: str, cells: Sequence[RenderableType], style: str = "") -> Table:
    """A row of its own whose columns stand under those of every other."""
    table = Table(
        Column(ratio=1, overflow="fold"),
        *(Column(justify="right", width=max(len(name), 7), no_wrap=True) for name in COUNTS),
        box=None,
        show_header=False,
        expand=True,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        style=style,
    )
    table.add_row(plain_text(head), *cells)
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
        yield Padding(plain_text(f"{reason[:1].upper()}{reason[1:]}:"), (0, 0, 0, INDENT))
        yield Padding(plain_text(", ".join(found), "dim"), (0, 0, 0, 2 * INDENT))


def _listed(title: str, lines: Sequence[str]) -> Iterator[RenderableType]:
    if lines:
        yield plain_text(title, "bold")
        yield from (Padding(plain_text(line), (0, 0, 0, INDENT)) for line in lines)
        yield Text()


def _next_steps(checkup: Checkup) -> tuple[str, ...]:
    files = [account for one in checkup.readings for account in one.files]
    steps = list(checkup.whole.advisories)
    if any(one.status == "unknown" for one in files):
        steps.append(UNKNOWN)
    if any(one.rejected for one in files):
        steps.append(REJECTED)
    return tuple(steps)


def _below(line: str) -> RenderableType:
    return Padding(plain_text(line, "dim"), (0, 0, 0, INDENT))
