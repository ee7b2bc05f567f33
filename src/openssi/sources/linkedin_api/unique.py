"""Rows of a domain, each once: LinkedIn was seen to tell whole chunks twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mode
from typing import Final

_HIDDEN: Final = "Connected On"
"""All that is told of connections who hide: several of one day are several people."""

_NOTHING: Final = "{}"

Cells = dict[str, str]
"""A row, by the names of its columns."""


@dataclass(frozen=True, kw_only=True)
class Unique:
    """The rows of a domain."""

    rows: list[Cells]
    received: int
    """Rows as they came."""
    odd: list[int]
    """Which of them, from 1, have no column that is known; they are not among the rows."""

    @property
    def doubles(self) -> int:
        """Rows that repeat another."""
        return self.received - len(self.odd) - len(self.rows)


def unique(chunks: Sequence[Sequence[str]]) -> Unique:
    """Return the rows of some chunks, each once, in the order in which they came first."""
    every = [text for chunk in chunks for text in chunk]
    times = Counter(every)
    has_doubles = len(times) < len(every)
    if has_doubles:
        times = Counter(text for chunk in _once(chunks) for text in chunk)
    cells = dict(zip(times, json.loads(f"[{','.join(times)}]"), strict=True))
    rows = _with_hidden(times, cells) if has_doubles else list(filter(None, cells.values()))
    odd = [place for place, text in enumerate(every, start=1) if text == _NOTHING]
    return Unique(rows=rows, received=len(every), odd=odd)


def _with_hidden(times: Counter[str], cells: dict[str, Cells]) -> list[Cells]:
    """Return each row once, those of people who hide as often as there are people."""
    doubled = _usual_times(times, cells)
    return [
        row
        for text, row in cells.items()
        if row
        for _ in range(-(-times[text] // doubled) if _is_hidden(row) else 1)
    ]


def _once(chunks: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Leave out chunks that hold the rows of an earlier one, in whatever order."""
    return list({tuple(sorted(chunk)): chunk for chunk in reversed(chunks)}.values())[::-1]


def _usual_times(times: Counter[str], cells: dict[str, Cells]) -> int:
    """Return how often rows come that can be there but once."""
    named = [times[text] for text, row in cells.items() if row and not _is_hidden(row)]
    return mode(named) if named else 1


def _is_hidden(row: Cells) -> bool:
    return _HIDDEN in row and not any(text.strip() for name, text in row.items() if name != _HIDDEN)
