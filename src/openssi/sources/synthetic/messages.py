"""Conversations: who opens them, who answers, how fast, and which ones come back to life."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from openssi.sources.synthetic.life import Connection, Contact, Message, Thread
from openssi.sources.synthetic.pace import Pace, awake, moment
from openssi.sources.synthetic.phrases import phrase
from openssi.sources.synthetic.source import chance, data
from openssi.sources.synthetic.threads import attachments, between, opened

_SILENCE = dt.timedelta(days=90)
_LONGEST_WAIT = dt.timedelta(days=12)
_SHORTEST_MEAN_EXCHANGE = 3.1
_I_OPEN = 0.55
_TWICE = 0.12
_ANSWERS_ME = 0.58
_I_ANSWER = 0.82
_FRESH_TIES = 40


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """A moment at which one side writes to the other."""

    at: dt.datetime
    tie: Connection
    mine: bool


@dataclass(kw_only=True)
class Mailbox:
    """The member's messages as they are written, in order of time within each conversation."""

    rng: Random
    rhythm: Pace
    me: str
    """First name of the member, as others write it."""
    exchanges: list[list[Message]] = field(default_factory=list)
    _threads: dict[str, Thread] = field(default_factory=dict)
    _latest: dict[str, dt.datetime] = field(default_factory=dict)

    def exchange(self, occasion: Occasion) -> None:
        """Write one exchange, from its first message to its last, unless one is still going on."""
        tie, at, mine = occasion.tie, occasion.at, occasion.mine
        latest = self._latest.get(tie.contact.slug)
        if latest and latest >= at:
            return
        text = self._opening(
            tie.contact, mine=mine, reopens=bool(latest and at - latest > _SILENCE)
        )
        self.exchanges.append([])
        while at.date() <= self.rhythm.last:
            self._write(tie, at, text, mine=mine)
            again = chance(self.rng, _TWICE)
            if not again and not chance(self.rng, _ANSWERS_ME if mine else _I_ANSWER):
                break
            mine = mine if again else not mine
            at = self._later(at, mine=mine)
            text = self._say("nudge" if again else "reply", tie.contact)

    def _write(self, tie: Connection, at: dt.datetime, text: str, *, mine: bool) -> None:
        slug = tie.contact.slug
        if slug not in self._threads:
            self._threads[slug] = between(self.rng, tie)
        files = attachments(self.rng)
        self.exchanges[-1].append(
            Message(
                at=at,
                thread=self._threads[slug],
                sender=None if mine else tie.contact,
                text="" if files and chance(self.rng, 0.4) else text,
                attachments=files,
            )
        )
        self._latest[slug] = at

    def _opening(self, contact: Contact, *, mine: bool, reopens: bool) -> str:
        if not mine:
            return self._say("open_them", contact)
        return self._say("reopen" if reopens else "open", contact)

    def _say(self, what: str, contact: Contact) -> str:
        source = data("phrases")["messages"]
        choices = source.get(contact.language, source)[what]
        return phrase(self.rng, choices, to=contact, me=self.me)

    def _later(self, at: dt.datetime, *, mine: bool) -> dt.datetime:
        """Return when the next message comes: soon as a rule, after the holiday if mine."""
        hours = self.rng.lognormvariate(0.9 if mine else 1.6, 1.5)
        later = at + min(dt.timedelta(hours=hours, seconds=61), _LONGEST_WAIT)
        while mine and later.date() in self.rhythm.holidays and chance(self.rng, 0.9):
            later = moment(self.rng, later.date() + dt.timedelta(days=1))
        return awake(later)


def messages(
    rng: Random, rhythm: Pace, ties: Sequence[Connection], me: str, count: int
) -> list[Message]:
    """Return about `count` messages with connections, in no particular order.

    More exchanges are written than are wanted, and as many kept, each one whole.
    """
    box = Mailbox(rng=rng, rhythm=rhythm, me=me)
    wanted = round(count / _SHORTEST_MEAN_EXCHANGE)
    for occasion in sorted(_occasions(rng, rhythm, ties, wanted), key=lambda one: one.at):
        box.exchange(occasion)
    rng.shuffle(box.exchanges)
    kept: list[Message] = []
    for exchange in box.exchanges:
        if len(kept) < count:
            kept += exchange
    return kept


def _occasions(
    rng: Random, rhythm: Pace, ties: Sequence[Connection], count: int
) -> Iterator[Occasion]:
    """Yield `count` occasions: half of them with recent ties, the others with a faithful few."""
    if not ties:
        return
    days = [tie.on for tie in ties]
    favour = list(accumulate(min(rng.paretovariate(1.1), 80.0) for _ in ties))
    for day, mine in _days(rng, rhythm, count):
        known = bisect_right(days, day)
        if not known:
            continue
        if chance(rng, 0.5):
            index = rng.randrange(max(0, known - _FRESH_TIES), known)
        else:
            index = bisect_left(favour, rng.random() * favour[known - 1])
        yield Occasion(at=opened(rng, ties[index], day), tie=ties[index], mine=mine)


def _days(rng: Random, rhythm: Pace, count: int) -> Iterator[tuple[dt.date, bool]]:
    """Yield the day of each exchange and whether the member opens it; others know no holidays."""
    indices = range(len(rhythm.levels))
    mine = round(count * _I_OPEN)
    for index in rng.choices(indices, rhythm.levels, k=mine):
        yield rhythm.day(index), True
    theirs = [0.6 * level + (0.3 if level > 0 else 0.0) for level in rhythm.levels]
    for index in rng.choices(indices, theirs, k=count - mine):
        yield rhythm.day(index), False
