"""The member's profile: ``actor.json``."""

from __future__ import annotations

import datetime as dt
import html
import io
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from openssi.errors import SourceError
from openssi.sources.bounded import shown

_MOST: Final = 4 << 20
_TAG: Final = re.compile(r"<[^<>]*>")
_MAX_NAME: Final = 200


def actor_of(stream: io.BufferedReader, where: str) -> Mapping[str, Any]:
    """Return the profile as it stands.

    Raises:
        SourceError: It is not JSON, or not a profile.
    """
    try:
        actor = json.loads(stream.read(_MOST))
    except (ValueError, RecursionError) as error:
        raise _no_profile(where) from error
    if not isinstance(actor, dict) or not isinstance(actor.get("id"), str):
        raise _no_profile(where)
    return actor


def facts(actor: Mapping[str, Any]) -> dict[str, object]:
    """Return what a profile says of its member, as columns of the members' table."""
    name, summary = actor.get("name"), actor.get("summary")
    known: dict[str, object] = {
        "has_photo": bool(actor.get("icon")),
        "has_banner": bool(actor.get("image")),
        "summary_length": len(_plain(summary)) if isinstance(summary, str) else 0,
        "joined_on": joined_on(actor),
    }
    if isinstance(name, str) and name.strip():
        known["name"] = shown(name.strip(), limit=_MAX_NAME)
    return known


def joined_on(actor: Mapping[str, Any]) -> dt.date | None:
    """Return the day on which the account was made, where the profile tells it."""
    text = actor.get("published")
    try:
        return dt.date.fromisoformat(text[:10]) if isinstance(text, str) else None
    except ValueError:
        return None


def _plain(summary: str) -> str:
    return html.unescape(_TAG.sub("", summary)).strip()


def _no_profile(where: str) -> SourceError:
    return SourceError(
        f"{where}: it is not the profile of a Mastodon account.",
        hint="ask the server for the archive again: Preferences, Import and export.",
    )
