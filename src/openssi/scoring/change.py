"""Why a score moved: a chain of scorings that each change one thing, so that the parts sum.

From the earlier day to the later: signals that only one of the days shows are hidden; then time
passes (deeds fade, outcomes fall due); then the deeds and connections of the days between come in;
then the profile; then the signals that came into view. The first and the last step are what the
*sources* moved: a new source never looks like new behaviour.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from openssi.engines import Engine
from openssi.result import Change, ChangeStep, PillarId, SignalChange
from openssi.scoring.frame import Case, Frame
from openssi.scoring.plan import run
from openssi.scoring.snapshot import Snapshot
from openssi.scoring.sql import date_of
from openssi.scoring.then import without_deeds_after, without_profile_after
from openssi.scoring.words import Words
from openssi.scoring.worlds import name_in, side_by_side

Open = Callable[[], AbstractContextManager[Engine]]
"""Opens a fresh engine."""

_TITLES = {
    "sources": "What the sources show",
    "aged": "Time passed",
    "activity": "What you did",
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
        """Pillars measurable on both days."""
        return tuple(pillar for pillar in self.before.pillars if pillar in self.after.pillars)

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


def change(engine: Engine, open_engine: Open, case: Case, since: int) -> Change:
    """Explain how a member's score moved from the end of one day to the day scored.

    Args:
        engine: Has run the scoring at both days.
        open_engine: Opens another engine for the scorings between.
        case: Whose score, and the later day.
        since: Day number of the earlier day.
    """
    frame, tables, member_id = case.frame, case.tables, case.member_id
    before = Snapshot.read(engine, member_id, since)
    after = Snapshot.read(engine, member_id, frame.today)
    masked = replace(frame, hidden=before.observed ^ after.observed)
    profile = without_profile_after(tables, member_id, date_of(since))
    worlds = {
        "as it is": tables,
        "without the days": without_deeds_after(profile, date_of(since)),
        "without the profile": profile,
    }
    with open_engine() as other:
        run(other, masked, side_by_side(worlds, member_id), [since, frame.today])
        between = {
            (world, day): Snapshot.read(other, name_in(world, member_id), day)
            for world in worlds
            for day in (since, frame.today)
        }
    chain = Chain(
        before=before,
        common_before=between["as it is", since],
        aged=between["without the days", frame.today],
        active=between["without the profile", frame.today],
        common_after=between["as it is", frame.today],
        after=after,
    )
    return _told(chain, frame, since, Words.read(engine, frame, member_id, since))


def _told(chain: Chain, frame: Frame, since: int, words: Words) -> Change:
    same = set(chain.before.pillars) == set(chain.after.pillars)
    return Change(
        from_day=date_of(since),
        to_day=frame.as_of,
        before=chain.before.total,
        after=chain.after.total,
        points=_moved(chain.before, chain.after, chain.comparable)
        if same and chain.comparable
        else None,
        pillars={p: chain.after.pillars[p] - chain.before.pillars[p] for p in chain.comparable},
        steps=tuple(_step(name, chain, frame, words) for name in _TITLES),
        revision=None,
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
