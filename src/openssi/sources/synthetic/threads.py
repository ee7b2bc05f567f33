"""Conversations as such, and the mail that is not one: groups, offers, advertising, drafts."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random

from openssi.sources.synthetic.life import Connection, Contact, Message, Thread, ThreadKind
from openssi.sources.synthetic.pace import Pace, awake, moment
from openssi.sources.synthetic.people import Cast
from openssi.sources.synthetic.phrases import fill, phrase
from openssi.sources.synthetic.source import chance, data

_ATTACHED = 0.03
_GROUPS_A_YEAR = 2
_SPONSORED_A_YEAR = 11
_OFFERS_A_YEAR = 5
_LARGEST_GROUP = 5
_SPAM = 3
_DRAFTS = 6


def between(rng: Random, tie: Connection) -> Thread:
    """Return the conversation with a connection; who is hidden has left since."""
    return _thread(rng, "gone" if tie.hidden else "person", (tie.contact,))


def _thread(rng: Random, kind: ThreadKind, others: tuple[Contact, ...], title: str = "") -> Thread:
    key = base64.b64encode(rng.randbytes(25)).decode()
    return Thread(key=f"2-{key}", kind=kind, title=title, others=others)


def opened(rng: Random, tie: Connection, day: dt.date) -> dt.datetime:
    """Return a moment of `day`; on the day of connecting, late enough to follow it."""
    at = moment(rng, day).replace(microsecond=0)
    return at.replace(hour=max(at.hour, 17)) if day == tie.on else at


def attachments(rng: Random) -> tuple[str, ...]:
    """Return the addresses of attached files: none, as a rule."""
    if not chance(rng, _ATTACHED):
        return ()
    return tuple(
        f"https://www.linkedin.com/dms/prv/image/D4E06AQ{rng.randrange(10**12):012d}"
        for _ in range(rng.choice((1, 1, 2)))
    )


def odd_mail(
    rng: Random, rhythm: Pace, ties: Sequence[Connection], cast: Cast, me: str
) -> Iterator[Message]:
    """Yield what a mailbox holds besides conversations of two, in no particular order."""
    years = max(1, round(len(rhythm.levels) / 365.25))
    seen = [tie for tie in ties if not tie.hidden]
    for _ in range(_GROUPS_A_YEAR * years):
        at = _any_time(rng, rhythm)
        known = [tie.contact for tie in seen if tie.on < at.date()]
        if len(known) > _LARGEST_GROUP:
            yield from _group(rng, rhythm, at, known)
    for _ in range(_SPONSORED_A_YEAR * years):
        yield _stranger(rng, rhythm, cast, "sponsored", data("phrases")["messages"]["sponsored"])
    for _ in range(_SPAM):
        text = phrase(rng, data("phrases")["messages"]["spam"])
        yield _stranger(rng, rhythm, cast, "spam", text)
    for _ in range(_OFFERS_A_YEAR * years):
        yield from _offer(rng, rhythm, cast, me)
    for tie in rng.sample(seen, min(_DRAFTS, len(seen))):
        yield _draft(rng, rhythm, tie.contact)


def _any_time(rng: Random, rhythm: Pace) -> dt.datetime:
    """Return a moment at which somebody else writes, more likely in the later years."""
    index = int(len(rhythm.levels) * rng.random() ** 0.7)
    return moment(rng, rhythm.day(index)).replace(microsecond=0)


def _group(
    rng: Random, rhythm: Pace, at: dt.datetime, known: Sequence[Contact]
) -> Iterator[Message]:
    source = data("phrases")["messages"]
    friends = tuple(rng.sample(known, rng.randint(2, _LARGEST_GROUP)))
    title = phrase(rng, source["group_titles"]) if chance(rng, 0.7) else ""
    thread = _thread(rng, "group", friends, title)
    for _ in range(rng.randint(3, 14)):
        if at.date() > rhythm.last:
            return
        sender = None if chance(rng, 0.3) else rng.choice(friends)
        yield Message(at=at, thread=thread, sender=sender, text=phrase(rng, source["group"]))
        at = awake(at + dt.timedelta(seconds=60 + round(3600 * rng.lognormvariate(1, 1.4))))


def _stranger(rng: Random, rhythm: Pace, cast: Cast, kind: ThreadKind, text: str) -> Message:
    contact = cast.contact()
    thread = _thread(rng, kind, (contact,))
    subject = phrase(rng, data("phrases")["messages"]["inmail_subjects"])
    return Message(
        at=_any_time(rng, rhythm),
        thread=thread,
        sender=contact,
        text=fill(rng, text),
        subject="" if kind == "spam" else subject,
    )


def _offer(rng: Random, rhythm: Pace, cast: Cast, me: str) -> Iterator[Message]:
    """Yield a recruiter's paid message, and the member's answer to one in four."""
    source = data("phrases")["messages"]
    text = phrase(rng, source["inmail"], me=me)
    first = _stranger(rng, rhythm, cast, "inmail", text)
    yield first
    hours = rng.lognormvariate(1.5, 1)
    later = awake(first.at + dt.timedelta(seconds=300 + round(3600 * hours)))
    if chance(rng, 0.25) and later.date() <= rhythm.last:
        answer = phrase(rng, source["reply"], to=first.sender)
        yield Message(at=later, thread=first.thread, sender=None, text=answer)


def _draft(rng: Random, rhythm: Pace, contact: Contact) -> Message:
    text = phrase(rng, data("phrases")["messages"]["draft"], to=contact)
    thread = _thread(rng, "person", (contact,))
    return Message(at=_any_time(rng, rhythm), thread=thread, sender=None, text=text, draft=True)
