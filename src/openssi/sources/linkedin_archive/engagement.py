"""Comments, reactions, reposts and votes: what the member did with posts."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from openssi.sources.linkedin_archive.contents import Contents, Telling
from openssi.sources.linkedin_archive.dates import stamp
from openssi.sources.linkedin_archive.declared import Batch, Declared
from openssi.sources.linkedin_archive.posts import OwnPosts
from openssi.sources.linkedin_archive.urls import Post, post_of, unescaped

_LONGEST: Final = 3653 * 86_400_000_000
"""Ten years: a post that seems older has an id that does not carry its time."""


class Deed(NamedTuple):
    """One thing done with a post."""

    at: int
    post: Post | None
    key: str
    """What tells its row from others at the same time."""
    has_text: bool | None


def _address(link: str) -> str:
    """Return an address as it is in every archive: some escape the colons in it."""
    return unescaped(link).strip()


def _comment(date: str, link: str, message: str) -> Deed:
    # An editor that changed the line ends does not make another comment of it.
    text = message.replace("\r\n", "\n")
    return Deed(
        stamp(date.strip()), post_of(link), f"{_address(link)}\x1e{text}", bool(text.strip())
    )


def _reaction(date: str, reaction: str, link: str) -> Deed:
    return Deed(stamp(date.strip()), post_of(link), f"{_address(link)}\x1e{reaction.strip()}", None)


def _vote(date: str, link: str, option: str) -> Deed:
    return Deed(stamp(date.strip()), post_of(link), f"{_address(link)}\x1e{option.strip()}", None)


def _repost(date: str, link: str) -> Deed:
    return Deed(stamp(date.strip()), post_of(link), _address(link), has_text=False)


COMMENTS = Declared(
    stems=("comments",),
    needed=("Date", "Link", "Message"),
    parse=_comment,
    backslash=True,
    distinct=True,
)
REACTIONS = Declared(
    stems=("reactions",), needed=("Date", "Type", "Link"), parse=_reaction, distinct=True
)
VOTES = Declared(stems=("votes",), needed=("Date", "Link"), optional=("OptionText",), parse=_vote)
REPOSTS = Declared(
    stems=("instantreposts", "instant_reposts"), needed=("Date", "Link"), parse=_repost
)

KINDS: Final = (
    (COMMENTS, "comment_made"),
    (REACTIONS, "reaction_given"),
    (VOTES, "vote_cast"),
    (REPOSTS, "repost_made"),
)
"""Which kind of activity each file shows."""


def tell_engagement(contents: Contents, telling: Telling, own: OwnPosts) -> None:
    """Add what the member did with posts to the log.

    Engaging with one's own post is an activity with oneself: the member is its counterpart.
    """
    for declared, kind in KINDS:
        places: Counter[int] = Counter()
        for batch in contents.of(declared):
            _tell(batch, kind, telling, own, places)


def _tell(
    batch: Batch[Deed], kind: str, telling: Telling, own: OwnPosts, places: Counter[int]
) -> None:
    """Add the deeds of one file, each by its second and its place within that second.

    Neither the text nor the address is part of the id: sources that keep no texts, or name a post
    by another of its ids, tell of the same deed.
    """
    for row in batch.rows:
        own_id = own.own_id(row.post) if row.post else None
        places[row.at] += 1
        new = telling.log.add(
            kind,
            row.at,
            kind,
            str(places[row.at]),
            counterpart=telling.me.member_id if own_id else None,
            object_id=own_id or (row.post.id if row.post else None),
            object_at=_made_at(row),
            has_text=row.has_text,
        )
        if new:
            batch.ledger.date(row.at)
        else:
            batch.ledger.duplicates += 1


def _made_at(row: Deed) -> int | None:
    """Return when the post was made, where that is before the deed and not absurdly so."""
    if row.post is None or row.post.at is None:
        return None
    return row.post.at if 0 <= row.at - row.post.at <= _LONGEST else None
