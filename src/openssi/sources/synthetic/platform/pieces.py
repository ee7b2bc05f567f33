"""Pieces of a network that are made at a time, so that memory does not grow with its size."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from openssi.sources.synthetic.platform.crowd import Crowd

_HANDFUL: Final = 500
"""Members below which a piece is not worth a turn."""

_HANDS: Final = 4
"""Pieces at least, where there are members enough: hands to share them between."""


def count(members: int, each: int) -> int:
    """Return how many pieces there are.

    Args:
        members: How many are in all.
        each: How many there may be in a piece.
    """
    return max(-(-members // each), min(_HANDS, members // _HANDFUL), 1)


def pieces(plan: Crowd, parts: int) -> Iterator[Crowd]:
    """Yield a plan piece by piece: one member in so many, the busy and the quiet in each."""
    for piece in range(parts):
        yield replace(plan, piece=piece, pieces=parts)
