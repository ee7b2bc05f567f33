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
    parts, places = _numbered(cells)
    texts = map(_spelt, cells, parts)
    return list(map(Voice._make, zip(*texts, strict=True))), places


def _numbered(columns: Sequence[pa.DictionaryArray]) -> tuple[list[pa.Array], pa.Array]:
    """Number rows of the same cells alike, from 0 in the order in which they come.

    Returns:
        Of each column the place in its dictionary, number after number; and the rows' numbers.
    """
    coded = columns[0].indices.dictionary_encode()
    parts = [coded.dictionary]
    for column in columns[1:]:
        size = pa.scalar(max(len(column.dictionary), 1), pa.int64())
        pairs = pc.add(pc.multiply(coded.indices.cast(pa.int64()), size), column.indices)
        coded = pairs.dictionary_encode()
        before = pc.divide(coded.dictionary, size)
        last = pc.subtract(coded.dictionary, pc.multiply(before, size))
        parts = [*(part.take(before) for part in parts), last]
    return parts, coded.indices


def _spelt(column: pa.DictionaryArray, places: pa.Array) -> list[str]:
    """Return the texts at some places, the same of the same."""
    texts = column.dictionary.to_pylist()
    return [texts[place] for place in places.to_pylist()]
