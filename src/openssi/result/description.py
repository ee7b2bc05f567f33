"""What is told but not scored."""

from __future__ import annotations

import datetime as dt

from openssi.result.base import Model
from openssi.result.conversations import Conversations
from openssi.result.habits import Habit
from openssi.result.network import Network, NetworkYear
from openssi.result.rhythm import Rhythm


class Description(Model):
    """What is told but not scored."""

    connections: int | None
    """Connections on the day; None where the sources do not show them."""
    decision_makers: int | None
    """Connections at director level or above, by their titles."""
    network_growth: tuple[NetworkYear, ...]
    """Growth of the network by year."""
    kinds: dict[str, int]
    """Number of activities of each kind up to the day."""
    first_day: dt.date | None
    """Day of the oldest dated activity or connection."""
    last_active_day: dt.date | None
    """Latest day with an activity of the member's own."""
    network: Network | None = None
    """Who the connections are; None where the sources do not show them."""
    conversations: Conversations | None = None
    """Conversations; None where the sources do not show messages of both sides."""
    rhythm: Rhythm | None = None
    """Active days; None where the sources show no deeds of the member's own."""
    habits: tuple[Habit, ...] = ()
    """Searches and follows, whether seen or not."""
