"""Where all members of the tables stand, and how another methodology moves them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from statistics import fmean
from typing import Final, cast, get_args

from openssi.engines import Engine
from openssi.methodology import Methodology
from openssi.methodology.whole import PILLAR_POINTS
from openssi.result import PillarId
from openssi.scoring.frame import Frame
from openssi.scoring.moves import EDGES, Mean, Moves, SignalMove
from openssi.scoring.plan import run
from openssi.tables import Tables

_NOTHING: Final = 1e-9
"""Below it a move is floating-point noise."""

_POINTS: Final = """
SELECT s.signal, s.member_id, s.points * CASE WHEN s.base_tier THEN p.factor ELSE 1.0 END AS points
FROM signal_points AS s
JOIN pillar_scores AS p ON p.member_id = s.member_id AND p.day = s.day AND p.pillar = s.pillar
WHERE s.points IS NOT NULL AND p.score IS NOT NULL"""

_WHOLE: Final = PILLAR_POINTS * len(get_args(PillarId))


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Totals and pillars of all members on one day under one methodology."""

    totals: Mapping[str, float]
    """Total of each member whose four pillars are all measurable."""
    pillars: Mapping[PillarId, Mapping[str, float]]
    """Scores of each pillar, of the members in whose data it is measurable."""
    points: Mapping[str, Mapping[str, float]]
    """Points of each signal as shown, of the members in whose measurable pillars it counts."""


NewEngine = Callable[[], AbstractContextManager[Engine]]
"""Makes an engine; each scoring has one of its own."""


def moves(
    new_engine: NewEngine,
    tables: Tables,
    as_of: dt.date,
    *,
    before: Methodology,
    after: Methodology,
) -> Moves:
    """Score every member of the tables under two methodologies and compare."""
    was, now = (standing(new_engine, tables, as_of, rules) for rules in (before, after))
    both = [who for who in was.totals if who in now.totals]
    sizes = [abs(now.totals[who] - was.totals[who]) for who in both]
    pillars = {pillar: _mean(was.pillars[pillar], now.pillars[pillar]) for pillar in was.pillars}
    return Moves(
        members=len(sizes),
        shares=_shares(sizes),
        total=_mean(was.totals, now.totals),
        pillars={pillar: mean for pillar, mean in pillars.items() if mean is not None},
        signals=_signal_moves(was.points, now.points, both),
    )


def standing(
    new_engine: NewEngine, tables: Tables, as_of: dt.date, methodology: Methodology
) -> Standing:
    """Score every member of the tables on a day."""
    frame = Frame(methodology=methodology, as_of=as_of)
    with new_engine() as engine:
        run(engine, frame, tables, [frame.today])
        totals = engine.fetch(
            f"SELECT member_id, total FROM totals WHERE measurable = {_WHOLE}"
        ).to_pydict()
        scores = engine.fetch(
            "SELECT pillar, member_id, score FROM pillar_scores WHERE score IS NOT NULL"
        ).to_pydict()
        parts = engine.fetch(_POINTS).to_pydict()
    pillars: dict[PillarId, dict[str, float]] = {p.id: {} for p in methodology.pillars}
    for pillar, member, score in zip(*scores.values(), strict=True):
        pillars[cast("PillarId", pillar)][member] = score
    points: dict[str, dict[str, float]] = {}
    for signal, member, earned in zip(*parts.values(), strict=True):
        points.setdefault(signal, {})[member] = earned
    return Standing(totals=dict(zip(*totals.values(), strict=True)), pillars=pillars, points=points)


def _signal_moves(
    before: Mapping[str, Mapping[str, float]],
    after: Mapping[str, Mapping[str, float]],
    members: Sequence[str],
) -> tuple[SignalMove, ...]:
    """A signal that only one of the methodologies has earns nothing under the other."""
    found = []
    for signal in dict.fromkeys((*before, *after)):
        was, now = before.get(signal, {}), after.get(signal, {})
        moves = [now.get(who, 0.0) - was.get(who, 0.0) for who in members]
        if any(abs(move) > _NOTHING for move in moves):
            size = fmean(map(abs, moves))
            found.append(SignalMove(signal=signal, size=size, change=fmean(moves)))
    return tuple(sorted(found, key=lambda move: (-move.size, move.signal)))


def _mean(before: Mapping[str, float], after: Mapping[str, float]) -> Mean | None:
    both = [who for who in before if who in after]
    if not both:
        return None
    return Mean(before=fmean(before[who] for who in both), after=fmean(after[who] for who in both))


def _shares(sizes: Sequence[float]) -> tuple[float, ...]:
    bounds = [*EDGES, float("inf")]
    counts = [0] * len(bounds)
    for size in sizes:
        counts[next(n for n, edge in enumerate(bounds) if size < edge)] += 1
    return tuple(count / len(sizes) if sizes else 0.0 for count in counts)
