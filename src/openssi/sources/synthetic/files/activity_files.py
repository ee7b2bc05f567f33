"""The files about what the member did: posts, comments, reactions, searches, follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from openssi.sources.synthetic.files import dates
from openssi.sources.synthetic.files.eras import Era
from openssi.sources.synthetic.files.sheets import Row, Sheet, wrapped
from openssi.sources.synthetic.life import Comment, Life, Post, Touch

_FEED = "https://www.linkedin.com/feed/update/"
_SHARE_COLUMNS = ("Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Visibility")


def activity_sheets(life: Life, era: Era) -> Iterator[Sheet]:
    """Yield the files about what the member did."""
    end = f"_{life.member.number}.csv" if era.numbered else ".csv"
    yield _shares(f"Shares{end}", life.posts, era)
    yield _comments(f"Comments{end}", life.comments)
    yield from _touched(life, end)
    yield from _followed(life, end)
    yield Sheet(
        name="SearchQueries.csv",
        columns=("Time", "Search Query"),
        rows=[(dates.slashed(one.at), one.query) for one in reversed(life.searches)],
        complete_only=True,
    )


def _shares(name: str, posts: Sequence[Post], era: Era) -> Sheet:
    places = [_SHARE_COLUMNS.index(column) for column in era.shares]
    rows = [_share(one) for one in reversed(posts)]
    return Sheet(
        name=name,
        columns=era.shares,
        rows=[[row[place] for place in places] for row in rows],
        complete_only=True,
    )


def _share(one: Post) -> Row:
    link = _link(one.kind, one.number)
    seen = "PUBLIC" if one.number % 11 == 0 else "MEMBER_NETWORK"
    return (dates.stamp(one.at), link, wrapped(one.text), one.url, one.media, seen)


def _link(kind: str, number: int) -> str:
    return _FEED + quote(f"urn:li:{kind}:{number}", safe="")


def _comments(name: str, comments: Sequence[Comment]) -> Sheet:
    return Sheet(
        name=name,
        columns=("Date", "Link", "Message"),
        rows=[_comment(one) for one in reversed(comments)],
        backslashes=True,
        complete_only=True,
    )


def _comment(one: Comment) -> Row:
    link = _link(one.urn, one.post)
    if one.reply_to:
        urn = f"urn:li:comment:({one.urn}:{one.post},{one.reply_to})"
        link += "?commentUrn=" + quote(urn, safe="")
    return ("" if one.on == "undated" else dates.stamp(one.at), link, one.text)


def _touched(life: Life, end: str) -> Iterator[Sheet]:
    yield _sheet(f"Reactions{end}", ("Date", "Type", "Link"), life.reactions)
    yield _sheet(f"InstantReposts{end}", ("Date", "Link"), life.reposts)
    yield _sheet(f"Votes{end}", ("Date", "Link", "OptionText"), life.votes)
    yield _sheet(f"Saved_Items{end}", ("savedItem", "CreatedTime"), life.saved)


def _sheet(name: str, columns: Row, touches: Sequence[Touch]) -> Sheet:
    rows = [_touch(columns, one) for one in reversed(touches)]
    return Sheet(name=name, columns=columns, rows=rows, complete_only=True)


def _touch(columns: Row, one: Touch) -> Row:
    at, link = dates.stamp(one.at), _link(one.urn, one.post)
    values = {"Date": at, "CreatedTime": at, "Link": link, "savedItem": link}
    return [values.get(column, one.what) for column in columns]


def _followed(life: Life, end: str) -> Iterator[Sheet]:
    yield Sheet(
        name="Company Follows.csv",
        columns=("Organization", "Followed On"),
        rows=[(one.name, dates.java(one.at)) for one in reversed(life.companies_followed)],
    )
    yield Sheet(
        name=f"Member_Follows{end}",
        columns=("Date", "Status", "FullName"),
        rows=[
            (dates.stamp(one.at), "Active" if one.active else "Unfollow", one.name)
            for one in reversed(life.members_followed)
        ],
        complete_only=True,
    )
