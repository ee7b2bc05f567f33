"""Events of the changelog as rows of the archive's files."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from openssi.sources.account import Rejected
from openssi.sources.linkedin_api.events import Event
from openssi.sources.linkedin_api.letters import Letters
from openssi.sources.linkedin_api.redacted import STAND_IN
from openssi.sources.linkedin_api.sheets import Part
from openssi.sources.linkedin_api.unique import Cells
from openssi.sources.linkedin_archive.declared import Declared
from openssi.sources.linkedin_archive.engagement import COMMENTS, REACTIONS, REPOSTS
from openssi.sources.linkedin_archive.ledger import BadRowError, IgnoredRowError
from openssi.sources.linkedin_archive.messages import MESSAGES
from openssi.sources.linkedin_archive.posts import SHARES

POSTS: Final = "ugcPosts"
LIKES: Final = "socialActions/likes"
REMARKS: Final = "socialActions/comments"
MAIL: Final = "messages"
ARTICLES: Final = "originalArticles"
"""Resources that tell deeds which a score is measured from."""

_SHOWS: Final = {
    POSTS: ("post_published", "repost_made"),
    LIKES: ("reaction_given",),
    REMARKS: ("comment_made",),
    MAIL: ("message_sent", "message_received"),
    ARTICLES: ("article_published",),
}
"""Which kinds of activity each resource makes known."""

_NAMELESS: Final = frozenset({"invitations", "endorsement", "recs", "recRequests"})
_WHY_NAMELESS: Final = "names nobody: the snapshot tells the same with the name"
_NEW: Final = frozenset({"CREATE", "BATCH_CREATE", "ACTION"})
_ADDRESS: Final = "https://www.linkedin.com/feed/update/"

REACTION_NAMES: Final = {
    "CELEBRATE": "PRAISE",
    "LOVE": "EMPATHY",
    "INSIGHTFUL": "INTEREST",
    "SUPPORT": "APPRECIATION",
    "FUNNY": "ENTERTAINMENT",
    "CURIOUS": "MAYBE",
}
"""What the archive calls the reactions that the page, and at times the changelog, names thus."""


class _RepeatedError(Exception):
    """An event that the snapshot, or another event, tells as well."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the snapshot tells already."""

    letters: Letters
    moments: dict[Declared[Any], Counter[str]] = field(default_factory=dict)
    """Of each file, how many rows each second has."""

    def has(self, declared: Declared[Any], moments: Iterable[str]) -> bool:
        """Say whether a row of one of some seconds is left that no event stood for yet."""
        left = self.moments.get(declared, Counter[str]())
        for moment in moments:
            if left[moment] > 0:
                left[moment] -= 1
                return True
        return False


def changelog_parts(events: Sequence[Event], known: Known) -> list[Part]:
    """Return the events by the resource that tells them, each event in a part."""
    gone = {event.key: event.at for event in events if event.method == "DELETE" and event.key}
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        found[event.resource or "unknown"].append(event)
    return [_part(name, found[name], known, gone) for name in sorted(found)]


def _part(name: str, events: list[Event], known: Known, gone: dict[str, int]) -> Part:
    part = Part(
        label=f"changelog {name}",
        received=len(events),
        shows=_SHOWS.get(name, ()),
        ignored=Counter(),
    )
    repeated = 0
    for place, event in enumerate(events, start=1):
        try:
            _refuse(event, gone)
            _add(part, event, known)
        except _RepeatedError:
            repeated += 1
        except IgnoredRowError as reason:
            part.ignored[str(reason)] += 1
        except BadRowError as reason:
            part.rejected.append(Rejected(line=place, reason=str(reason)))
    return replace(part, duplicates=repeated)


def _refuse(event: Event, gone: dict[str, int]) -> None:
    """Leave out what is no deed of the member, or did not come about."""
    for reason, holds in _reasons(event, gone):
        if holds:
            raise IgnoredRowError(reason)


def _reasons(event: Event, gone: dict[str, int]) -> Iterator[tuple[str, bool]]:
    yield _WHY_NAMELESS, event.resource in _NAMELESS
    yield "no signal is measured from it", event.resource not in _SHOWS
    yield "did not succeed", not event.succeeded
    yield "a deletion", event.method == "DELETE"
    yield "a change of something older", event.method not in _NEW
    yield "deleted later", bool(event.key) and gone.get(event.key, -1) >= event.at
    yield "the note to an invitation", event.is_note
    yield "not published", not event.is_published
    yield "not the member's own", event.own is False and event.resource != MAIL


def _add(part: Part, event: Event, known: Known) -> None:
    date = _date(event.at)
    if event.resource == MAIL:
        _put(part, MESSAGES, _letter(event, date, known.letters))
    elif event.resource == ARTICLES:
        _add_article(part, event, date)
    else:
        declared, row, near = _deed(event, date)
        if known.has(declared, near):
            raise _RepeatedError
        _put(part, declared, row)


def _put(part: Part, declared: Declared[Any], row: Cells) -> None:
    part.sheets.setdefault(declared, []).append(row)


def _deed(event: Event, date: str) -> tuple[Declared[Any], Cells, list[str]]:
    """Return a deed with a post as a row, and the seconds at which the snapshot may have it."""
    text = STAND_IN if event.has_text else ""
    if event.resource == REMARKS:
        return COMMENTS, {"Date": date, "Link": _link(event.about), "Message": text}, [date]
    if event.resource == LIKES:
        kind = REACTION_NAMES.get(event.reaction, event.reaction)
        return REACTIONS, {"Date": date, "Type": kind, "Link": _link(event.about)}, [date]
    if event.is_repost and not event.has_text:
        return REPOSTS, {"Date": date, "Link": _link(event.urn)}, [date]
    if not event.urn:
        raise BadRowError("does not tell which post")
    row = {"Date": date, "ShareLink": _link(event.urn), "ShareCommentary": text}
    # A post has two ids that are up to 0.7 seconds apart.
    return SHARES, row, [date, _date(event.at - 1000), _date(event.at + 1000)]


def _letter(event: Event, date: str, letters: Letters) -> Cells:
    if event.own is None or not event.about:
        raise BadRowError("does not tell who wrote it, or in which conversation")
    if letters.has(event.about, date):
        raise _RepeatedError
    row = letters.row(event.about, date, sent=event.own, has_text=event.has_text)
    if row is None:
        raise IgnoredRowError("the profile is not known yet, and so is not who wrote it")
    return row


def _add_article(part: Part, event: Event, date: str) -> None:
    if not event.is_dated:
        raise IgnoredRowError("does not tell when the article was published")
    name = f"{date.replace(':', '_')}.0-{''.join(filter(str.isalnum, event.urn))}.html"
    if name in part.articles:
        raise _RepeatedError
    part.articles.append(name)


def _link(urn: str) -> str:
    return f"{_ADDRESS}{urn}" if urn else ""


def _date(milliseconds: int) -> str:
    moment = dt.datetime.fromtimestamp(milliseconds // 1000, dt.UTC)
    return moment.strftime("%Y-%m-%d %H:%M:%S")
