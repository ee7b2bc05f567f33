"""Connections and the invitations that led to them, or to nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

from openssi.sources.synthetic.life import Connection, Contact, Invitation
from openssi.sources.synthetic.pace import Pace, moment, moments
from openssi.sources.synthetic.people import Cast
from openssi.sources.synthetic.phrases import phrase
from openssi.sources.synthetic.source import chance, data

_ANY_DAY = 0.02
_FIRST_DAY = 6.0
_PERSONAL = 0.45
_PERSONAL_IGNORED = 0.25


def connections(rng: Random, rhythm: Pace, cast: Cast, count: int) -> tuple[Connection, ...]:
    """Return exactly `count` connections, oldest first; the very first one is not hidden."""
    days = sorted(rng.choices(range(len(rhythm.levels)), _weights(rhythm), k=count))
    hidden = data("story")["hidden_share"]
    return tuple(
        Connection(
            contact=cast.contact(),
            on=rhythm.day(day),
            hidden=place > 0 and chance(rng, hidden),
            origin="sent" if chance(rng, 0.6) else "received",
        )
        for place, day in enumerate(days)
    )


def _weights(rhythm: Pace) -> list[float]:
    """Return how likely a new tie is on each day: a burst follows the new job."""
    story = data("story")
    start = (rhythm.job_change - rhythm.first).days
    burst = range(start, start + story["job_change_days"])
    more = story["job_change_connections"]
    return [
        level * (more if i in burst else 1.0) + _ANY_DAY + (_FIRST_DAY if i == 0 else 0.0)
        for i, level in enumerate(rhythm.levels)
    ]


def invitations(
    rng: Random, rhythm: Pace, ties: tuple[Connection, ...], cast: Cast, me: str
) -> tuple[Invitation, ...]:
    """Return the invitations of the last months, oldest first: LinkedIn gives no older ones."""
    months: int = data("story")["invitation_months"]
    since = max(rhythm.first, rhythm.last - dt.timedelta(days=round(months * 30.4)))
    every = [
        *_accepted(rng, ties, me),
        *_unanswered(rng, rhythm, cast, sent=True, me=me),
        *_unanswered(rng, rhythm, cast, sent=False, me=me),
    ]
    return tuple(sorted((one for one in every if one.at.date() >= since), key=lambda one: one.at))


def _accepted(rng: Random, ties: tuple[Connection, ...], me: str) -> Iterator[Invitation]:
    for tie in ties:
        if not tie.hidden:
            sent = tie.origin == "sent"
            yield Invitation(
                at=_asked(rng, tie.on),
                contact=tie.contact,
                sent=sent,
                note=_note(rng, tie.contact, me, sent=sent, share=_PERSONAL),
                accepted_on=tie.on,
            )


def _asked(rng: Random, accepted: dt.date) -> dt.datetime:
    """Return when the invitation went out: mostly a day or two before, at most 25 days."""
    days = min(25, int(rng.expovariate(1 / 3.5)))
    return moment(rng, accepted - dt.timedelta(days=days))


def _unanswered(
    rng: Random, rhythm: Pace, cast: Cast, *, sent: bool, me: str
) -> Iterator[Invitation]:
    week = data("story")["week"]
    pace = week["unanswered_invitations" if sent else "ignored_invitations"]
    for at in moments(rng, rhythm, pace):
        contact = cast.contact()
        note = _note(rng, contact, me, sent=sent, share=_PERSONAL_IGNORED)
        yield Invitation(at=at, contact=contact, sent=sent, note=note, accepted_on=None)


def _note(rng: Random, contact: Contact, me: str, *, sent: bool, share: float) -> str:
    if not chance(rng, share):
        return ""
    choices = data("phrases")["invitations"]["sent" if sent else "received"]
    return phrase(rng, choices, to=contact, me=me)
