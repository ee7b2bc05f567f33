"""Conversations: who opens them, who answers and how fast. Never what was written."""

from __future__ import annotations

from openssi.result.base import Model
from openssi.result.months import Months, Week


class Openings(Model):
    """Conversations that one side opened; those decided and those pending are all of them."""

    opened: int
    """Conversations with a first message of this side."""
    decided: int
    """Of these, those whose time to be answered is over and was seen from beginning to end."""
    answered: int
    """Of the decided, those that the other side answered in time."""
    pending: int
    """Still open, or not wholly seen: they enter no rate."""
    reopened: int
    """Conversations that this side took up again after silence; not among the opened."""


class Wait(Model):
    """Turns that waited up to some time for their answer."""

    up_to_hours: float
    """The longest wait of this group; the group before it ends where this begins."""
    turns: int
    """How many."""


class Replies(Model):
    """How long one side takes to answer: from the first message of a turn to the answer to it."""

    turns: int
    """Turns whose time to be answered is over and was seen from beginning to end."""
    answered: int
    """Of these, those that were answered in time."""
    pending: int
    """Turns whose time is not over, or was not wholly seen."""
    quarter_hours: float | None
    """A quarter of the answers came within so many hours; None where there was no answer."""
    median_hours: float | None
    """Half of the answers came within so many hours."""
    three_quarters_hours: float | None
    """Three quarters of the answers came within so many hours."""
    waits: tuple[Wait, ...]
    """The answers by how long they took, shortest first; the rest was not answered in time."""


class Conversations(Model):
    """Messages between the member and others, counted and timed."""

    answer_within_days: int
    """Days within which an opening is answered."""
    reopen_after_days: int
    """Days of silence after which a message reopens a conversation."""
    reply_within_days: int
    """Days within which a turn is answered."""
    by_member: Openings
    """Opened by the member, with a message."""
    by_member_inmail: Openings | None
    """Opened by the member with an InMail; None where InMails are not seen."""
    by_others: Openings
    """Opened by the other side."""
    replies_of_member: Replies
    """How the member answers."""
    replies_of_others: Replies
    """How the others answer."""
    sent: Week
    """Messages sent, in groups as well."""
    received: Week
    """Messages received, in groups as well."""
    people: Months
    """Different people in each month to or from whom a message went, groups left out."""
