"""Conversations as a whole: who is in each, what opened it, and under which id it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from openssi.sources.linkedin_archive.contents import Telling
from openssi.sources.linkedin_archive.people import Me
from openssi.sources.linkedin_archive.urls import Slugs, name_key


class Message(NamedTuple):
    """One message."""

    at: int
    conversation: str
    sender: str
    """Name of the sender; kept only until the direction is known."""
    sender_url: str
    recipient: str
    """Names of the recipients, likewise."""
    recipient_urls: str
    has_text: bool
    has_subject: bool
    fingerprint: int
    """Tells messages of one second apart; means nothing outside of this run."""


class Thread:
    """One conversation."""

    __slots__ = ("counterpart", "is_group", "names", "object_id", "opened", "urls")

    def __init__(self, opened: int) -> None:
        self.opened = opened
        """When its first message was written."""
        self.is_group = False
        self.urls: set[str] = set()
        """Addresses of the others."""
        self.names: set[str] = set()
        """Names of those to whom the member wrote, where there is no address."""
        self.counterpart: str | None = None
        """The other person of a conversation of two, where known."""
        self.object_id: str | None = None
        """The conversation's id, hashed."""


class Senders:
    """Tells the member's own messages: by address, else by name."""

    def __init__(self, me: Me, slugs: Slugs) -> None:
        self._me = me
        self.slugs = slugs
        self._by_url: dict[str, bool] = {}
        self._by_name: dict[str, bool] = {}

    def is_member(self, row: Message) -> bool:
        """Say whether the member wrote a message."""
        url = row.sender_url
        if url:
            known = self._by_url.get(url)
            return self._learn_url(url) if known is None else known
        known = self._by_name.get(row.sender)
        return self._learn_name(row.sender) if known is None else known

    def _learn_url(self, url: str) -> bool:
        self._by_url[url] = own = self.slugs[url] in self._me.slugs
        return own

    def _learn_name(self, name: str) -> bool:
        self._by_name[name] = own = name_key(name) == self._me.name_key != ""
        return own


def threads_of(
    messages: Iterable[Message], senders: Senders, telling: Telling
) -> dict[str, Thread]:
    """Return the conversations by their id in the archive."""
    threads: dict[str, Thread] = {}
    for row in messages:
        thread = threads.get(row.conversation)
        if thread is None:
            thread = threads[row.conversation] = Thread(row.at)
        elif row.at < thread.opened:
            thread.opened = row.at
        _meet(thread, row, sent=senders.is_member(row))
    for conversation, thread in threads.items():
        thread.counterpart = _counterpart(thread, senders.slugs, telling)
        if conversation:
            thread.object_id = telling.log.hashed("conversation", conversation)
    return threads


def _meet(thread: Thread, row: Message, *, sent: bool) -> None:
    """Take note of who else is in a conversation."""
    if "," in row.recipient_urls:
        thread.is_group = True
    if not sent:
        thread.urls.add(row.sender_url)
    elif row.recipient_urls:
        thread.urls.add(row.recipient_urls)
    else:
        thread.names.add(row.recipient)


def _counterpart(thread: Thread, slugs: Slugs, telling: Telling) -> str | None:
    """Return the one other person; old messages name their recipients but give no addresses.

    Names of several recipients are joined by a comma, which a name may hold as well: what has a
    comma and is nobody's name is a group.
    """
    if thread.is_group:
        return None
    others = {slugs[url] for url in thread.urls} - {""}
    if not others and len(thread.names) == 1:
        known = telling.people.id_of(next(iter(thread.names)))
        return None if known is None or "," in known else known
    return next(iter(others)) if len(others) == 1 else None
