"""Who knows whom: connections from before, those made since, and as many as were asked for."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from openssi.errors import OutputError
from openssi.sources.synthetic.platform.crowd import SLEEPERS_BEGIN, Crowd, active, sleepers
from openssi.sources.synthetic.platform.parts import LARGE, Target
from openssi.sources.synthetic.platform.pieces import count, pieces
from openssi.sources.synthetic.platform.size import Size
from openssi.sources.synthetic.platform.workshop import Hand, Workshop
from openssi.sources.synthetic.population import given
from openssi.sources.synthetic.population.draws import draw, hashed

_A_TURN: Final = 3_000_000
"""Connections to begin in one piece, about."""

_A_PART: Final = 10_000_000
"""Connections to join, to sort and to write at a time."""

_TRIES: Final = 10


def begin(shop: Workshop, plan: Crowd, size: Size) -> Crowd:
    """Make the connections from before in ``pairs``, at least as many as were asked for.

    Returns:
        The plan with the share of connections that its members begin.

    Raises:
        OutputError: So few members cannot have so many.
    """
    if size.asked_pairs is None:
        _pairs(shop, plan)
        return plan
    inclined = shop.row(f"SELECT SUM(ties) FROM ({active(plan)}) AS everyone")[0] / plan.thinning
    others = size.sleeping / plan.members * SLEEPERS_BEGIN
    begun = size.pairs / (1 - _twice(plan)) / (inclined * (1 + others))
    for _ in range(_TRIES):
        plan = replace(plan, begun=begun)
        found = _pairs(shop, plan)
        if found >= size.pairs:
            return plan
        begun *= min(4.0, (size.pairs / max(1, found)) ** 1.5 * 1.01)
    raise OutputError(
        f"{size.members:,} members cannot be brought to {size.pairs:,} pairs.",
        hint="ask for fewer with --pairs, or for more members.",
    )


def _twice(plan: Crowd) -> float:
    """Return the share of connections begun that fall on pairs begun before; measured, and more."""
    return min(0.6, 0.42 * math.pow(1000 / plan.members, 0.4))


def _pairs(shop: Workshop, plan: Crowd) -> int:
    """Make all connections from before, each pair once; return how many there are."""
    shop.run(
        "CREATE OR REPLACE TABLE begun (p BIGINT, j BIGINT)",
        "CREATE OR REPLACE TABLE pairs (p BIGINT, j BIGINT)",
    )
    asleep = plan.everyone - plan.members
    each = max(500, int(_A_TURN / max(1.0, 600 * plan.thinning)))
    shop.each(_begin(active), pieces(plan, count(plan.members, each)))
    if asleep:
        shop.each(_begin(sleepers), pieces(plan, count(asleep, int(each / SLEEPERS_BEGIN))))
    for some in _ranges(shop, plan, "begun"):
        shop.run(f"INSERT INTO pairs SELECT DISTINCT p, j FROM begun WHERE {some}")
    shop.run("DROP TABLE begun")
    return shop.number("SELECT COUNT(*) FROM pairs")


def _begin(who: Callable[[Crowd], str]) -> Callable[[Hand, Crowd], None]:
    def work(hand: Hand, piece: Crowd) -> None:
        hand.make("persons", who(piece))
        hand.run(f"INSERT INTO begun {given.pairs(piece)}")

    return work


def _ranges(shop: Workshop, plan: Crowd, table: str) -> Iterator[str]:
    """Yield conditions that part a table by the first of two members, the popular ones finer."""
    parts = -(-shop.number(f"SELECT COUNT(*) FROM {table}") // _A_PART) or 1
    edges = [round(plan.everyone * (number / parts) ** 2) for number in range(parts + 1)]
    for low, high in pairwise(edges):
        yield f"p >= {low} AND p < {high}"


def write(shop: Workshop, folder: Path, plan: Crowd, size: Size) -> int:
    """Write ``connections``: those from before, and those made since; return how many.

    Where a number was asked for, some are left out to meet it: of those from before, if that does.
    """
    before, since = (shop.number(f"SELECT COUNT(*) FROM {table}") for table in ("pairs", "met"))
    asked = before + since if size.asked_pairs is None else size.asked_pairs
    chosen = _chosen(plan, "SELECT p, j FROM pairs", (asked - since) / max(1, before))
    made = _chosen(plan, "SELECT p, j, day FROM met", asked / max(1, since))
    known = f"{given.dated(plan, chosen)} UNION ALL {made}"
    target = Target(folder=folder, table="connections", parted=before + since > LARGE)
    hand, rows = shop.hand(), 0
    for part, some in enumerate(_ranges(shop, plan, "pairs")):
        rows += target.write(hand, part, _written(plan, known, some))
    return rows


def _chosen(plan: Crowd, pairs: str, share: float) -> str:
    """Return a query for a share of some pairs, chosen by chance."""
    if share >= 1:
        return pairs
    drawn = hashed(pairs, "e", of="(p * 40503 + j) % 2147483647", seed=plan.salt("chosen"))
    return f"SELECT * EXCLUDE (e) FROM ({drawn}) AS d WHERE {draw('e', 'chosen')} < {share!r}"


def _written(plan: Crowd, pairs: str, some: str) -> str:
    return f"""
SELECT {plan.label("p")} AS member_id, {plan.label("j")} AS connection_id,
  DATE '1970-01-01' + CAST(MIN(day) AS INTEGER) AS connected_on
FROM ({pairs}) AS pairs
WHERE {some}
GROUP BY p, j
ORDER BY MIN(day), p, j"""
