"""What is told but not scored, as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.report.described_conversations import ConversationsView, conversations_view
from openssi.report.described_network import NetworkView, network_view
from openssi.report.described_rhythm import HabitView, RhythmView, habit_view, rhythm_view
from openssi.result import Result


@dataclass(frozen=True, kw_only=True)
class Described:
    """The four parts; one that the sources do not show is None."""

    network: NetworkView | None
    """Who the connections are."""
    conversations: ConversationsView | None
    """Who writes to whom, and when."""
    rhythm: RhythmView | None
    """When the member is active."""
    habits: tuple[HabitView, ...]
    """Searches and follows that are seen."""
    unseen: tuple[HabitView, ...]
    """Those that are not."""


def described(result: Result) -> Described | None:
    """Lay out what a result tells beside the score; None where it tells nothing, not even a gap."""
    told = result.description
    if not (told.habits or told.kinds or told.network or told.conversations or told.rhythm):
        return None
    habits = [habit_view(habit) for habit in told.habits]
    return Described(
        network=network_view(told.network) if told.network else None,
        conversations=conversations_view(told.conversations) if told.conversations else None,
        rhythm=rhythm_view(told.rhythm, result.as_of) if told.rhythm else None,
        habits=tuple(habit for habit in habits if habit.told.total is not None),
        unseen=tuple(habit for habit in habits if habit.told.total is None),
    )
