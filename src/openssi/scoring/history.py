"""The score of every day: each on what that day's coverage shows."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Self, cast, get_args

from openssi.engines import Engine
from openssi.result import Break, History, PillarId
from openssi.scoring.frame import Frame
from openssi.scoring.sql import date_of, text

_NAMED = 3
"""Signals that a break names before it counts the rest."""


@dataclass(frozen=True, kw_only=True)
class Past:
    """Totals and pillars by day number."""

    totals: dict[int, tuple[float | None, float]]
    """Total, and of how many points."""
    pillars: dict[PillarId, dict[int, float | None]]
    """Score of each pillar."""

    @classmethod
    def read(cls, engine: Engine, member_id: str) -> Self:
        """Read the days that were scored."""
        member = f"member_id = {text(member_id)}"
        totals = engine.fetch(
            f"SELECT day, total, measurable FROM totals WHERE {member} ORDER BY day"
        ).to_pydict()
        scores = engine.fetch(
            f"SELECT pillar, day, score FROM pillar_scores WHERE {member} ORDER BY day"
        ).to_pydict()
        pillars: dict[PillarId, dict[int, float | None]] = {p: {} for p in get_args(PillarId)}
        for pillar, day, score in zip(*scores.values(), strict=True):
            pillars[cast("PillarId", pillar)][day] = score
        days = zip(totals["total"], totals["measurable"], strict=True)
        return cls(totals=dict(zip(totals["day"], days, strict=True)), pillars=pillars)

    def total(self, day: int) -> float | None:
        """Return the total of a day; None where nothing is measurable."""
        return self.totals.get(day, (None, 0.0))[0]

    def measurable(self, day: int) -> float:
        """Return the points that could be measured on a day."""
        return self.totals.get(day, (None, 0.0))[1]

    def change(self, before: int, after: int) -> float | None:
        """Return how the total moved; None where the measurable pillars are not the same."""
        seen = [
            {pillar for pillar, days in self.pillars.items() if days.get(day) is not None}
            for day in (before, after)
        ]
        return _difference(self.total(before), self.total(after)) if seen[0] == seen[1] else None

    def pillar_change(self, pillar: PillarId, before: int, after: int) -> float | None:
        """Return how a pillar moved; None where either end is not measurable."""
        days = self.pillars[pillar]
        return _difference(days.get(before), days.get(after))

    def history(self, engine: Engine, frame: Frame, first: int) -> History:
        """Return every day from the first to the day scored."""
        days = range(first, frame.today + 1)
        return History(
            days=tuple(map(date_of, days)),
            total=tuple(self.total(day) for day in days),
            measurable=tuple(self.measurable(day) for day in days),
            pillars={
                pillar: tuple(scores.get(day) for day in days)
                for pillar, scores in self.pillars.items()
            },
            breaks=_breaks(engine, frame),
        )


def _difference(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else round(after - before, 6)


def breaks(member_id: str, first: int) -> str:
    """Return the query for the days after the first on which a signal came or went out of view."""
    return f"""
SELECT s.day, r.signal, s.seen
FROM (
  SELECT v.rule, v.day, v.status <> 'not_observed' AS seen,
    LAG(v.status <> 'not_observed') OVER (PARTITION BY v.rule ORDER BY v.day) AS seen_before
  FROM valued AS v
  JOIN (
    SELECT v.who, v.rule FROM valued AS v JOIN scored AS m ON m.who = v.who
    WHERE m.member_id = {text(member_id)}
    GROUP BY v.who, v.rule HAVING MIN(v.status) <> MAX(v.status)
  ) AS varying ON varying.who = v.who AND varying.rule = v.rule
) AS s
JOIN rules AS r ON r.rule = s.rule
WHERE s.seen <> s.seen_before AND s.day > {first}"""


def _breaks(engine: Engine, frame: Frame) -> tuple[Break, ...]:
    changes = engine.fetch("SELECT day, signal, seen FROM breaks ORDER BY day, signal").to_pydict()
    by_day: dict[int, dict[bool, list[str]]] = defaultdict(lambda: {True: [], False: []})
    titles = {signal.id: signal.title for signal in frame.methodology.signals}
    for day, signal, seen in zip(*changes.values(), strict=True):
        by_day[day][seen].append(titles[signal])
    return tuple(Break(day=date_of(day), reason=_reason(who)) for day, who in by_day.items())


def _reason(signals: dict[bool, list[str]]) -> str:
    verbs = {True: "came into view", False: "went out of view"}
    return "; ".join(f"{_some(names)} {verbs[seen]}" for seen, names in signals.items() if names)


def _some(names: list[str]) -> str:
    rest = len(names) - _NAMED
    if rest <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {rest} more"
