"""Conversations as the page shows them: who opens, who answers, how fast and when."""

from __future__ import annotations

from dataclasses import dataclass

from openssi.report.month_table import YearRow, year_rows
from openssi.report.numbers import duration
from openssi.report.pictures.columns import Columns, columns
from openssi.report.pictures.week_map import WeekMap, week_map
from openssi.result import Conversations, Openings, Replies

SLIVER = 0.6
"""A part that is not empty is drawn at least so many percent wide."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One part of a bar."""

    name: str
    """What it is: ``answered``, ``unanswered`` or ``pending``."""
    left: float
    """Where it begins, in percent of the width."""
    width: float
    """How wide it is."""
    count: int
    """How many."""


@dataclass(frozen=True, kw_only=True)
class OpenedView:
    """Conversations that one side opened."""

    id: str
    """``by_member``, ``by_member_inmail`` or ``by_others``."""
    title: str
    """Who opened them."""
    told: Openings
    """The numbers."""
    unanswered: int
    """Decided without an answer."""
    share: float | None
    """Share of the decided that were answered; None where none is decided."""
    pieces: tuple[Piece, ...]
    """The bar."""


@dataclass(frozen=True, kw_only=True)
class RepliesView:
    """How long one side takes."""

    id: str
    """``replies_of_member`` or ``replies_of_others``."""
    title: str
    """Whose answers."""
    told: Replies
    """The numbers."""
    typical: tuple[str, str, str] | None
    """The quartiles in words; None where there was no answer."""


@dataclass(frozen=True, kw_only=True)
class WaitRow:
    """Answers that took about as long, of either side."""

    label: str
    """How long."""
    mine: int
    """Turns that the member answered so."""
    theirs: int
    """Turns that the others answered so."""
    mine_width: float
    """Length of the member's bar, in percent; both sides are shares of their own turns."""
    theirs_width: float
    """Length of the others' bar."""


@dataclass(frozen=True, kw_only=True)
class ConversationsView:
    """Everything that the part shows."""

    told: Conversations
    """The numbers."""
    opened: tuple[OpenedView, ...]
    """Who opens and who answers."""
    replies: tuple[RepliesView, RepliesView]
    """How fast: the member, the others."""
    waits: tuple[WaitRow, ...]
    """The distribution of both; empty where no turn is decided."""
    sent: WeekMap
    """When the member writes."""
    received: WeekMap
    """When the others write."""
    people: Columns | None
    """Different people by month; None where there was nobody."""
    people_rows: tuple[YearRow, ...]
    """The same as a table."""


def conversations_view(told: Conversations) -> ConversationsView:
    """Lay out conversations."""
    inmail = told.by_member_inmail
    opened = [
        _opened("by_member", "Opened by you", told.by_member),
        _opened("by_others", "Opened by others", told.by_others),
    ]
    if inmail and (inmail.opened or inmail.reopened):
        opened.insert(1, _opened("by_member_inmail", "Opened by you with an InMail", inmail))
    return ConversationsView(
        told=told,
        opened=tuple(opened),
        replies=(
            _replies("replies_of_member", "Your answers", told.replies_of_member),
            _replies("replies_of_others", "Their answers", told.replies_of_others),
        ),
        waits=_waits(told) if told.replies_of_member.turns or told.replies_of_others.turns else (),
        sent=week_map(told.sent),
        received=week_map(told.received),
        people=columns(told.people) if any(told.people.counts) else None,
        people_rows=year_rows(told.people),
    )


def _opened(name: str, title: str, told: Openings) -> OpenedView:
    unanswered = told.decided - told.answered
    counts = {"answered": told.answered, "unanswered": unanswered, "pending": told.pending}
    return OpenedView(
        id=name,
        title=title,
        told=told,
        unanswered=unanswered,
        share=told.answered / told.decided if told.decided else None,
        pieces=_pieces(counts),
    )


def _pieces(counts: dict[str, int]) -> tuple[Piece, ...]:
    whole, left, pieces = sum(counts.values()) or 1, 0.0, []
    for name, count in counts.items():
        width = max(SLIVER, 100 * count / whole) if count else 0.0
        pieces.append(Piece(name=name, left=round(left, 2), width=round(width, 2), count=count))
        left += 100 * count / whole
    return tuple(piece for piece in pieces if piece.count)


def _replies(name: str, title: str, told: Replies) -> RepliesView:
    quartiles = (told.quarter_hours, told.median_hours, told.three_quarters_hours)
    words = tuple(duration(hours * 60) for hours in quartiles if hours is not None)
    typical = (words[0], words[1], words[2]) if len(words) == len(quartiles) else None
    return RepliesView(id=name, title=title, told=told, typical=typical)


def _waits(told: Conversations) -> tuple[WaitRow, ...]:
    mine, theirs = told.replies_of_member, told.replies_of_others
    labels = _labels([duration(wait.up_to_hours * 60) for wait in mine.waits])
    pairs = list(zip(_all_turns(mine), _all_turns(theirs), strict=True))
    shares = [(a / max(1, mine.turns), b / max(1, theirs.turns)) for a, b in pairs]
    most = max(max(pair) for pair in shares) or 1.0
    return tuple(
        WaitRow(
            label=label, mine=pair[0], theirs=pair[1],
            mine_width=round(100 * share[0] / most, 1),
            theirs_width=round(100 * share[1] / most, 1),
        )
        for label, pair, share in zip(labels, pairs, shares, strict=True)
    )  # fmt: skip


def _labels(ends: list[str]) -> list[str]:
    """Name each group by where it begins and ends, and the rest.

    >>> _labels(["10 minutes", "1 hour", "4 hours"])
    ['within 10 minutes', '10 minutes to 1 hour', '1 to 4 hours', 'not within 4 hours']
    """
    return [f"within {ends[0]}", *map(_between, ends, ends[1:]), f"not within {ends[-1]}"]


def _between(begin: str, end: str) -> str:
    amount, unit = begin.split(maxsplit=1)
    alike = unit.removesuffix("s") == end.split(maxsplit=1)[1].removesuffix("s")
    return f"{amount if alike else begin} to {end}"


def _all_turns(told: Replies) -> list[int]:
    return [*(wait.turns for wait in told.waits), told.turns - told.answered]
