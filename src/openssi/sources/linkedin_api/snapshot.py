"""The snapshot: each domain chunk by chunk, from where an earlier attempt stopped.

A chunk is asked for by its number, one after the other. LinkedIn's own count of them may be too
low, so that the end is where it says that there is nothing (404). The same answer to the very
first chunk means that there is nothing at all, or that LinkedIn has not gathered it yet: it does so
for a day or two after a token was made.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from openssi.errors import SourceError
from openssi.sources.linkedin_api.answers import elements, rows, text
from openssi.sources.linkedin_api.client import Client
from openssi.sources.linkedin_api.domains import Domain
from openssi.sources.linkedin_api.failures import WrongRequestError, failure
from openssi.sources.linkedin_api.redacted import redacted
from openssi.sources.linkedin_api.store import Account, Answer, Fetch, State, Store

HOUR: Final = 3_600_000
DAY: Final = 24 * HOUR
"""Milliseconds."""

FRESH: Final = DAY
"""How long what is known of a domain stands before it is fetched again."""

FOLLOWED: Final = 7 * DAY
"""The same for domains whose news the changelog tells: the snapshot is the whole again each time,
and those are the large ones."""

GATHERING: Final = 2 * DAY
"""How long after a new token LinkedIn may still be gathering; the slowest domains took a day."""

_STALE: Final = DAY
"""Age at which an unfinished fetch begins anew: LinkedIn gathers from time to time, and chunks of
two gatherings do not fit together."""

_MOST_CHUNKS: Final = 2_000
_MOST_SAME: Final = 3
"""Chunks in a row that are the same; each may come doubled, but not more often."""

_PATH: Final = "/rest/memberSnapshotData"


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What became of one domain in a sync."""

    domain: str
    state: State
    chunks: int = 0
    """Chunks fetched in this sync."""
    rows: int = 0
    """Rows in them, as they came."""
    is_new: bool = True
    """Whether LinkedIn was asked at all."""


def gathered_by(account: Account) -> int:
    """Return from when on LinkedIn has gathered everything, so that nothing means nothing."""
    return max(account.since, account.consented or 0) + GATHERING


def fetch(client: Client, store: Store, domain: Domain, now: int, *, again: bool) -> Fetched:
    """Fetch a domain to its end, unless what is known of it is recent.

    Args:
        client: The connection.
        store: Where chunks go, one by one.
        domain: Which.
        now: The instant of the sync.
        again: Ask even where what is known is recent.
    """
    unfinished, known = store.fetch_of(domain.name), store.answer_of(domain.name)
    if unfinished and now - unfinished.began < _STALE:
        return _to_the_end(client, store, domain, unfinished)
    fresh = FOLLOWED if domain.is_followed else FRESH
    if known and not again and known.state != "pending" and now - known.taken < fresh:
        return Fetched(domain=domain.name, state=known.state, is_new=False)
    new = Fetch(domain=domain.name, spelled="", began=max(now, known.taken + 1 if known else 0))
    is_understood = False
    for spelled in domain.spellings:
        called = replace(new, spelled=spelled)
        with suppress(WrongRequestError):
            first = _chunk(client, domain, called)
            is_understood = True
            if first is not None:
                store.begin(called)
                return _to_the_end(client, store, domain, store.keep_chunk(called, first), first)
    return _nothing(store, new, known, is_told=is_understood and _has_gathered(store, now))


def _has_gathered(store: Store, now: int) -> bool:
    account = store.account()
    return account is not None and now >= gathered_by(account)


def _nothing(store: Store, new: Fetch, known: Answer | None, *, is_told: bool) -> Fetched:
    """Take note that there is nothing; while that may not be so yet, what was known stands."""
    state: State = "none" if is_told else "pending"
    if not is_told and known and known.state != "pending":
        return Fetched(domain=new.domain, state=known.state)
    store.begin(new)
    store.finish(new, state)
    return Fetched(domain=new.domain, state=state)


def _to_the_end(
    client: Client, store: Store, domain: Domain, fetch: Fetch, first: list[str] | None = None
) -> Fetched:
    """Fetch the chunks that are left, and let them take the place of what was known."""
    last, same = first, 1
    chunks, size = int(first is not None), len(first or ())
    while (chunk := _chunk(client, domain, fetch)) is not None:
        same = same + 1 if chunk == last else 1
        if same > _MOST_SAME:
            break
        fetch, last = store.keep_chunk(fetch, chunk), chunk
        chunks, size = chunks + 1, size + len(chunk)
        if fetch.chunk > _MOST_CHUNKS:
            raise SourceError(
                f"LinkedIn: {domain.name} does not end after {_MOST_CHUNKS:,} chunks.",
                hint="check --base-url; LinkedIn's own has a few dozen at most.",
            )
    store.finish(fetch, "rows")
    return Fetched(domain=domain.name, state="rows", chunks=chunks, rows=size)


def _chunk(client: Client, domain: Domain, fetch: Fetch) -> list[str] | None:
    """Return the rows of the next chunk as they are kept, None where there is none."""
    answer = client.get(_PATH, q="criteria", domain=fetch.spelled, start=fetch.chunk)
    told = elements(answer) if answer is not None else []
    found = [one for one in told if domain.is_called(text(one.get("snapshotDomain")))]
    if told and not found and not fetch.chunk:
        raise failure(400, "", "")  # an answer about something else
    return redacted(domain, chain.from_iterable(map(rows, found))) if found else None
