"""The network: how large it is, how it grew and who is in it."""

from __future__ import annotations

from typing import Final

from openssi.describe.made import Made
from openssi.describe.make_up import people
from openssi.describe.months import month_of, months
from openssi.describe.seen import Seen
from openssi.describe.subject import Subject
from openssi.engines import Engine
from openssi.result import Network
from openssi.tables import CONNECTION

RECENT: Final = 90
"""Days for which new people are told apart."""


def network(engine: Engine, subject: Subject, seen: Seen, made: Made) -> Network | None:
    """Describe the connections that stand on the day; None where the sources show none."""
    spans = seen.some((CONNECTION,))
    if not made.people and not spans:
        return None
    counts = made.months()
    gained = months(counts, spans, subject.as_of)
    now, recent = people(engine, subject, RECENT)
    return Network(
        now=now,
        recent=recent,
        recent_days=RECENT,
        gained=gained,
        earlier=sum(n for month, n in counts.items() if month < month_of(gained.first)),
        undated=made.undated,
    )
