"""What LinkedIn's addresses say: whose profile, which post, and when the post was made."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Final, NamedTuple
from urllib.parse import unquote, unquote_to_bytes

_PROFILE: Final = re.compile(r"/in/([^/?#\s]+)", re.IGNORECASE)
_PULSE: Final = re.compile(r"/pulse/([^/?#\s\"']+)", re.IGNORECASE)
_POST: Final = re.compile(
    r"(?:(?:share|ugcPost|activity):|groupPost:(?:\d{1,20}-)?)(\d{1,20})", re.ASCII
)
"""A group's post names the group first."""
_SNOWFLAKE_SHIFT: Final = 22
_MILLISECOND: Final = 1000
_FIRST_SNOWFLAKE: Final = 1_420_070_400_000_000
"""2015-01-01: ids from before do not carry their time."""

USUAL: Final = "https://www.linkedin.com/in/"
"""How nearly every profile address begins: what follows it needs no pattern."""


class Post(NamedTuple):
    """A post, as its address names it."""

    id: str
    at: int | None
    """When it was made, in microseconds since 1970; None where the id does not tell."""


class Slugs(dict[str, str]):
    """Profile addresses and their slugs, worked out once each."""

    def __missing__(self, url: str) -> str:
        self[url] = value = slug_of(url)
        return value


def slug_of(url: str) -> str:
    """Return the normal form of the slug in a profile address, or an empty text.

    >>> slug_of("https://fr.linkedin.com/in/Zo%C3%AB-Brandt/?locale=fr")
    'zoë-brandt'
    """
    usual = url[len(USUAL) :] if url.startswith(USUAL) else ""
    if usual.isascii() and usual.replace("-", "").isalnum():
        return usual.lower()
    found = _PROFILE.search(url)
    if not found:
        return ""
    slug = found[1]
    return plain(unescaped(slug)).lower()


def unescaped(url: str) -> str:
    """Decode as `unquote` does, which is slow: it looks for letters beyond ASCII first.

    >>> unescaped("urn%3Ali%3Ashare%3A1")
    'urn:li:share:1'
    """
    if "%" not in url:
        return url
    return unquote_to_bytes(url).decode("utf-8", "replace") if url.isascii() else unquote(url)


def pulse_of(url: str) -> str:
    """Return the slug of an article in its address, or an empty text."""
    found = _PULSE.search(unescaped(url))
    return plain(found[1]).lower() if found else ""


def post_of(link: str) -> Post | None:
    """Return the post that an address is about; of a comment's address, the post it stands under.

    >>> post_of("https://www.linkedin.com/feed/update/urn%3Ali%3AugcPost%3A7458194261025673216").id
    '7458194261025673216'
    """
    found = _POST.search(unescaped(link))
    return Post(found[1], _made_at(int(found[1]))) if found else None


def name_key(name: str) -> str:
    """Return a name in the form in which names are compared."""
    if name.isascii():
        low = name.lower()
        return " ".join(low.split()) if "  " in low or not low.isprintable() else low.strip()
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def plain(text: str) -> str:
    """Return a text in one Unicode form, without control characters or spaces around it."""
    normal = text if text.isascii() else unicodedata.normalize("NFC", text)
    return normal if normal.isprintable() else _printable(normal)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text).strip()


def _made_at(number: int) -> int | None:
    instant = (number >> _SNOWFLAKE_SHIFT) * _MILLISECOND
    return instant if _FIRST_SNOWFLAKE <= instant < _LATEST else None


_LATEST: Final = int(dt.datetime(2100, 1, 1, tzinfo=dt.UTC).timestamp()) * 1_000_000
