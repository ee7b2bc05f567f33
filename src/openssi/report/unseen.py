"""What could not be seen, by the source that would show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from openssi.methodology import default
from openssi.report.measurable import needs
from openssi.report.origins import ARCHIVE
from openssi.report.ways import API, CHECKIN, COMPLETE, Way, way_of
from openssi.report.words import of_a_network
from openssi.result import Result, Signal

_TABLES: Final = "The platform's own tables"
_LACKING: Final = (
    "What they do not hold of a member is not seen: kinds of activity, facts of the profile, what "
    "is known of the people. `openssi batch --check` shows what they give."
)


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """Signals that one and the same source would show."""

    shown_by: str
    """The source."""
    how: tuple[str, ...]
    """How to get it, and what else shows the same; empty where nothing is known of it."""
    weight: float
    """Points at full marks of those that everyone can earn."""
    signals: tuple[Signal, ...]
    """The signals, in the methodology's order."""
    told: frozenset[str]
    """Those of them that a check-in can tell too."""


def unseen_by_source(result: Result) -> tuple[Unseen, ...]:
    """Signals without value and points; the source that would show most comes first."""
    if of_a_network(result):
        return _of_a_network(result)
    by_source: dict[str, list[Signal]] = {}
    ways: dict[str, Way | None] = {}
    for signal in result.signals:
        if _is_unseen(signal):
            way = _way(result, signal)
            source = way.title if way else signal.shown_by
            by_source.setdefault(source, []).append(signal)
            ways[source] = way
    groups = (_group(source, ways[source], signals) for source, signals in by_source.items())
    return tuple(sorted(groups, key=lambda group: group.weight, reverse=True))


def _is_unseen(signal: Signal) -> bool:
    return signal.value is None and signal.points is None


def _of_a_network(result: Result) -> tuple[Unseen, ...]:
    """A member of a network cannot bring another source: what is seen is up to the platform."""
    signals = [signal for signal in result.signals if _is_unseen(signal)]
    return (_group(_TABLES, None, signals, how=(_LACKING,)),) if signals else ()


def _way(result: Result, signal: Signal) -> Way | None:
    """An archive that was read and does not show a signal need not be asked for again."""
    way = way_of(signal.shown_by)
    was_read = any(ARCHIVE in other.sources for other in result.signals)
    if way is COMPLETE and was_read and way.title.lower() not in signal.shown_by.lower():
        return None
    return way


def _group(
    source: str, way: Way | None, signals: list[Signal], how: tuple[str, ...] = ()
) -> Unseen:
    weight = sum(signal.weight for signal in signals if signal.tier == "base")
    return Unseen(
        shown_by=source,
        how=how or _how(way),
        weight=weight,
        signals=tuple(signals),
        told=frozenset() if how or way is CHECKIN else frozenset(_told(signals)),
    )


def _how(way: Way | None) -> tuple[str, ...]:
    if way is None:
        return ()
    return (way.how, API.how) if way is COMPLETE else (way.how,)


def _told(signals: list[Signal]) -> set[str]:
    """Return the signals that a check-in would make known, as far as the rules are ours."""
    rules = {rule.id: rule for rule in default().signals}
    return {
        signal.id
        for signal in signals
        if signal.id in rules
        and all(CHECKIN.shows.intersection(group) for group in needs(rules[signal.id]))
    }
