"""Events of the changelog as they are kept: what happened, when and to what, and no text of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any, Final

from openssi.sources.linkedin_api.answers import at, instant, text, texts_within
from openssi.sources.linkedin_api.store import Kept

_URN: Final = re.compile(r"[\w:.,()/=+~%&?-]{1,400}", re.ASCII)
_WORD: Final = re.compile(r"[\w/.-]{1,80}", re.ASCII)
_THREAD: Final = re.compile(r"urn:li:(?:messagingThread|messageThread|msg_conversation):(.+)")
_COMMENTED: Final = re.compile(r"/socialActions/([^/]+)/", re.ASCII)
_NOTE: Final = "InvitationMessageContent"
_SHARE: Final = "com.linkedin.ugc.ShareContent"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event, in the few words that are kept of it."""

    resource: str
    """Which part of LinkedIn tells it, for example ``socialActions/likes``."""
    method: str
    """What was done: ``CREATE``, ``DELETE`` and so on."""
    succeeded: bool
    at: int
    """When, in milliseconds since 1970."""
    is_dated: bool
    """Whether the thing itself says when; else it is when LinkedIn took note of it."""
    key: str
    """Where it stands within LinkedIn; a deletion stands at the same place."""
    urn: str
    """What was made or changed."""
    own: bool | None
    """Whether the member did it; None where that is not told."""
    about: str = ""
    """The post that it is about; of a message the conversation."""
    reaction: str = ""
    has_text: bool = False
    is_published: bool = True
    is_repost: bool = False
    """Whether it shows what another posted."""
    is_note: bool = False
    """Whether it is the note to an invitation, which the changelog tells as a message."""


def kept(event: Mapping[str, Any]) -> Kept | None:
    """Return an event as it is kept, None where it does not tell when LinkedIn took note of it."""
    processed = instant(event.get("processedAt"))
    if processed is None:
        return None
    content = json.dumps(asdict(_event(event, processed)))
    number = _word(event.get("id")) or blake2b(content.encode(), digest_size=12).hexdigest()
    return Kept(id=number, processed=processed, text=content)


def event_of(kept: Kept) -> Event:
    """Return the event that was kept."""
    return Event(**json.loads(kept.text))


def _event(event: Mapping[str, Any], processed: int) -> Event:
    activity = event.get("activity")
    told = instant(
        at(activity, "created", "time"), at(activity, "createdAt"), at(activity, "publishedAt")
    )
    content = at(activity, "specificContent", _SHARE)
    return Event(
        resource=_word(event.get("resourceName")),
        method=_word(event.get("method")),
        succeeded=text(event.get("activityStatus") or "SUCCESS").startswith("SUCCESS"),
        at=told or instant(event.get("capturedAt")) or processed,
        is_dated=told is not None,
        key=_urn(event.get("resourceUri")) or _urn(event.get("resourceId")),
        urn=_urn(at(activity, "id")) or _urn(event.get("resourceId")),
        own=_is_own(event, activity),
        about=_about(event, activity),
        reaction=_word(at(activity, "reactionType")),
        has_text=_has_text(activity, content),
        is_published=_word(at(activity, "lifecycleState")) in {"", "PUBLISHED"},
        is_note=any(name.endswith(_NOTE) for name in texts_within(activity)),
        is_repost=_word(at(content, "shareMediaCategory")) == "URN_REFERENCE",
    )


def _word(value: object) -> str:
    found = text(value)
    return found if _WORD.fullmatch(found) else ""


def _urn(value: object) -> str:
    found = text(value)
    return found if _URN.fullmatch(found) else ""


def _is_own(event: Mapping[str, Any], activity: object) -> bool | None:
    """Say whether the member did it, in their own name and not in that of a page."""
    owner = _urn(event.get("owner"))
    names = (event.get("actor"), at(activity, "actor"), at(activity, "author"))
    told = {name for name in map(_urn, names) if name and not name.startswith("urn:li:sales")}
    if not owner or not told:
        return None
    return told == {owner}


def _about(event: Mapping[str, Any], activity: object) -> str:
    if text(event.get("resourceName")) == "messages":
        found = map(_THREAD.fullmatch, texts_within(activity))
        return next((_urn(one[1]) for one in found if one), "")
    parent = _COMMENTED.search(text(event.get("resourceUri")))
    return _urn(at(activity, "object")) or (_urn(parent[1]) if parent else "")


def _has_text(activity: object, content: object) -> bool:
    written = (
        at(content, "shareCommentary", "text"),
        at(activity, "message", "text"),
        at(activity, "message"),
        at(activity, "content", "fallback"),
        at(activity, "content", "text"),
        at(activity, "body", "text"),
    )
    return any(text(one).strip() for one in written)
