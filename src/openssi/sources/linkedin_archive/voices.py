"""Who writes to whom: a few thousand voices in hundreds of thousands of messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc


class Voice(NamedTuple):
    """Somebody who writes to somebody in a conversation; most do so many times."""

    conversation: str
    sender: str
    """Name of the sender; kept only until the direction is known."""
    sender_url: str
    recipient: str
    """Names of the recipients, likewise."""
    recipient_urls: str


def voices_of(columns: Sequence[pa.ChunkedArray]) -> tuple[list[Voice], pa.Array]:
    """Return who writes to whom in some rows, and the place of each row's voice among them.

    Args:
        columns: The parts of a `Voice`, as dictionaries.
    """
    cells = [column.unify_dictionaries().combine_chunks() for column in columns]
    places = _places(cells)
    some = places.to_pylist()
    firsts = dict(zip(reversed(some), reversed(range(len(some))), strict=True))
    rows = pa.array([firsts[place] for place in range(len(firsts))], pa.int32())
    return list(map(Voice._make, zip(*(_spelt(one, rows) for one in cells), strict=True))), places


def _places(columns: Sequence[pa.DictionaryArray]) -> pa.Array:
    """Number rows of the same cells alike, from 0 in the order in which they come."""
    places = columns[0].indices.dictionary_encode().indices
    for column in columns[1:]:
        size = pa.scalar(len(column.dictionary), pa.int64())
        pairs = pc.add(pc.multiply(places.cast(pa.int64()), size), column.indices)
        places = pairs.dictionary_encode().indices
    return places


def _spelt(column: pa.DictionaryArray, rows: pa.Array) -> list[str]:
    """Return the texts of some rows, the same of the same."""
    texts = column.dictionary.to_pylist()
    return [texts[place] for place in column.indices.take(rows).to_pylist()]
