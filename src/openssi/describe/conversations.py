"""Conversations: opened, answered and reopened by either side, and when people write."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pyarrow as pa

from openssi.describe.hours import Hours
from openssi.describe.months import MOST, first_of, month_of, months
from openssi.describe.openings import openings
from openssi.describe.replies import replies
from openssi.describe.seen import Seen, Span
from openssi.describe.sql import day_number
from openssi.describe.subject import Subject
from openssi.engines import Engine
from openssi.methodology.measures import RECEIVED, SENT, TALK
from openssi.methodology.model import Windows
from openssi.result import Conversations, Months


def conversations(
    engine: Engine, subject: Subject, seen: Seen, hours: Hours, windows: Windows
) -> Conversations | None:
    """Describe a member's conversations; None where the messages of one side are not seen."""
    spans = seen.both(*TALK)
    if not spans:
        return None
    opened, told = openings(engine, subject, seen), replies(engine, subject, spans, windows)
    return Conversations(
        answer_within_days=windows.answer_within_days,
        reopen_after_days=windows.reopen_after_days,
        reply_within_days=windows.reply_within_days,
        by_member=opened.by_member,
        by_member_inmail=opened.by_member_inmail,
        by_others=opened.by_others,
        replies_of_member=told.of_member,
        replies_of_others=told.of_others,
        sent=hours.week(SENT),
        received=hours.week(RECEIVED),
        people=_people(engine, subject, spans),
    )


def _people(engine: Engine, subject: Subject, spans: Iterable[Span]) -> Months:
    engine.load("told_months", _calendar(subject))
    rows = engine.fetch(f"""
SELECT c.month, COUNT(DISTINCT m.counterpart_id) AS people
FROM messages AS m
JOIN told_months AS c ON c.day = m.day
WHERE {subject.mine}
GROUP BY c.month""")
    found = {row["month"]: row["people"] for row in rows.to_pylist()}
    return months(found, spans, subject.as_of)


def _calendar(subject: Subject) -> pa.Table:
    """Each day that may be told with its month: engines disagree on how to add days to a date."""
    last = month_of(subject.as_of)
    told = range(last - MOST + 1, last + 1)
    begins = [day_number(first_of(month)) for month in (*told, last + 1)]
    lengths = [end - begin for begin, end in pairwise(begins)]
    month_of_each = [m for m, days in zip(told, lengths, strict=True) for _ in range(days)]
    return pa.table(
        {
            "day": pa.array(range(begins[0], begins[-1]), pa.int32()),
            "month": pa.array(month_of_each, pa.int32()),
        }
    )
