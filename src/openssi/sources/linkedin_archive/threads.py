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


class Senders(dict[tuple[str, str], bool]):
    """Whether a sender, given by address and name, is the member: worked out once each.

    The address decides; only where there is none does the name.
    """

    def __init__(self, me: Me, slugs: Slugs) -> None:
        super().__init__()
        self._me = me
        self._slugs = slugs

    def __missing__(self, sender: tuple[str, str]) -> bool:
        url, name = sender
        own = self._slugs[url] in self._me.slugs if url else self._is_own_name(name)
        self[sender] = own
        return own

    def _is_own_name(self, name: str) -> bool:
        return name_key(name) == self._me.name_key != ""


def threads_of(
    messages: Iterable[Message], senders: Senders, telling: Telling, slugs: Slugs
) -> dict[str, Thread]:
    """Return the conversations by their id in the archive."""
    threads: dict[str, Thread] = {}
    for at, conversation, sender, url, recipient, urls, *_ in messages:
        thread = threads.get(conversation)
        if thread is None:
            thread = threads[conversation] = Thread(at)
        elif at < thread.opened:
            thread.opened = at
        if not senders[url, sender]:
            thread.urls.add(url)
        elif urls:
            thread.urls.add(urls)
        else:
            thread.names.add(recipient)
        if "," in urls:
            thread.is_group = True
    for conversation, thread in threads.items():
        thread.counterpart = _counterpart(thread, slugs, telling)
        if conversation:
            thread.object_id = telling.log.hashed("conversation", conversation)
    return threads


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
