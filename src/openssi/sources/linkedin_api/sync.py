"""One sync: who it is, what they did lately, and every domain whose time has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from openssi.errors import SourceError
from openssi.sources.linkedin_api.answers import at, elements, instant, text
from openssi.sources.linkedin_api.changelog import Followed, follow
from openssi.sources.linkedin_api.client import Client
from openssi.sources.linkedin_api.domains import DOMAINS
from openssi.sources.linkedin_api.snapshot import Fetched, fetch, gathered_by
from openssi.sources.linkedin_api.store import Account, Store

STEPS: Final = len(DOMAINS) + 2
"""How many steps a sync tells of."""

_PATH: Final = "/rest/memberAuthorizations"
_KEY: Final = "memberComplianceAuthorizationKey"

Steps = Callable[[str], object]
"""Told the name of each step as it begins."""


@dataclass(frozen=True, kw_only=True)
class SyncReport:
    """What a sync brought."""

    domains: tuple[Fetched, ...]
    """What became of each domain."""
    events: Followed
    """What the changelog brought."""
    gathered_by: dt.datetime
    """From when on LinkedIn has gathered everything (UTC): domains may be pending until then."""

    @property
    def pending(self) -> tuple[str, ...]:
        """Domains that LinkedIn may not have gathered yet."""
        return tuple(one.domain for one in self.domains if one.state == "pending")


def _unheard(_: str) -> None:
    pass


def sync(
    client: Client,
    store: Store,
    *,
    now: dt.datetime,
    steps: Steps = _unheard,
    again: bool = False,
) -> SyncReport:
    """Fetch what is new. What is fetched is kept chunk by chunk, and a failure costs none of it.

    The changelog comes first: LinkedIn forgets it after 28 days. Domains that were fetched less
    than a week ago are left as they are; those that LinkedIn had not gathered are tried each time.

    Args:
        client: The connection.
        store: Where it is kept.
        now: The instant of the sync.
        steps: Told of each step as it begins.
        again: Fetch every domain, however recent.

    Raises:
        SourceError: LinkedIn refuses or cannot be reached, or the store is another member's.
    """
    instant_now = int(now.timestamp() * 1000)
    steps("Asking LinkedIn whose token it is")
    account = _recognised(client, store, instant_now)
    steps("Reading what is new")
    events = follow(client, store, account, instant_now)
    domains = []
    for domain in DOMAINS:
        steps(f"Fetching {domain.name}")
        domains.append(fetch(client, store, domain, instant_now, again=again))
    ready = dt.datetime.fromtimestamp(gathered_by(account) / 1000, dt.UTC)
    return SyncReport(domains=tuple(domains), events=events, gathered_by=ready)


def _recognised(client: Client, store: Store, now: int) -> Account:
    """Return whose token it is; where the member's archiving is off, switch it on."""
    known, mark = store.account(), client.token.mark
    account = Account(token=mark, since=now)
    if known:
        since = known.since if known.token == mark else now
        account = replace(known, token=mark, since=since)
    owner, consented = _authorised(client)
    if owner is None:
        client.post(_PATH)
        owner, consented = "", now
    if known and known.owner and owner and owner != known.owner:
        raise SourceError(
            "The token is another member's than the data that is kept.",
            hint="give each member a --workspace of their own.",
        )
    account = replace(
        account, owner=owner or account.owner, consented=consented or account.consented
    )
    if account != known:
        store.keep_account(account)
    return account


def _authorised(client: Client) -> tuple[str | None, int | None]:
    """Return who consented, None for nobody, and when."""
    answer = client.get(_PATH, q="memberAndApplication")
    found = elements(answer) if answer is not None else []
    if not found:
        return None, None
    return text(at(found[0], _KEY, "member")), instant(found[0].get("regulatedAt"))
