"""The log of activities: period after period lived through and written, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from openssi.sources.synthetic.platform.crowd import Crowd
from openssi.sources.synthetic.platform.life import live
from openssi.sources.synthetic.platform.parts import Target
from openssi.sources.synthetic.platform.pieces import count, pieces
from openssi.sources.synthetic.platform.rows import KIND, WAITING, counting, written
from openssi.sources.synthetic.platform.workshop import Hand, Workshop
from openssi.sources.synthetic.population.living import done, stood
from openssi.sources.synthetic.population.plan import PERIOD

_A_PIECE: Final = 25_000
"""Members who live at a time: some two million deeds in four weeks."""

_A_SLICE: Final = 8_000_000
"""Deeds to sort and to write at a time, about."""

_A_DAY: Final = 86_400


def write(shop: Workshop, folder: Path, plan: Crowd, *, parted: bool) -> int:
    """Write ``activities`` and keep in ``met`` who was connected by them; return the rows.

    What answers a deed may come in a later period: it waits until its time is written.

    Args:
        shop: Where it is made.
        folder: Where it goes.
        plan: The network.
        parted: Whether to write part after part, so that only a period waits at a time.
    """
    shop.run(
        f"CREATE TYPE kinds AS {KIND}",
        f"CREATE TABLE waiting ({WAITING})",
        "CREATE TABLE met (p BIGINT, j BIGINT, day BIGINT)",
    )
    parts = count(plan.members, _A_PIECE)
    book = _Book(shop, plan, Target(folder=folder, table="activities", parted=parted))
    shop.each(_stand, pieces(plan, parts))
    for period in range(plan.periods):
        if parted:
            book.write_until((plan.first_day + period * PERIOD) * _A_DAY)
        shop.each(_Living(period), pieces(plan, parts))
    book.write_until(plan.end)
    return book.rows


def _stand(hand: Hand, piece: Crowd) -> None:
    live(hand, piece, None)
    hand.run(f"INSERT INTO waiting {counting(piece, stood(piece))}")


class _Living:
    """What a piece does in a period."""

    def __init__(self, period: int) -> None:
        self._period = period

    def __call__(self, hand: Hand, piece: Crowd) -> None:
        live(hand, piece, self._period)
        hand.run(
            f"INSERT INTO waiting {counting(piece, done(piece))}",
            "INSERT INTO met SELECT LEAST(p, j), GREATEST(p, j), MIN(accepted_at // 86400) "
            f"FROM requests WHERE accepted_at < {piece.end} AND p <> j "
            "GROUP BY LEAST(p, j), GREATEST(p, j)",
        )


class _Book:
    """Takes the deeds that wait, in the order of time."""

    def __init__(self, shop: Workshop, plan: Crowd, target: Target) -> None:
        self._shop, self._plan, self._target = shop, plan, target
        self._since: int | None = None
        self._part = 0
        self.rows = 0

    def write_until(self, end: int) -> None:
        """Write what happened before a second, and forget it."""
        for until in self._cuts(end):
            select = written(self._plan, self._since, until)
            self.rows += self._target.write(self._shop.hand(), self._part, select)
            self._part, self._since = self._part + 1, until
        self._shop.run(
            f"CREATE TABLE later AS SELECT * FROM waiting WHERE moment >= {end}",
            "DROP TABLE waiting",
            "ALTER TABLE later RENAME TO waiting",
        )

    def _cuts(self, end: int) -> Iterator[int]:
        """Yield the ends of slices: one, or as many of the same length as the deeds ask for."""
        first, deeds = self._shop.row(
            f"SELECT MIN(moment), COUNT(*) FROM waiting WHERE moment < {end}"
        )
        if not deeds:
            return
        slices = -(-deeds // _A_SLICE) if self._target.parted else 1
        for number in range(1, slices):
            yield first + (end - first) * number // slices
        yield end
