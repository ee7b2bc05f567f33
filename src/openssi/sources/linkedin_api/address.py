"""Where the interface stands: encrypted, or on this very machine."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from openssi.errors import SourceError

OFFICIAL: Final = "https://api.linkedin.com"
"""LinkedIn's own address."""

_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def is_here(base_url: str) -> bool:
    """Say whether an address is on this machine."""
    return urlsplit(base_url).hostname in _HERE


def checked(base_url: str) -> str:
    """Return an address that a token may be sent to, without a slash at its end.

    Raises:
        SourceError: It is none, or the token would travel unencrypted.
    """
    try:
        parts = urlsplit(base_url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"} or parts.query or parts.fragment:
        raise SourceError(
            "--base-url is not an address.", hint=f"leave it out; LinkedIn's own is {OFFICIAL}."
        )
    if parts.username or parts.password:
        raise SourceError("--base-url holds a name or a password.", hint="give the address alone.")
    if parts.scheme == "http" and host not in _HERE:
        raise SourceError(
            "--base-url begins with http: the token would travel unencrypted.",
            hint="give an address that begins with https, or one of this machine.",
        )
    return base_url.strip().rstrip("/")
