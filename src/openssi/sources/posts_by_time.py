"""One post under several ids: a share's id and its activity's id carry nearly the same time.

Sources name one post by either id, which are made 0.2 to 0.7 seconds apart. Nobody publishes twice
within five seconds, so that a post of the same member at that time is that post.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from openssi import tables
from openssi.sources.linkedin_archive.urls import Post, post_of

TOLERANCE: Final = 5_000_000
"""Microseconds that two ids of one post may be apart."""

_IN_TITLE: Final = re.compile(r"-(share|ugcPost|activity|groupPost)-(\d{15,20})(?![\d])", re.ASCII)
_PUBLISHED: Final = frozenset({"post_published", "article_published"})


def post_in(link: str) -> Post | None:
    """Return the post that an address is about, in the form with words as well.

    >>> post_in("https://www.linkedin.com/posts/a-b_some-words-share-7458194261025673216-x1Yz").id
    '7458194261025673216'
    """
    found = _IN_TITLE.findall(link)
    return post_of("{}:{}".format(*found[-1])) if found else post_of(link)


def same_post(a: Post, b: Post) -> bool:
    """Say whether two ids of one member's posts name the same post."""
    if a.id == b.id:
        return True
    return a.at is not None and b.at is not None and abs(a.at - b.at) <= TOLERANCE


class KnownPosts:
    """Posts of one member, found by their id or by its time."""

    def __init__(self, posts: Iterable[Post]) -> None:
        known = {post.id: post for post in posts}
        self._ids = known.keys()
        self._timed = sorted((post.at, post.id) for post in known.values() if post.at is not None)

    def id_of(self, post: Post) -> str | None:
        """Return the id under which a post is known, the nearest in time; None for a new one."""
        if post.id in self._ids:
            return post.id
        if post.at is None:
            return None
        place = bisect_left(self._timed, (post.at,))
        near = self._timed[max(place - 1, 0) : place + 1]
        distance, known = min(((abs(at - post.at), one) for at, one in near), default=(None, ""))
        return known if distance is not None and distance <= TOLERANCE else None


def without_known_posts(told: pa.Table, known: pa.Table) -> pa.Table:
    """Bring activities of one source in line with the posts that another one knows.

    A post that is known already is not published again, and what is told of it bears the id under
    which it is known. Posts count as the same only within one member.

    Args:
        told: Activities of the source that knows less of the posts.
        known: Activities of the one that knows more.
    """
    posts = _posts_by_member(known)
    if not posts or not pc.count(told["object_id"]).as_py():
        return told
    kept: list[dict[str, object]] = []
    changed = False
    for row in told.to_pylist():
        found = _known_id(row, posts)
        if found is not None and row["kind"] in _PUBLISHED:
            changed = True
            continue
        if found is not None and found != row["object_id"]:
            changed = True
            row["object_id"] = found
        kept.append(row)
    return tables.from_rows("activities", kept) if changed else told


def _posts_by_member(known: pa.Table) -> dict[str, KnownPosts]:
    posts: dict[str, list[Post]] = defaultdict(list)
    published = known.filter(pc.is_in(known["kind"], pa.array(sorted(_PUBLISHED))))
    for row in published.to_pylist():
        if row["object_id"] is not None:
            posts[row["member_id"]].append(Post(row["object_id"], _micros(row["object_at"])))
    return {member: KnownPosts(found) for member, found in posts.items()}


def _known_id(row: dict[str, object], posts: dict[str, KnownPosts]) -> str | None:
    known = posts.get(str(row["member_id"]))
    if known is None or row["object_id"] is None:
        return None
    return known.id_of(Post(str(row["object_id"]), _micros(row["object_at"])))


def _micros(moment: object) -> int | None:
    return None if moment is None else int(pa.scalar(moment, pa.timestamp("us")).value)
