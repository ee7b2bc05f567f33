"""Why a score moved: a chain of scorings that each change one thing, so that the parts sum.

From the earlier day to the later: signals that only one of the days shows are hidden; then time
passes (deeds fade, outcomes fall due); then the deeds and connections of the days between come in;
then the profile; then the signals that came into view. The first and the last step are what the
*sources* moved: a new source never looks like new behaviour.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Self, get_args

from openssi.engines import Engine
from openssi.result import Change, ChangeStep, PillarId, SignalChange
from openssi.scoring.frame import Case, Frame
from openssi.scoring.lacking import lacking
from openssi.scoring.plan import run
from openssi.scoring.snapshot import Snapshot
from openssi.scoring.sql import date_of
from openssi.scoring.words import Words
from openssi.scoring.worlds import Between

Open = Callable[[], AbstractContextManager[Engine]]
"""Opens a fresh engine."""

_TITLES = {
    "sources": "What the sources show",
    "aged": "Time passed",
    "activity": "What was done",
    "profile": "Your profile",
}
_NOTHING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The scorings between two days, each one step further."""

    before: Snapshot
    common_before: Snapshot
    aged: Snapshot
    active: Snapshot
    common_after: Snapshot
    after: Snapshot

    @property
    def comparable(self) -> tuple[PillarId, ...]:
        """Pillars measurable on both days, in their order."""
        both = self.before.pillars.keys() & self.after.pillars.keys()
        return tuple(pillar for pillar in get_args(PillarId) if pillar in both)

    def links(self, pillar: PillarId) -> list[tuple[str, Snapshot, Snapshot]]:
        """Return the steps of a pillar; one on which it cannot be split is the sources' alone."""
        inner = (self.common_before, self.aged, self.active, self.common_after)
        if any(pillar not in snapshot.pillars for snapshot in inner):
            return [("sources", self.before, self.after)]
        return [
            ("sources", self.before, self.common_before),
            ("aged", self.common_before, self.aged),
            ("activity", self.aged, self.active),
            ("profile", self.active, self.common_after),
            ("sources", self.common_after, self.after),
        ]


@dataclass(frozen=True, kw_only=True)
class Ends:
    """Both ends of a change, read from a scoring that ran at both days."""

    since: int
    """Day number of the earlier day."""
    today: int
    """Day number of the later day."""
    before: Snapshot
    after: Snapshot
    words: Words

    @classmethod
    def read(cls, engine: Engine, case: Case, between: Between) -> Self:
        """Read them."""
        since = between.since
        before = Snapshot.read(engine, case.member_id, since)
        after = Snapshot.read(engine, case.member_id, case.frame.today)
        shown = {signal: signal in after.observed for signal in before.observed ^ after.observed}
        words = Words.read(engine, case, between, shown)
        return cls(since=since, today=case.frame.today, before=before, after=after, words=words)


def change(engine: Engine, open_engine: Open, case: Case, between: Between) -> Change:
    """Explain how a member's score moved from the end of one day to the day scored.

    Args:
        engine: A scoring of the worlds ran on it, at both days.
        open_engine: Opens an engine for another scoring, where signals have to be hidden.
        case: Whose score, and the later day.
        between: The worlds between the days.
    """
    ends = Ends.read(engine, case, between)
    hidden = ends.before.observed ^ ends.after.observed
    if not hidden:
        return _told(_chain(engine, between, ends, common=ends), case.frame, ends)
    masked = replace(case.frame, hidden=hidden)
    days = [between.since, masked.today]
    with open_engine() as other:
        run(other, masked, case.tables, days, between.worlds)
        common = Ends.read(other, replace(case, frame=masked), between)
        return _told(_chain(other, between, ends, common=common), case.frame, ends)


def _chain(engine: Engine, between: Between, ends: Ends, *, common: Ends) -> Chain:
    aged, profile = between.before_deeds, between.before_profile
    return Chain(
        before=ends.before,
        common_before=common.before,
        aged=Snapshot.read(engine, aged.name, common.today),
        active=Snapshot.read(engine, profile.name, common.today) if profile else common.after,
        common_after=common.after,
        after=ends.after,
    )


def _told(chain: Chain, frame: Frame, ends: Ends) -> Change:
    same = set(chain.before.pillars) == set(chain.after.pillars)
    return Change(
        from_day=date_of(ends.since),
        to_day=frame.as_of,
        before=chain.before.total,
        after=chain.after.total,
        points=_moved(chain.before, chain.after, chain.comparable)
        if same and chain.comparable
        else None,
        pillars={p: chain.after.pillars[p] - chain.before.pillars[p] for p in chain.comparable},
        steps=tuple(_step(name, chain, frame, ends.words) for name in _TITLES),
        revision=None,
        note=lacking(chain.before, chain.after, (date_of(ends.since), frame.as_of)),
    )


def _moved(before: Snapshot, after: Snapshot, pillars: Sequence[PillarId]) -> float:
    return sum(after.pillars[pillar] - before.pillars[pillar] for pillar in pillars)


def _step(name: str, chain: Chain, frame: Frame, words: Words) -> ChangeStep:
    pillars: dict[PillarId, float] = dict.fromkeys(chain.comparable, 0.0)
    signals: dict[str, float] = {}
    adjustments: dict[PillarId, float] = dict.fromkeys(chain.comparable, 0.0)
    for pillar in chain.comparable:
        for step, one, other in chain.links(pillar):
            if step == name:
                moved = _signals_moved(frame, pillar, one, other)
                pillars[pillar] += other.pillars[pillar] - one.pillars[pillar]
                for signal, points in moved.items():
                    signals[signal] = signals.get(signal, 0.0) + points
        mine = [s.id for s in frame.methodology.signals if s.pillar == pillar]
        rest = pillars[pillar] - sum(signals.get(signal, 0.0) for signal in mine)
        adjustments[pillar] = rest if abs(rest) > _NOTHING else 0.0
    return ChangeStep.model_validate(
        {
            "id": name,
            "title": _TITLES[name],
            "total": sum(pillars.values()),
            "pillars": pillars,
            "signals": _in_words(name, signals, frame, words),
            "adjustments": adjustments,
        }
    )


def _signals_moved(
    frame: Frame, pillar: PillarId, one: Snapshot, other: Snapshot
) -> dict[str, float]:
    return {
        rule.id: other.points.get(rule.id, 0.0) - one.points.get(rule.id, 0.0)
        for rule in frame.methodology.signals
        if rule.pillar == pillar
    }


def _in_words(
    step: str, signals: dict[str, float], frame: Frame, words: Words
) -> tuple[SignalChange, ...]:
    moved = sorted(signals.items(), key=lambda item: -abs(item[1]))
    rules = {rule.id: rule for rule in frame.methodology.signals}
    return tuple(
        SignalChange(
            id=signal,
            title=rules[signal].title,
            pillar=rules[signal].pillar,
            points=points,
            reason=words.reason(step, rules[signal], points),
        )
        for signal, points in moved
        if abs(points) > _NOTHING
    )
