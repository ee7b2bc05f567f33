"""How the archive's files changed over the years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_MESSAGE = (
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
)
_OLD_MESSAGE = tuple(name for name in _MESSAGE if name != "RECIPIENT PROFILE URLS")
_SHARE = ("Date", "ShareLink", "ShareCommentary", "SharedUrl")


@dataclass(frozen=True, kw_only=True)
class Era:
    """What the archive of one year looks like."""

    messages: tuple[str, ...]
    """Columns of ``messages.csv``."""
    shares: tuple[str, ...]
    """Columns of ``Shares.csv``."""
    preamble: bool = True
    """Whether ``Connections.csv`` begins with notes."""
    connection_urls: bool = True
    """Whether ``Connections.csv`` has addresses of profiles."""
    invitation_urls: bool = True
    """Whether ``Invitations.csv`` has addresses of profiles."""
    endorsement_urls: bool = True
    """Whether endorsements have addresses of profiles."""
    quoted_messages: bool = False
    """Whether every field of ``messages.csv`` is quoted, the header included."""
    numbered: bool = False
    """Whether the member's number is part of seven file names."""


ERAS: Final[Mapping[int, Era]] = {
    2021: Era(
        messages=_OLD_MESSAGE,
        shares=_SHARE,
        preamble=False,
        connection_urls=False,
        invitation_urls=False,
        endorsement_urls=False,
    ),
    2022: Era(
        messages=_OLD_MESSAGE,
        shares=(*_SHARE, "MediaUrl"),
        connection_urls=False,
        invitation_urls=False,
        endorsement_urls=False,
    ),
    2023: Era(
        messages=_MESSAGE,
        shares=(*_SHARE, "MediaUrl", "Visibility"),
        invitation_urls=False,
    ),
    2024: Era(
        messages=(*_MESSAGE, "ATTACHMENTS"),
        shares=(*_SHARE, "MediaUrl", "Visibility"),
    ),
    2025: Era(
        messages=(*_MESSAGE, "ATTACHMENTS", "IS MESSAGE DRAFT"),
        shares=(*_SHARE, "MediaUrl", "Visibility"),
    ),
    2026: Era(
        messages=(*_MESSAGE, "ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT"),
        shares=(*_SHARE, "MediaUrl", "Visibility"),
        quoted_messages=True,
        numbered=True,
    ),
}
"""Year of the export to its form."""
