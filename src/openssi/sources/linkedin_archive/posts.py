"""Shares.csv and articles: what the member published, and which posts are therefore their own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from openssi.sources.linkedin_archive.articles import Article
from openssi.sources.linkedin_archive.contents import Contents, Telling
from openssi.sources.linkedin_archive.dates import stamp
from openssi.sources.linkedin_archive.declared import Batch, Declared
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.linkedin_archive.urls import Post, post_of, pulse_of

_SAME_POST: Final = 2_000_000
"""A post's share id and activity id are 0.2 to 0.7 seconds apart; nobody else's post is theirs."""


class Share(NamedTuple):
    """One published post."""

    at: int
    post: Post | None
    link: str
    article: str
    """Slug of the LinkedIn article that it points to, if any."""
    has_text: bool


def _share(date: str, link: str, commentary: str, shared_url: str) -> Share:
    return Share(
        stamp(date.strip()),
        post_of(link),
        link.strip(),
        pulse_of(shared_url) or pulse_of(link),
        bool(commentary.strip().strip('"')),
    )


SHARES = Declared(
    stems=("shares",),
    needed=("Date", "ShareLink"),
    optional=("ShareCommentary", "SharedUrl"),
    parse=_share,
    distinct=True,
)


class OwnPosts:
    """The member's own posts, found by id or, where two ids name one post, by its time."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self._ids = set()
        timed = []
        for post in posts:
            self._ids.add(post.id)
            if post.at is not None:
                timed.append((post.at, post.id))
        self._timed = sorted(timed)
        self._times = [at for at, _ in self._timed]

    def own_id(self, post: Post) -> str | None:
        """Return the id under which a post is known as the member's own, None for another's."""
        if post.id in self._ids:
            return post.id
        if post.at is None:
            return None
        after = bisect_left(self._times, post.at - _SAME_POST)
        if after < len(self._times) and self._times[after] <= post.at + _SAME_POST:
            return self._timed[after][1]
        return None


def own_posts(contents: Contents) -> OwnPosts:
    """Return the posts that the member published."""
    return OwnPosts(row.post for row in contents.rows(SHARES) if row.post)


def tell_shares(contents: Contents, telling: Telling, articles: Iterable[Article]) -> set[str]:
    """Add posts to the log, oldest first: an edited post has a row of its own and counts once.

    Returns:
        The articles that a post gave a date.
    """
    own = {article.slug for article in articles}
    told: set[str] = set()
    links: set[str] = set()
    for row, ledger in _by_time(contents.of(SHARES)):
        is_article = row.article in own and row.article not in told
        if row.link not in links and _tell(row, telling, is_article=is_article):
            ledger.date(row.at)
            links.update({row.link} - {""})
            told.update({row.article} if is_article else ())
        else:
            ledger.duplicates += 1
    return told


def _tell(row: Share, telling: Telling, *, is_article: bool) -> bool:
    return telling.log.add(
        "article_published" if is_article else "post_published",
        row.at,
        "post",
        row.post.id if row.post else row.link,
        object_id=row.post.id if row.post else None,
        object_at=row.post.at if row.post else None,
        has_text=row.has_text,
    )


def _by_time(batches: Iterable[Batch[Share]]) -> Iterator[tuple[Share, Ledger]]:
    rows = [(row, batch.ledger) for batch in batches for row in batch.rows]
    return iter(sorted(rows, key=lambda pair: pair[0].at))
