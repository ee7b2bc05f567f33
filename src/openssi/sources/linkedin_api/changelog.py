"""The changelog: what the member did in the last 28 days, from where it was read to last time.

LinkedIn answers with the events from an instant on, that instant included: the last events come
again and are known by their number. Where more of them share one instant than fit into an answer,
`start` leads through them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from openssi.errors import SourceError
from openssi.sources.linkedin_api.answers import elements
from openssi.sources.linkedin_api.client import Client
from openssi.sources.linkedin_api.events import kept
from openssi.sources.linkedin_api.snapshot import DAY
from openssi.sources.linkedin_api.store import Account, Kept, Seen, Store

WINDOW: Final = 28 * DAY
"""How far back LinkedIn tells it."""

COUNT: Final = 50
"""Events of an answer; LinkedIn allows no more."""

_MOST_PAGES: Final = 20_000
_PATH: Final = "/rest/memberChangeLogs"


@dataclass(frozen=True, kw_only=True)
class Followed:
    """What a reading of the changelog gave."""

    new: int = 0
    """Events that were not known."""
    unreadable: int = 0
    """Events that do not tell when they were, and could not be kept."""


def follow(client: Client, store: Store, account: Account, now: int) -> Followed:
    """Read the changelog to its end.

    Each answer is kept with the place that it leads to, so that a sync that is cut goes on there.
    """
    stretch = _stretch(store, account, now)
    since, start = max(store.cursor() or 0, now - WINDOW), 0
    before, told = frozenset[str](), Followed()
    for _ in range(_MOST_PAGES):
        page = _page(client, since, start)
        events = [one for one in map(kept, page) if one]
        names = frozenset(one.id for one in events)
        following = _next(since, events)
        new = store.keep_events(events, following)
        told = Followed(new=told.new + new, unreadable=told.unreadable + len(page) - len(events))
        if not page or (not new and (len(page) < COUNT or (start and names == before))):
            store.keep_seen([*store.seen()[:-1], replace(stretch, last=max(stretch.last, now))])
            return told
        # From a whole answer of one instant, only `start` leads on.
        since, start = (following, 0) if following > since else (since, start + len(page))
        before = names
    raise SourceError(
        "LinkedIn: the changelog does not end.",
        hint="check --base-url; LinkedIn's own ends after 28 days.",
    )


def _stretch(store: Store, account: Account, now: int) -> Seen:
    """Return the stretch of time that this reading goes on with, or begins."""
    known = store.seen()
    reached = max(store.cursor() or 0, known[-1].last if known else 0)
    told_since = account.since if account.consented is None else account.consented
    begin = min(max(now - WINDOW, told_since), now)
    if known and reached >= begin:
        return known[-1]
    new = Seen(first=begin, last=begin)
    store.keep_seen([*known, new])
    return new


def _page(client: Client, since: int, start: int) -> Sequence[Mapping[str, Any]]:
    more = {"start": start} if start else {}
    answer = client.get(_PATH, q="memberAndApplication", startTime=since, count=COUNT, **more)
    return elements(answer) if answer is not None else ()


def _next(since: int, events: Sequence[Kept]) -> int:
    """Return the instant to go on from; an answer that is not in order does not lead on."""
    times = [one.processed for one in events]
    return max([since, *times]) if times == sorted(times) else since
