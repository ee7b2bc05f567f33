"""The member's own token: where it is looked for, and where it may be kept.

It is a key to all of the member's data. It is never printed, logged, stored in a file of this
package or put into an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Final

from openssi.errors import SourceError

VARIABLE: Final = "OPENSSI_LINKEDIN_TOKEN"
"""The environment's variable that holds the token."""

_SERVICE: Final = "openssi"
_ENTRY: Final = "linkedin-token"
_LONGEST: Final = 4096
_LETTERS: Final = frozenset("-._~+/=")
"""What a bearer token may hold besides letters and digits (RFC 6750)."""


class Token:
    """A token that shows itself only to who asks for it by name.

    Args:
        text: The token as LinkedIn's page gives it.

    Raises:
        SourceError: The text cannot be a token; it is not repeated.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        clean = text.strip()
        if not 0 < len(clean) <= _LONGEST or not all(map(_may_stand, clean)):
            raise SourceError(
                "The token is not one: it is empty, or holds what no token has.",
                hint="copy the whole of it from LinkedIn's OAuth token tools, and nothing else.",
            )
        self._text = clean

    def __repr__(self) -> str:
        return "Token(…)"

    def reveal(self) -> str:
        """Return the token itself, for the one header that it belongs into."""
        return self._text

    @property
    def mark(self) -> str:
        """A fingerprint by which the same token is known again; it does not lead back to it."""
        return blake2b(self._text.encode(), digest_size=8, person=b"openssi-token").hexdigest()


def _may_stand(letter: str) -> bool:
    return letter.isascii() and (letter.isalnum() or letter in _LETTERS)


def from_environment(environment: Mapping[str, str]) -> Token | None:
    """Return the token that the environment holds, if any."""
    text = environment.get(VARIABLE, "")
    return Token(text) if text.strip() else None


def from_keyring() -> Token | None:
    """Return the token that the system's keyring holds; None too where there is no keyring."""
    import keyring  # noqa: PLC0415 - who syncs nothing must not wait for it
    from keyring.errors import KeyringError  # noqa: PLC0415 - the same

    try:
        text = keyring.get_password(_SERVICE, _ENTRY)
    except (KeyringError, RuntimeError):
        return None
    return Token(text) if text else None


def keep(token: Token) -> bool:
    """Put the token into the system's keyring; say whether there is one that took it."""
    import keyring  # noqa: PLC0415 - who syncs nothing must not wait for it
    from keyring.errors import KeyringError  # noqa: PLC0415 - the same

    try:
        keyring.set_password(_SERVICE, _ENTRY, token.reveal())
    except (KeyringError, RuntimeError):
        return False
    return True


def forget() -> bool:
    """Take the token out of the system's keyring; say whether one was there."""
    import keyring  # noqa: PLC0415 - who syncs nothing must not wait for it
    from keyring.errors import KeyringError  # noqa: PLC0415 - the same

    try:
        keyring.delete_password(_SERVICE, _ENTRY)
    except (KeyringError, RuntimeError):
        return False
    return True
