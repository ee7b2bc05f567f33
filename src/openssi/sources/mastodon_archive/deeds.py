"""What an item of the outbox says that the member did."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from openssi.sources.linkedin_archive.ledger import BadRowError, IgnoredRowError

_PUBLIC: Final = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_TAG: Final = re.compile(r"<[^<>]*>")
_AUTHOR: Final = re.compile(r"^(https?://[^/]+/(?:users/|@)[^/]+)/", re.IGNORECASE)
_POSTS: Final = frozenset({"Note", "Question", "Article", "Page", "Image", "Video", "Audio"})
_EARLIEST: Final = dt.datetime(2008, 1, 1, tzinfo=dt.UTC)
_LATEST: Final = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
_MAX_ID: Final = 500
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One thing that the member did."""

    kind: str
    at: int
    """When, in microseconds since 1970."""
    object_id: str
    """The post that was made, answered or repeated."""
    counterpart: str | None = None
    """The other person's address, where it tells one."""
    has_text: bool | None = None


def deed(item: object, actor: str) -> Deed:
    """Return what an item says.

    Args:
        item: One item of the outbox.
        actor: The member's own address.

    Raises:
        BadRowError: It is not an activity, or has no date.
        IgnoredRowError: It counts for nothing, for the reason that is given.
    """
    if not isinstance(item, dict):
        raise BadRowError("not an activity")
    match item.get("type"):
        case "Announce":
            return _repost(item, actor)
        case "Create":
            return _created(item, actor)
    raise IgnoredRowError("an activity of another type than posts and reposts")


def _repost(item: Mapping[str, Any], actor: str) -> Deed:
    post = item.get("object")
    address = _text(post.get("id") if isinstance(post, dict) else post)
    if not address:
        raise BadRowError("a repost of nothing")
    if _is_own(address, actor):
        raise IgnoredRowError("a repost of one's own post")
    return Deed(
        kind="repost_made",
        at=_instant(item.get("published")),
        object_id=address,
        counterpart=_author(address),
        has_text=False,
    )


def _created(item: Mapping[str, Any], actor: str) -> Deed:
    post = item.get("object")
    if not isinstance(post, dict) or post.get("type") not in _POSTS:
        raise BadRowError("a post without its content")
    address, answered = _text(post.get("id")), _text(post.get("inReplyTo"))
    at = _instant(item.get("published") or post.get("published"))
    written = _has_text(post.get("content"))
    if _is_direct(item, post, actor):
        return Deed(
            kind="message_sent",
            at=at,
            object_id=_text(post.get("conversation")) or answered or address,
            counterpart=_addressee(item, post, actor),
            has_text=written,
        )
    if not answered:
        return Deed(kind="post_published", at=at, object_id=address, has_text=written)
    if _is_own(answered, actor):
        raise IgnoredRowError("goes on in a thread of one's own")
    return Deed(
        kind="comment_made",
        at=at,
        object_id=answered,
        counterpart=_author(answered),
        has_text=written,
    )


def _is_direct(item: Mapping[str, Any], post: Mapping[str, Any], actor: str) -> bool:
    """Say whether a post was sent to people only: not to the public, nor to one's followers."""
    reached = {*_addresses(item, "to", "cc"), *_addresses(post, "to", "cc")}
    followers = {address for address in reached if address.endswith("/followers")}
    return bool(reached - {actor}) and not reached & _PUBLIC and not followers


def _addressee(item: Mapping[str, Any], post: Mapping[str, Any], actor: str) -> str | None:
    """Return whom a message was sent to, where it is one person."""
    reached = {*_addresses(item, "to", "cc"), *_addresses(post, "to", "cc")} - {actor}
    return reached.pop() if len(reached) == 1 else None


def _addresses(part: Mapping[str, Any], *names: str) -> list[str]:
    given = [part.get(name) for name in names]
    listed = [one for value in given for one in (value if isinstance(value, list) else [value])]
    return [text for one in listed if (text := _text(one))]


def _is_own(address: str, actor: str) -> bool:
    """Say whether a post is the member's: its address begins with theirs, in either spelling."""
    author = _author(address)
    return author is not None and _plain(author) == _plain(actor)


def _author(address: str) -> str | None:
    """Return the address of a post's author, where the post's tells it."""
    found = _AUTHOR.match(address)
    return found[1] if found else None


def _plain(address: str) -> tuple[str, str]:
    host, _, path = address.lower().partition("://")[2].partition("/")
    return host, path.rpartition("/")[2].removeprefix("@")


def _text(value: object) -> str:
    """Return an address as it stands, if it may be one: printable, and not far too long."""
    is_one = isinstance(value, str) and len(value) <= _MAX_ID and value.isprintable()
    return str(value) if is_one else ""


def _has_text(content: object) -> bool:
    return isinstance(content, str) and bool(_TAG.sub("", content).strip())


def _instant(text: object) -> int:
    try:
        moment = dt.datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        moment = None
    if moment is None:
        raise BadRowError("no date like 2026-11-20T10:00:00Z")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    if not _EARLIEST <= aware < _LATEST:
        raise BadRowError("a date that cannot be")
    return (aware - _EPOCH) // dt.timedelta(microseconds=1)
