"""The members' table: the active and the sleeping."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from openssi.sources.synthetic.platform.crowd import Crowd, active, sleepers
from openssi.sources.synthetic.platform.parts import Target
from openssi.sources.synthetic.platform.pieces import pieces
from openssi.sources.synthetic.platform.size import Size
from openssi.sources.synthetic.platform.workshop import Hand, Workshop
from openssi.sources.synthetic.population.tables import coverage, members

_A_PART: Final = 2_000_000
"""Members to sort and to write at a time."""


def write(shop: Workshop, folder: Path, plan: Crowd, size: Size) -> int:
    """Write ``members``; return how many."""
    parts = -(-size.members // _A_PART)
    target = Target(folder=folder, table="members", parted=parts > 1)
    hand = shop.hand()
    return sum(
        target.write(hand, piece.piece, _people(hand, piece)) for piece in pieces(plan, parts=parts)
    )


def _people(hand: Hand, piece: Crowd) -> str:
    """Make a piece of the members; return the query for them."""
    hand.make("persons", active(piece))
    hand.make("people", members(piece))
    if piece.everyone > piece.members:
        hand.make("persons", sleepers(piece))
        hand.run(f"INSERT INTO people SELECT * REPLACE (NULL AS team) FROM ({members(piece)}) AS m")
    return "SELECT * FROM people ORDER BY member_id"


def write_coverage(shop: Workshop, folder: Path, plan: Crowd) -> None:
    """Write ``coverage``: what the platform logs of everyone."""
    target = Target(folder=folder, table="coverage", parted=False)
    target.write(shop.hand(), 0, coverage(plan))
