"""Habits: searches, profiles looked at, people and companies followed."""

from __future__ import annotations

from typing import Final

from openssi.describe.days import Days
from openssi.describe.hours import TOLD, Hours
from openssi.describe.months import by_month, months
from openssi.describe.seen import Seen
from openssi.describe.subject import Subject
from openssi.result import Habit

HABITS: Final = ("search_performed", "profile_viewed", "company_followed", "member_followed")
"""Told whether seen or not."""

RARE: Final = ("advanced_search_performed", "lead_saved", "account_saved", "account_viewed")
"""Deeds of a paid seat: told where seen."""


def habits(subject: Subject, seen: Seen, days: Days, hours: Hours) -> tuple[Habit, ...]:
    """Describe searches and follows."""
    shown = [*HABITS, *(kind for kind in RARE if seen.spans.get(kind))]
    return tuple(_habit(subject, seen, days, hours, kind) for kind in shown)


def _habit(subject: Subject, seen: Seen, days: Days, hours: Hours, kind: str) -> Habit:
    spans, counts = seen.some((kind,)), days.of(kind)
    if not spans and not counts and kind not in days.undated:
        return Habit(kind=kind, total=None, months=None, week=None)
    return Habit(
        kind=kind,
        total=sum(counts.values()) + days.undated.get(kind, 0),
        months=months(by_month(counts), spans, subject.as_of),
        week=hours.week((kind,)) if kind in TOLD else None,
    )
