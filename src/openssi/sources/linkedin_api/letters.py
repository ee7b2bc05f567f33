"""Messages of the changelog as rows of the mailbox: events name conversations, but no people."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from openssi.sources.linkedin_api.unique import Cells
from openssi.sources.linkedin_archive.urls import USUAL, name_key, slug_of

_SIDES: Final = (("FROM", "SENDER PROFILE URL"), ("TO", "RECIPIENT PROFILE URLS"))
_SECONDS: Final = 19
"""Letters of ``2026-05-07 16:41:18``, without what may follow."""


@dataclass(frozen=True, kw_only=True)
class Letters:
    """What the mailbox tells of conversations.

    Args:
        name: The member's name, or nothing.
        slug: The slug of their profile, or nothing.
    """

    name: str
    slug: str
    _known: dict[str, Cells] = field(default_factory=dict)
    _moments: set[tuple[str, str]] = field(default_factory=set)

    def learn(self, rows: Iterable[Cells], about: Collection[str]) -> None:
        """Take note of who is in some conversations, and of when there were messages."""
        for row in rows:
            conversation = row.get("CONVERSATION ID", "")
            if conversation in about:
                self._known.setdefault(conversation, row)
                self._moments.add((conversation, row.get("DATE", "")[:_SECONDS]))

    def has(self, conversation: str, date: str) -> bool:
        """Say whether the mailbox has a message of that second."""
        return (conversation, date) in self._moments

    def row(self, conversation: str, date: str, *, sent: bool, has_text: bool) -> Cells | None:
        """Return a message as a row of the mailbox, None where nothing tells whose it is."""
        if sent and not (self.name or self.slug):
            return None
        sender, recipient = self._ends(conversation, sent=sent)
        return {
            "CONVERSATION ID": conversation,
            "DATE": f"{date} UTC",
            "CONTENT": "[text]" if has_text else "",
            **dict(zip(_SIDES[0], sender, strict=True)),
            **dict(zip(_SIDES[1], recipient, strict=True)),
        }

    def _ends(self, conversation: str, *, sent: bool) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return names and addresses of the sender and of the recipients, as far as is known."""
        me = (self.name, f"{USUAL}{quote(self.slug)}" if self.slug else "")
        known = self._known.get(conversation)
        if known is None:
            return (me, ("", "")) if sent else (("", ""), me)
        first, second = (tuple(known.get(name, "") for name in side) for side in _SIDES)
        if "," in second[1]:  # of several people nothing tells which one wrote
            return (me if sent else ("", ""), (second[0], second[1]))
        other = second if self._is_me(*first) else first
        return (me, (other[0], other[1])) if sent else ((other[0], other[1]), me)

    def _is_me(self, name: str, url: str) -> bool:
        if self.slug and url:
            return slug_of(url) == self.slug
        return bool(self.name) and name_key(name) == name_key(self.name)
