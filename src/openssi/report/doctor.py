"""The account of what was read, in the terminal: sources, files and rows, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from rich.console import Group, RenderableType
from rich.text import Text

from openssi.methodology import Methodology
from openssi.report import numbers
from openssi.report.doctor_files import file_accounts
from openssi.report.doctor_sources import sources_table, ways_on
from openssi.report.measurable import Known, known, measurable
from openssi.report.standing import standing
from openssi.report.terminal_tables import below, indented
from openssi.report.terminal_text import plain_text
from openssi.sources.account import Checkup, FileAccount, Imported

UNKNOWN = (
    "No score rests on a file that is unknown. Tell the project of its name and header, never of "
    "its rows."
)
REJECTED = (
    "Rejected rows are missing from the score. Where a program rewrote the file, give the archive "
    "as LinkedIn sent it; --format json lists every line."
)
WAITING = "Waiting: nothing says who these are. A roster does (name,email,seat,profile URL,team)"
EDITIONS = frozenset({"complete", "basic"})
"""Kinds that stand before the name of their source."""


def doctor_text(checkup: Checkup, methodology: Methodology) -> RenderableType:
    """The whole account for a terminal of 60 columns or more."""
    stands = standing(checkup, methodology)
    shows = partial(_titles, methodology, known(checkup.whole))
    parts: list[RenderableType] = [*sources_table(stands)]
    for one in checkup.readings:
        parts += [_header(one), Text(), *_told(one, shows), Text()]
    parts += _listed(WAITING, checkup.whole.waiting)
    parts += [*_listed("Notes", checkup.whole.notes), *_listed("Next", next_steps(checkup))]
    return Group(*parts, *ways_on(stands))


def _titles(methodology: Methodology, seen: Known, account: FileAccount) -> tuple[str, ...]:
    return tuple(rule.title for rule in measurable(methodology, account.shows, seen))


def edition(one: Imported) -> str:
    """A source with its kind, in words: Complete LinkedIn data archive; Check-in.

    >>> from types import SimpleNamespace
    >>> edition(SimpleNamespace(source="LinkedIn data archive", kind="basic"))
    'Basic LinkedIn data archive'
    """
    return f"{one.kind.capitalize()} {one.source}" if one.kind in EDITIONS else one.source


def _header(one: Imported) -> RenderableType:
    names = [name for name in one.tables.members["name"].to_pylist() if name]
    member = f"{names[-1]} ({one.member_id})" if names else one.member_id
    known_by = f", known by {one.identified_by}" if one.identified_by else ""
    day = numbers.day(one.seen_to)
    return Group(
        plain_text(one.archive or one.source, "bold"),
        below(f"{edition(one)}, seen to {day}" if one.archive else f"Seen to {day}"),
        below(f"Member: {member}{known_by}"),
    )


def _told(one: Imported, shows: partial[tuple[str, ...]]) -> Iterator[RenderableType]:
    """The files of a source; of one without files, what else it told."""
    if one.files:
        yield from file_accounts(one, shows)
    for reading in one.official:
        yield indented(plain_text(f"{reading.day}  {reading.total:g} ({reading.source})"))


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
