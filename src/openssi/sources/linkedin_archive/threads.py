"""Conversations as a whole: who is in each, what opened it, and under which id it is kept."""

from __future__ import annotations

from collections.abc import Iterable

from openssi.sources.linkedin_archive.contents import Telling
from openssi.sources.linkedin_archive.people import Me
from openssi.sources.linkedin_archive.urls import Slugs, name_key
from openssi.sources.linkedin_archive.voices import Voice


class Thread:
    """One conversation."""

    __slots__ = ("counterpart", "is_group", "key", "names", "slugs")

    def __init__(self, key: str) -> None:
        self.key = key
        """The conversation's id, hashed."""
        self.is_group = False
        self.slugs: tuple[str, ...] = ()
        """Addresses of the others; of several, two."""
        self.names: tuple[str, ...] = ()
        """Names of those to whom the member wrote without an address; of several, two."""
        self.counterpart: str | None = None
        """The other person of a conversation of two, where known."""

    def meet(self, slug: str, name: str | None) -> None:
        """Take note of somebody else, by their address or by their name."""
        if slug and slug not in self.slugs:
            self.slugs = (*self.slugs[:1], slug)
        if name is not None and name not in self.names:
            self.names = (*self.names[:1], name)


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
    voices: Iterable[tuple[Voice, bool]], telling: Telling, slugs: Slugs
) -> dict[str, Thread]:
    """Return the conversations by their id in the archive, in the order of their first voices.

    Args:
        voices: Who writes to whom, and whether that is the member.
        telling: Who is who, and the log.
        slugs: Addresses and their slugs.
    """
    threads: dict[str, Thread] = {}
    for (conversation, _, url, recipient, urls), sent in voices:
        thread = threads.get(conversation)
        if thread is None:
            thread = threads[conversation] = Thread(
                telling.log.hashed("conversation", conversation)
            )
        if "," in urls:
            thread.is_group = True
            continue
        thread.meet(slugs[urls if sent else url], recipient if sent and not urls else None)
    for thread in threads.values():
        thread.counterpart = _counterpart(thread, telling)
    return threads


def _counterpart(thread: Thread, telling: Telling) -> str | None:
    """Return the one other person; old messages name their recipients but give no addresses.

    Names of several recipients are joined by a comma, which a name may hold as well: what has a
    comma and is nobody's name is a group.
    """
    if thread.is_group:
        return None
    if not thread.slugs and len(thread.names) == 1:
        known = telling.people.id_of(thread.names[0])
        return None if known is None or "," in known else known
    return thread.slugs[0] if len(thread.slugs) == 1 else None
