"""How much of the base weight the sources show, what each of them brought, and what would next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openssi.methodology import Methodology
from openssi.methodology.model import SignalRule
from openssi.report.measurable import Known, known, seen
from openssi.report.ways import ACCOUNTS, WAYS, Way
from openssi.sources.account import Checkup, Imported


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """What one source gave, and what it added to those before it."""

    source: str
    """The source's name."""
    file: str
    """The file or folder; empty where it is kept in the store."""
    kind: str
    """The source's own kind."""
    rows: int
    """Rows read."""
    first: dt.date | None
    """Oldest day of them."""
    last: dt.date | None
    """Newest day of them."""
    brought: tuple[SignalRule, ...]
    """Signals that can be measured since it is there."""


@dataclass(frozen=True, kw_only=True)
class Further:
    """A source that would show more."""

    way: Way
    """Which, and how to get it."""
    opens: tuple[SignalRule, ...]
    """Signals that it would make measurable."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is seen, and what could be."""

    sources: tuple[SourceRow, ...]
    """Every source, in the order in which they were read."""
    seen: float
    """Base weight that is seen."""
    whole: float
    """Base weight that there is."""
    next: tuple[Further, ...]
    """What would show the most of the rest; it comes first."""


def standing(checkup: Checkup, methodology: Methodology) -> Standing:
    """Say what each source brought, and which would bring the most next."""
    everything = known(checkup.whole)
    measured = seen(methodology, everything)
    return Standing(
        sources=tuple(_sources(checkup, methodology, measured)),
        seen=base_weight(measured),
        whole=base_weight(methodology.signals),
        next=_next(methodology, everything, measured),
    )


def base_weight(rules: Sequence[SignalRule]) -> float:
    """Return the points at full marks of those signals that everyone can earn."""
    return sum(rule.weight for rule in rules if rule.tier == "base")


def _sources(
    checkup: Checkup, methodology: Methodology, measured: Sequence[SignalRule]
) -> Iterator[SourceRow]:
    """Yield each source with what it added; what nothing else explains is the user's own list."""
    whole = checkup.whole
    so_far = Known(filled=frozenset(), spans={}, until=whole.seen_to)
    open_still = {rule.id for rule in measured}
    for one in checkup.readings:
        so_far = so_far.joined(known(one, member_id=whole.member_id))
        brought = [rule for rule in seen(methodology, so_far) if rule.id in open_still]
        open_still -= {rule.id for rule in brought}
        yield _row(one, brought)
    rest = tuple(rule for rule in measured if rule.id in open_still)
    if rest:
        yield _list_of_companies(whole, rest)


def _list_of_companies(whole: Imported, brought: tuple[SignalRule, ...]) -> SourceRow:
    industries = whole.tables.connections["industry"]
    return SourceRow(
        source=ACCOUNTS.title,
        file="",
        kind="industries",
        rows=len(industries) - industries.null_count,
        first=None,
        last=None,
        brought=brought,
    )


def _row(one: Imported, brought: Sequence[SignalRule]) -> SourceRow:
    days = [reading.day for reading in one.official]
    for file in one.files:
        days += filter(None, (file.first, file.last))
    return SourceRow(
        source=one.source,
        file=one.archive,
        kind=one.kind.replace("_", " "),
        rows=sum(file.rows for file in one.files) or len(one.official),
        first=min(days, default=None),
        last=max(days, default=None),
        brought=tuple(brought),
    )


def _next(
    methodology: Methodology, everything: Known, measured: Sequence[SignalRule]
) -> tuple[Further, ...]:
    had = {rule.id for rule in measured}
    found = []
    for way in WAYS:
        would = seen(methodology, everything.with_all_of(way.shows)) if way.to_get else ()
        found.append(Further(way=way, opens=tuple(r for r in would if r.id not in had)))
    worth = [further for further in found if base_weight(further.opens)]
    return tuple(sorted(worth, key=lambda further: base_weight(further.opens), reverse=True))
