"""Where two sources tell different numbers of the same days: which is believed, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from openssi.sources.account import Imported
from openssi.sources.spans import Seen, Stretch

_REASONS = {
    ("measured", "estimated"): "it counts what the other estimates",
    ("measured", "self_reported"): "it counts what was told",
    ("estimated", "self_reported"): "an estimate from data stands before what was told",
}


def disagreements(
    sources: Sequence[Imported], believed: Mapping[tuple[str | None, str], Sequence[Stretch]]
) -> Iterator[str]:
    """Yield a sentence for each source that yields to another with another number."""
    for (member, kind), spans in believed.items():
        sums: dict[tuple[int, int], list[float]] = {}
        reasons: dict[tuple[int, int], str] = {}
        for span in spans:
            for other in span.doubted:
                if other.source != span.believed.source:
                    pair = (span.believed.source, other.source)
                    had = sums.setdefault(pair, [0.0, 0.0])
                    for place, number in enumerate(pair):
                        had[place] += _amount(sources[number], member, kind, span)
                    reasons[pair] = _reason(span.believed, other)
        for pair, (ours, theirs) in sums.items():
            if round(ours, 6) != round(theirs, 6):
                won, lost = (_named(sources[number]) for number in pair)
                yield (
                    f"{kind.replace('_', ' ')}: {won} has {ours:,.0f}, {lost} {theirs:,.0f} of "
                    f"the same days; the former is believed: {reasons[pair]}."
                )


def _named(one: Imported) -> str:
    return one.archive or one.source


def _reason(won: Seen, lost: Seen) -> str:
    return _REASONS.get((won.status, lost.status), "it knows the deeds, or is the newer of the two")


def _amount(one: Imported, member: str | None, kind: str, span: Stretch) -> float:
    deeds = one.tables.activities
    days = pc.cast(deeds["occurred_at"], pa.date32())
    wanted = pc.and_(
        pc.equal(deeds["kind"], kind),
        pc.and_(pc.greater_equal(days, span.first), pc.less_equal(days, span.last)),
    )
    if member is not None:
        wanted = pc.and_(wanted, pc.equal(deeds["member_id"], member))
    quantities = pc.fill_null(deeds.filter(wanted)["quantity"], 1.0)
    return float(pc.sum(quantities).as_py() or 0.0)
