"""Which signals can be measured from what was read, and which of them rest on a file."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from openssi.methodology import Methodology
from openssi.methodology.measures import Flow, Groups, Rate, State, Stock
from openssi.methodology.model import SignalRule
from openssi.sources.account import Imported
from openssi.tables import ATTRIBUTES, FACTS, Tables

Span = tuple[dt.date, dt.date]
"""A first and a last day."""

SEVERAL = "whom:members"
"""That more than one member is known, so that of people asked it is known who they are."""

_PLACES = {
    "colleagues": ("company",),
    "industry": ("industry",),
    "audience": ATTRIBUTES,
}
"""What must be known of connections for the stocks and flows of some of them: one of these."""


def whom(kind: str) -> str:
    """Name the knowledge of whom deeds of a kind were done to."""
    return f"whom:{kind}"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What sources made known of a member."""

    filled: frozenset[str]
    """Profile facts, attributes of connections, and of whose deeds it is known to whom."""
    spans: Mapping[str, Sequence[Span]]
    """By kind of activity: the days that were seen."""
    until: dt.date
    """The day as of which it is asked."""

    def joined(self, other: Known) -> Known:
        """Return what is known from both, as of this one's day."""
        kinds = {*self.spans, *other.spans}
        return replace(
            self,
            filled=self.filled | other.filled,
            spans={k: (*self.spans.get(k, ()), *other.spans.get(k, ())) for k in kinds},
        )

    def with_all_of(self, shows: Iterable[str]) -> Known:
        """Return what would be known if all of these were seen on every day."""
        always = (dt.date.min, self.until)
        names = frozenset(shows)
        return self.joined(
            Known(filled=names, spans=dict.fromkeys(names, (always,)), until=self.until)
        )


def known(one: Imported, *, member_id: str = "", until: dt.date | None = None) -> Known:
    """Return what a source makes known of a member.

    Args:
        one: The source, or all of them together.
        member_id: Whose; by default the source's own member.
        until: As of which day; by default the last that the source saw.
    """
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for row in one.tables.coverage.to_pylist():
        if row["member_id"] in (None, member_id or one.member_id):
            spans[row["kind"]].append((row["observed_from"], row["observed_to"]))
    return Known(filled=frozenset(_filled(one.tables)), spans=spans, until=until or one.seen_to)


def _filled(tables: Tables) -> Iterator[str]:
    yield from (name for name in FACTS if _is_filled(tables.members[name]))
    yield from (name for name in ATTRIBUTES if _is_filled(tables.connections[name]))
    deeds = tables.activities
    named = deeds["kind"].filter(pc.is_valid(deeds["counterpart_id"]))
    yield from map(whom, named.unique().to_pylist())
    if pc.count_distinct(tables.members["member_id"]).as_py() > 1:
        yield SEVERAL


def _is_filled(column: pa.ChunkedArray) -> bool:
    return bool(column.null_count < len(column))


def seen(methodology: Methodology, everything: Known) -> tuple[SignalRule, ...]:
    """Return the signals that can be measured, in the methodology's order."""
    return tuple(rule for rule in methodology.signals if _is_seen(rule, methodology, everything))


def measurable(
    methodology: Methodology, shown: Collection[str], everything: Known
) -> tuple[SignalRule, ...]:
    """Return the signals that rest on a file and can be measured, in the methodology's order.

    Args:
        methodology: Whose signals.
        shown: What the file makes known, as in `FileAccount.shows`.
        everything: What is known from all files together.
    """
    return tuple(
        rule
        for rule in seen(methodology, everything)
        if any(set(group).intersection(shown) for group in needs(rule))
    )


def needs(rule: SignalRule) -> Groups:
    """Return what a signal is measured from: something of every group must be known."""
    measure = rule.measure
    if isinstance(measure, State):
        return ((measure.fact,) if measure.fact else tuple(part.fact for part in measure.parts),)
    groups = tuple(
        tuple(name for kind in group for name in (kind, *measure.shown_by(kind)))
        for group in measure.groups
    )
    return (*groups, *_whom(rule))


def _whom(rule: SignalRule) -> Groups:
    """Return what must be known of the people that a signal asks about."""
    measure = rule.measure
    if isinstance(measure, Stock | Flow) and measure.connections in _PLACES:
        return (_PLACES[measure.connections],)
    if isinstance(measure, Flow) and measure.audience:
        return (tuple(map(whom, measure.kinds)),)
    return ((SEVERAL,),) if isinstance(measure, Rate) and measure.audience else ()


def _is_seen(rule: SignalRule, methodology: Methodology, everything: Known) -> bool:
    lasting = isinstance(rule.measure, State | Stock)
    keep = 0.5 ** (1 / methodology.half_life(rule))
    return all(
        everything.filled.intersection(group)
        or _share(group, everything, keep, lasting=lasting) >= methodology.observed_floor
        for group in needs(rule)
    )


def _share(group: Sequence[str], everything: Known, keep: float, *, lasting: bool) -> float:
    """Return the share of the fading window in which one of some kinds was seen."""
    spans = [span for kind in group for span in everything.spans.get(kind, ())]
    if lasting:
        return float(bool(spans))
    until = everything.until
    return sum(
        keep ** (until - last).days - keep ** ((until - first).days + 1)
        for first, last in _apart(spans, until)
    )


def _apart(spans: Iterable[Span], until: dt.date) -> list[Span]:
    """Return the same days in spans without overlap, up to a day."""
    found: list[Span] = []
    for first, last in sorted(spans):
        begin = max(first, found[-1][1] + dt.timedelta(1)) if found else first
        if begin <= min(last, until):
            found.append((begin, min(last, until)))
    return found
