"""A store that lives as long as the process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from openssi.sources.linkedin_api.store import Account, Answer, Fetch, Kept, Seen, State


@dataclass(kw_only=True)
class MemoryStore:
    """Keeps what a sync fetched in memory, as `database.DuckDBStore` does on disk."""

    _account: Account | None = None
    _fetches: dict[str, Fetch] = field(default_factory=dict)
    _answers: dict[str, Answer] = field(default_factory=dict)
    _coming: dict[str, list[list[str]]] = field(default_factory=dict)
    _chunks: dict[str, list[list[str]]] = field(default_factory=dict)
    _events: dict[str, Kept] = field(default_factory=dict)
    _cursor: int | None = None
    _seen: list[Seen] = field(default_factory=list)

    def account(self) -> Account | None:
        """Return whose data it is, None before the first sync."""
        return self._account

    def keep_account(self, account: Account) -> None:
        """Keep whose data it is."""
        self._account = account

    def fetch_of(self, domain: str) -> Fetch | None:
        """Return how far a domain got that is being fetched."""
        return self._fetches.get(domain)

    def begin(self, fetch: Fetch) -> None:
        """Begin to fetch a domain, and drop what an earlier attempt left unfinished."""
        self._fetches[fetch.domain] = fetch
        self._coming[fetch.domain] = []

    def keep_chunk(self, fetch: Fetch, rows: Sequence[str]) -> Fetch:
        """Keep the rows of the chunk that is next, and return what comes after it."""
        after = replace(fetch, chunk=fetch.chunk + 1)
        self._coming[fetch.domain] = [*self._coming[fetch.domain][: fetch.chunk], list(rows)]
        self._fetches[fetch.domain] = after
        return after

    def finish(self, fetch: Fetch, state: State) -> None:
        """Let what was fetched of a domain take the place of what was known of it."""
        name = fetch.domain
        self._chunks[name] = self._coming.pop(name, [])
        self._answers[name] = Answer(domain=name, state=state, taken=fetch.began)
        self._fetches.pop(name, None)

    def answer_of(self, domain: str) -> Answer | None:
        """Return what was last told about a domain."""
        return self._answers.get(domain)

    def chunks_of(self, domain: str) -> list[list[str]]:
        """Return the rows of a domain as they were last told, chunk by chunk."""
        return [list(chunk) for chunk in self._chunks.get(domain, [])]

    def cursor(self) -> int | None:
        """Return the instant up to which the changelog was read."""
        return self._cursor

    def keep_events(self, events: Sequence[Kept], cursor: int) -> int:
        """Keep the events that are new and the cursor, and return how many are."""
        new = {event.id: event for event in events if event.id not in self._events}
        self._events |= new
        self._cursor = cursor
        return len(new)

    def events(self) -> list[Kept]:
        """Return all events, oldest first."""
        return sorted(self._events.values(), key=lambda event: (event.processed, event.id))

    def seen(self) -> list[Seen]:
        """Return the stretches that the changelog showed, oldest first."""
        return list(self._seen)

    def keep_seen(self, stretches: Sequence[Seen]) -> None:
        """Keep the stretches in place of those that were known."""
        self._seen = list(stretches)
