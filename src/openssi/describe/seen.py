"""What the sources could see: on which days each kind was observed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from openssi.describe.subject import Subject
from openssi.engines import Engine

Span = tuple[int, int]
"""First and last day number."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Days on which each kind was observed, in order and without overlap."""

    spans: Mapping[str, tuple[Span, ...]]

    @classmethod
    def read(cls, engine: Engine, subject: Subject) -> Self:
        """Read the spans that hold for a member."""
        found = defaultdict(list)
        rows = engine.fetch(
            f"SELECT kind, lo, hi FROM spans WHERE clock = {subject.clock} ORDER BY kind, lo"
        )
        for row in rows.to_pylist():
            found[row["kind"]].append((row["lo"], row["hi"]))
        return cls(spans={kind: tuple(spans) for kind, spans in found.items()})

    def some(self, kinds: Iterable[str]) -> tuple[Span, ...]:
        """Days on which at least one of the kinds was observed."""
        return union(span for kind in kinds for span in self.spans.get(kind, ()))

    def both(self, one: Collection[str], other: Collection[str]) -> tuple[Span, ...]:
        """Days on which some kind of one group was observed and some of the other."""
        return tuple(
            (max(a[0], b[0]), min(a[1], b[1]))
            for a in self.some(one)
            for b in self.some(other)
            if max(a[0], b[0]) <= min(a[1], b[1])
        )


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans that overlap or touch.

    >>> union([(7, 9), (1, 3), (4, 5)])
    ((1, 5), (7, 9))
    """
    joined: list[Span] = []
    for lo, hi in sorted(spans):
        if joined and lo <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], hi))
        else:
            joined.append((lo, hi))
    return tuple(joined)
