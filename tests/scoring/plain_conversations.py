"""Conversations and requests, moment by moment: part of the plain reference."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from plain_life import Life, contacts
from plain_people import Row

DAY = dt.timedelta(days=1)
SENT = {"message_sent", "inmail_sent"}
TALK = SENT | {"message_received", "inmail_received"}


class Message(NamedTuple):
    """Something written in a conversation of two."""

    at: dt.datetime
    own: bool
    inmail: bool
    person: str | None


class Opening(NamedTuple):
    """A conversation begun, or begun again after silence."""

    at: dt.datetime
    own: bool
    inmail: bool
    person: str | None
    again: bool
    answered: dt.datetime | None


class Trial(NamedTuple):
    """Something asked of a person, and whether it succeeded within its window."""

    person: str | None
    day: dt.date
    success: bool


def threads(life: Life, deeds: list[Row]) -> list[list[Message]]:
    """Conversations of two, in order; where both wrote at once, the other side came first.

    A conversation is its object, or the pair of people; who takes part in it is known as of today.
    """
    named = {row.get("object_id") for row in _written(life.deeds_today) if _other(row)}
    found = defaultdict(list)
    for row in _written(deeds):
        if _other(row) or (row.get("object_id") and row["object_id"] in named):
            thread = row.get("object_id"), None if row.get("object_id") else _other(row)
            own, inmail = row["kind"] in SENT, row["kind"] == "inmail_sent"
            found[thread].append(Message(row["occurred_at"], own, inmail, _other(row)))
    return [sorted(thread, key=lambda m: m[:3]) for thread in found.values()]


def _written(deeds: list[Row]) -> list[Row]:
    return [row for row in contacts(deeds) if row["kind"] in TALK and row["occurred_at"]]


def _other(row: Row) -> str | None:
    return row.get("counterpart_id")


def openings(life: Life, deeds: list[Row]) -> Iterator[Opening]:
    """Conversations that were opened or reopened, by either side."""
    windows = life.rules.windows
    for thread in threads(life, deeds):
        before = None
        for message in thread:
            at = message.at
            silent = before is not None and at - before > windows.reopen_after_days * DAY
            if before is None or silent:
                first = answer(thread, message)
                late = first is None or first - at > windows.answer_within_days * DAY
                yield Opening(
                    at=at,
                    own=message.own,
                    inmail=message.inmail,
                    person=min((m.person for m in thread if m.at == at and m.person), default=None),
                    again=silent,
                    answered=None if late else first,
                )
            before = at


def answer(thread: list[Message], message: Message) -> dt.datetime | None:
    """When the other side first wrote later."""
    later = (m.at for m in thread if m.at > message.at and m.own != message.own)
    return min(later, default=None)


def turns(life: Life) -> Iterator[tuple[dt.date, float]]:
    """First unanswered messages of the other side, and the hours until the member wrote."""
    limit = life.rules.windows.reply_within_days * 24
    for thread in threads(life, life.deeds):
        own_before = True
        for message in thread:
            if not message.own and own_before:
                reply = answer(thread, message)
                hours = (reply - message.at) / dt.timedelta(hours=1) if reply else math.inf
                yield message.at.date(), max(1 / 60, min(hours, limit))
            own_before = message.own


def requests(life: Life) -> Iterator[Trial]:
    """Requests to connect; asked again, the last one was accepted."""
    window = life.rules.windows.accept_within_days * DAY
    asked = defaultdict(list)
    for row in contacts(life.dated("invitation_sent")):
        if row.get("counterpart_id"):
            asked[row["counterpart_id"]].append(row["occurred_at"].date())
    for person, days in asked.items():
        days.sort()
        for day, again in zip(days, [*days[1:], dt.date.max], strict=True):
            accepted = any(
                day <= yes <= day + window and yes < again for yes in yeses(life, person)
            )
            yield Trial(person, day, accepted)


def yeses(life: Life, person: str) -> Iterator[dt.date]:
    """Days on which a person accepted, or became a connection."""
    for row in contacts(life.dated("invitation_accepted")):
        if row["counterpart_id"] == person:
            yield row["occurred_at"].date()
    link = life.links.get(person)
    if link and link["connected_on"]:
        yield link["connected_on"]
