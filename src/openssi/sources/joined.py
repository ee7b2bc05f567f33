"""Sources of different kinds, put together: one deed counts once, and the better source wins.

The order in which sources are given changes nothing, and giving one twice adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from openssi import tables
from openssi.sources.account import Imported
from openssi.sources.disagreements import disagreements
from openssi.sources.of_the_audience import divided, towards_audience
from openssi.sources.posts_by_time import without_known_posts
from openssi.sources.readings_once import readings_once
from openssi.sources.spans import Seen, Stretch, stretches
from openssi.tables import FACTS, SEEN_HOW, TOTAL, Tables

_Row = dict[str, Any]

_CONVERSED: Final = frozenset(
    {"message_sent", "message_received", "inmail_sent", "inmail_received"}
)
"""Kinds of which the deeds themselves say more than any number: who answered, and when."""


@dataclass(frozen=True, kw_only=True)
class _Believed:
    """What of each source counts."""

    sources: Sequence[Imported]
    stretches: Mapping[tuple[str | None, str], Sequence[Stretch]]
    """By member and kind, where several sources saw the same days."""


def joined(sources: Sequence[Imported]) -> Imported:
    """Put sources together, those that identify the member first.

    On a day that several sources of LinkedIn's data saw, one is believed for each kind: what was
    counted before what was estimated, that before what was told; deeds before totals. What another
    network's source saw is added.

    Args:
        sources: One at least. The first gives the name, the kind and the member.
    """
    main, *others = sources
    ordered = _of_the_same_posts(
        [main, *sorted(_distinct(others, main), key=_by_age, reverse=True)]
    )
    told = readings_once(ordered)
    if len(ordered) == 1:
        return replace(main, official=told.readings, notes=_lines(*main.notes, *told.doubts))
    believed = _Believed(sources=ordered, stretches=_stretches(ordered))
    yielding = [_yielding(number, believed) for number in range(len(ordered))]
    kept = divided(
        [_without(one, lost) for one, lost in zip(ordered, yielding, strict=True)],
        [_told_of_audience(one, lost) for one, lost in zip(ordered, yielding, strict=True)],
    )
    return replace(
        main,
        tables=Tables(
            members=_members(ordered),
            connections=_connections(ordered),
            activities=_once(kept),
            coverage=_coverage(believed),
        ),
        files=tuple(file for one in ordered for file in one.files),
        notes=_lines(
            *(note for one in ordered for note in one.notes),
            *disagreements(ordered, believed.stretches),
            *told.doubts,
        ),
        official=told.readings,
        elsewhere=all(one.elsewhere for one in ordered),
        waiting=_lines(*(name for one in ordered for name in one.waiting)),
        origins=_origins(ordered, kept),
    )


def _by_age(one: Imported) -> tuple[object, ...]:
    return (one.seen_to, one.source, one.archive)


def _distinct(others: Sequence[Imported], main: Imported) -> list[Imported]:
    """Return each source once: the same file may be given under two names."""
    found: list[Imported] = []
    for one in others:
        if not any(_alike(one, other) for other in (main, *found)):
            found.append(one)
    return found


def _alike(one: Imported, other: Imported) -> bool:
    return (
        one.source == other.source
        and one.official == other.official
        and all(
            mine.equals(theirs)
            for (_, mine), (_, theirs) in zip(one.tables, other.tables, strict=True)
        )
    )


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))


def _stretches(sources: Sequence[Imported]) -> dict[tuple[str | None, str], list[Stretch]]:
    seen: dict[tuple[str | None, str], list[Seen]] = defaultdict(list)
    for number, one in enumerate(sources):
        if not one.elsewhere:
            totals = _kinds_of_totals(one)
            for row in one.tables.coverage.to_pylist():
                seen[row["member_id"], row["kind"]].append(_seen(number, row, totals))
    return {key: list(stretches(spans)) for key, spans in seen.items()}


def _kinds_of_totals(one: Imported) -> frozenset[str]:
    """Return the kinds of which a source gives numbers, not deeds."""
    deeds = one.tables.activities
    totals = deeds.filter(pc.starts_with(pc.fill_null(deeds["activity_id"], ""), TOTAL))
    return frozenset(totals["kind"].unique().to_pylist())


def _seen(number: int, row: _Row, totals: frozenset[str]) -> Seen:
    kind, status = row["kind"], row["status"] or SEEN_HOW[0]
    told = SEEN_HOW.index(status)
    conversed = kind in _CONVERSED and kind not in totals and status != "self_reported"
    return Seen(
        source=number,
        rank=(0 if conversed else told, int(kind in totals), number),
        status=status,
        first=row["observed_from"],
        last=row["observed_to"],
    )


def _of_the_same_posts(sources: Sequence[Imported]) -> list[Imported]:
    """Give one post one id, whichever of its ids a source names it by."""
    found: list[Imported] = []
    for one in sources:
        deeds = one.tables.activities
        for known in found:
            deeds = without_known_posts(deeds, known.tables.activities)
        found.append(replace(one, tables=replace(one.tables, activities=deeds)))
    return found


def _yielding(number: int, believed: _Believed) -> pa.ChunkedArray | None:
    """Return a mask of the activities of a source on days on which another is believed."""
    one = believed.sources[number]
    deeds = one.tables.activities
    if one.elsewhere:
        return None
    days = pc.cast(deeds["occurred_at"], pa.date32())
    dropped = None
    for (member, kind), spans in believed.stretches.items():
        for span in spans:
            if span.believed.source != number and _may_drop(span, one, kind, number):
                lost = _within(deeds, days, member, kind, span)
                dropped = lost if dropped is None else pc.or_(dropped, lost)
    return None if dropped is None else pc.fill_null(dropped, False)  # noqa: FBT003 - the value to fill in


def _without(one: Imported, lost: pa.ChunkedArray | None) -> pa.Table:
    deeds = one.tables.activities
    return deeds if lost is None else deeds.filter(pc.invert(lost))


def _told_of_audience(one: Imported, lost: pa.ChunkedArray | None) -> pa.Table:
    deeds = one.tables.activities
    return towards_audience(deeds.slice(0, 0) if lost is None else deeds.filter(lost))


def _may_drop(span: Stretch, one: Imported, kind: str, number: int) -> bool:
    """A source that claims no coverage still has deeds; they yield where another counted all."""
    if any(other.source == number for other in span.doubted):
        return True
    return (
        span.believed.status == SEEN_HOW[0]
        and kind in one.tables.activities["kind"].unique().to_pylist()
    )


def _within(
    deeds: pa.Table, days: pa.ChunkedArray, member: str | None, kind: str, span: Stretch
) -> pa.ChunkedArray:
    lost = pc.and_(
        pc.equal(deeds["kind"], kind),
        pc.and_(pc.greater_equal(days, span.first), pc.less_equal(days, span.last)),
    )
    return lost if member is None else pc.and_(lost, pc.equal(deeds["member_id"], member))


def _once(kept: Sequence[pa.Table]) -> pa.Table:
    """Return every activity once; rows without an id stand as given."""
    first, *rest = kept
    found = [first]
    ids = set(first["activity_id"].to_pylist()) if any(map(len, rest)) else set()
    for table in rest:
        rows = []
        for row, (identity, member) in enumerate(
            zip(table["activity_id"].to_pylist(), table["member_id"].to_pylist(), strict=True)
        ):
            key = (member, identity)
            if identity is None or (identity not in ids and key not in ids):
                rows.append(row)
                ids.add(key)
        found.append(table.take(pa.array(rows, pa.int64())))
    return pa.concat_tables(found)


def _members(sources: Sequence[Imported]) -> pa.Table:
    """Return what was seen of each member on each day; the better source fills it first."""
    days: dict[tuple[object, object], _Row] = {}
    for one in sorted(sources, key=_told_last):
        for row in one.tables.members.to_pylist():
            key = (row["member_id"], row["seen_on"])
            known = {name: value for name, value in row.items() if value is not None}
            days[key] = known | days.get(key, {})
    rows = sorted(days.items(), key=lambda item: tuple(map(str, item[0])))
    return tables.from_rows("members", [row for _, row in rows])


def _told_last(one: Imported) -> int:
    """Order sources by how much they are believed of a profile: what was told stands last."""
    return max((SEEN_HOW.index(s or SEEN_HOW[0]) for s in _statuses_of_facts(one)), default=0)


def _statuses_of_facts(one: Imported) -> Iterator[str | None]:
    coverage = one.tables.coverage
    for kind, status in zip(
        coverage["kind"].to_pylist(), coverage["status"].to_pylist(), strict=True
    ):
        if kind in FACTS:
            yield status


def _connections(sources: Sequence[Imported]) -> pa.Table:
    first, *rest = (one.tables.connections for one in sources)
    if not any(map(len, rest)):
        return first
    known = {(row["member_id"], row["connection_id"]) for row in first.to_pylist()}
    more: list[_Row] = []
    for table in rest:
        for row in table.to_pylist():
            key = (row["member_id"], row["connection_id"])
            if key not in known:
                known.add(key)
                more.append(row)
    return pa.concat_tables([first, tables.from_rows("connections", more)])


def _coverage(believed: _Believed) -> pa.Table:
    rows: list[_Row] = [
        {
            "member_id": member,
            "kind": kind,
            "observed_from": span.first,
            "observed_to": span.last,
            "status": span.believed.status,
        }
        for (member, kind), spans in believed.stretches.items()
        for span in spans
    ]
    for one in believed.sources:
        rows += one.tables.coverage.to_pylist() if one.elsewhere else []
    return tables.from_rows("coverage", rows)


def _origins(sources: Sequence[Imported], kept: Sequence[pa.Table]) -> dict[str, tuple[str, ...]]:
    """Return the sources of each kind and profile fact, the most believed first."""
    pairs: list[tuple[str, str]] = []
    for one, deeds in zip(sources, kept, strict=True):
        pairs += [(kind, one.source) for kind in deeds["kind"].unique().to_pylist()]
        members = one.tables.members
        pairs += [(fact, one.source) for fact in FACTS if pc.count(members[fact]).as_py()]
        pairs += [(tables.CONNECTION, one.source)] * bool(len(one.tables.connections))
    pairs.sort(key=lambda pair: pair[0])
    return {
        what: tuple(dict.fromkeys(source for _, source in found))
        for what, found in groupby(pairs, key=lambda pair: pair[0])
    }
