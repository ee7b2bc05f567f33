"""What is kept between two syncs: rows and events without their texts, and how far each got.

Instants are milliseconds since 1970 (UTC), as LinkedIn's interface writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

State = Literal["rows", "none", "pending"]
"""Of a domain: it has rows; LinkedIn has nothing there; LinkedIn may not have gathered it yet."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """Whose data it is, and since when LinkedIn gathers it."""

    token: str
    """The mark of the token that was used last."""
    since: int
    """When that token was first used: LinkedIn gathers anew for each one."""
    owner: str = ""
    """The member's own name within the interface (a URN), where LinkedIn told it."""
    consented: int | None = None
    """When the member consented, where LinkedIn told it: the changelog begins there."""


@dataclass(frozen=True, kw_only=True)
class Fetch:
    """A domain that is being fetched."""

    domain: str
    spelled: str
    """How LinkedIn spells it, once it answered to that."""
    began: int
    chunk: int = 0
    """The next chunk."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What LinkedIn last told about a domain, to its end."""

    domain: str
    state: State
    taken: int
    """When that fetch began."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One event of the changelog as it is kept."""

    id: str
    processed: int
    text: str
    """The event as JSON, without the texts that people wrote."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A stretch of time of which the changelog showed everything."""

    first: int
    last: int


class Store(Protocol):
    """Where a sync keeps what it fetched. Each call that keeps something does so as a whole."""

    def account(self) -> Account | None:
        """Return whose data it is, None before the first sync."""

    def keep_account(self, account: Account) -> None:
        """Keep whose data it is."""

    def fetch_of(self, domain: str) -> Fetch | None:
        """Return how far a domain got that is being fetched."""

    def begin(self, fetch: Fetch) -> None:
        """Begin to fetch a domain, and drop what an earlier attempt left unfinished."""

    def keep_chunk(self, fetch: Fetch, rows: Sequence[str]) -> Fetch:
        """Keep the rows of the chunk that is next, and return what comes after it."""

    def finish(self, fetch: Fetch, state: State) -> None:
        """Let what was fetched of a domain take the place of what was known of it."""

    def answer_of(self, domain: str) -> Answer | None:
        """Return what was last told about a domain."""

    def chunks_of(self, domain: str) -> list[list[str]]:
        """Return the rows of a domain as they were last told, chunk by chunk."""

    def cursor(self) -> int | None:
        """Return the instant up to which the changelog was read."""

    def keep_events(self, events: Sequence[Kept], cursor: int) -> int:
        """Keep the events that are new and the cursor, and return how many are."""

    def events(self) -> list[Kept]:
        """Return all events, oldest first."""

    def seen(self) -> list[Seen]:
        """Return the stretches that the changelog showed, oldest first."""

    def keep_seen(self, stretches: Sequence[Seen]) -> None:
        """Keep the stretches in place of those that were known."""
