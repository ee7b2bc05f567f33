"""What is told but not scored: the network, conversations, the rhythm and habits.

It reads what a scoring leaves in the engine, so that a conversation that is answered here is one
that is answered there: ``scored`` (members by number, and whose coverage holds for each), ``spans``
(days on which a kind was seen), ``deeds`` (activities, each once), ``links`` (connections, each
person once), ``messages`` (moments of conversations, with the one before and the next of either
side) and ``openings`` (conversations opened, and when they were answered). No text is in them.
"""

import datetime as dt

from openssi.describe.conversations import conversations
from openssi.describe.days import Days
from openssi.describe.habits import habits
from openssi.describe.hours import Hours
from openssi.describe.made import Made
from openssi.describe.network import network
from openssi.describe.rhythm import rhythm
from openssi.describe.seen import Seen
from openssi.describe.sql import date_of
from openssi.describe.subject import Subject
from openssi.engines import Engine
from openssi.methodology.model import Windows
from openssi.result import Description

__all__ = ["describe"]


def describe(engine: Engine, member_id: str, as_of: dt.date, *, windows: Windows) -> Description:
    """Describe a member's network and activity up to a day.

    Args:
        engine: Holds what a scoring of that day left in it.
        member_id: Whose.
        as_of: The day scored; nothing after it counts.
        windows: How long things stay open, as in the scoring.
    """
    subject = Subject.read(engine, member_id, as_of)
    seen, made = Seen.read(engine, subject), Made.read(engine, subject)
    days, hours = Days.read(engine, subject), Hours.read(engine, subject)
    people = network(engine, subject, seen, made)
    return Description(
        connections=people.now.people if people else None,
        decision_makers=people.now.decision_makers if people else None,
        network_growth=made.years(),
        kinds=days.totals(),
        first_day=_earliest(days.first, made.first),
        last_active_day=_day(max(days.active(), default=None)),
        network=people,
        conversations=conversations(engine, subject, seen, hours, windows),
        rhythm=rhythm(subject, seen, days),
        habits=habits(subject, seen, days, hours),
    )


def _earliest(*days: int | None) -> dt.date | None:
    return _day(min((day for day in days if day is not None), default=None))


def _day(number: int | None) -> dt.date | None:
    return None if number is None else date_of(number)
