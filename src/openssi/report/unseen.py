"""What could not be seen, by the source that would show it."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.result import Result, Signal


@dataclass(frozen=True, kw_only=True)
class Unseen:
    """Signals that one and the same source would show."""

    shown_by: str
    """The source."""
    weight: float
    """Points at full marks of those that everyone can earn."""
    signals: tuple[Signal, ...]
    """The signals, in the methodology's order."""


def unseen_by_source(result: Result) -> tuple[Unseen, ...]:
    """Signals without value and points; the source that would show most comes first."""
    by_source: dict[str, list[Signal]] = {}
    for signal in result.signals:
        if signal.value is None and signal.points is None:
            by_source.setdefault(signal.shown_by, []).append(signal)
    groups = (_group(source, signals) for source, signals in by_source.items())
    return tuple(sorted(groups, key=lambda group: group.weight, reverse=True))


def _group(source: str, signals: list[Signal]) -> Unseen:
    weight = sum(signal.weight for signal in signals if signal.tier == "base")
    return Unseen(shown_by=source, weight=weight, signals=tuple(signals))
