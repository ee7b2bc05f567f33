"""Conversations opened by either side, and whether the other side answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from openssi.describe.decided import decided
from openssi.describe.seen import Seen, Span
from openssi.describe.subject import Subject
from openssi.engines import Engine
from openssi.methodology.measures import RECEIVED, SENT, TALK
from openssi.result import Openings


@dataclass(frozen=True, kw_only=True)
class Opened:
    """Openings of each side."""

    by_member: Openings
    by_member_inmail: Openings | None
    by_others: Openings


def openings(engine: Engine, subject: Subject, seen: Seen) -> Opened:
    """Count a member's conversations by who opened them; an InMail is one of its own."""
    talk, inmail = seen.both(*TALK), seen.both(SENT[1:], RECEIVED)
    return Opened(
        by_member=_counted(engine, subject, talk, "own AND NOT inmail"),
        by_member_inmail=_counted(engine, subject, inmail, "own AND inmail") if inmail else None,
        by_others=_counted(engine, subject, talk, "NOT own"),
    )


def _counted(engine: Engine, subject: Subject, spans: Iterable[Span], side: str) -> Openings:
    is_over = decided(subject, spans, since="since", until="decided")
    row: dict[str, Any] = engine.fetch(f"""
SELECT COUNT(CASE WHEN NOT again THEN 1 END) AS opened,
  COUNT(CASE WHEN NOT again AND {is_over} THEN 1 END) AS decided,
  COUNT(CASE WHEN NOT again AND {is_over} AND answered IS NOT NULL THEN 1 END) AS answered,
  COUNT(CASE WHEN again THEN 1 END) AS reopened
FROM openings
WHERE {subject.mine} AND {side}""").to_pylist()[0]
    return Openings(pending=row["opened"] - row["decided"], **row)
