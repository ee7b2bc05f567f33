"""What LinkedIn's refusals mean to the member, and what to do about each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from openssi.errors import SourceError

KEPT: Final = "what was fetched so far is kept, and the next sync goes on from there"
"""The second half of nearly every hint: nothing is lost by a failure."""

_SUPPORT: Final = "https://www.linkedin.com/help/linkedin/ask/dsapi"
_LONGEST: Final = 64


class RefusedTokenError(SourceError):
    """LinkedIn does not take the token: it ran out, was withdrawn, or was never one."""


class WrongRequestError(SourceError):
    """LinkedIn does not understand what is asked, for example a domain that it spells otherwise."""


def failure(status: int, code: str, reference: str) -> SourceError:
    """Return the error that an answer stands for.

    Args:
        status: The answer's HTTP status.
        code: LinkedIn's own word for it, for example ``EXPIRED_ACCESS_TOKEN``.
        reference: The number under which LinkedIn's support finds the request.
    """
    made = _KNOWN.get(status)
    if made is not None:
        return made(_word(code))
    return SourceError(
        f"LinkedIn answered with status {status}{_told(_word(code))}.",
        hint=f"try again later: {KEPT}. {_ask(reference)}",
    )


def _refused(code: str) -> SourceError:
    what = "has run out" if code == "EXPIRED_ACCESS_TOKEN" else "is not taken"
    return RefusedTokenError(
        f"LinkedIn: the token {what} (status 401{_told(code)}).",
        hint="make a new one in LinkedIn's developer portal (OAuth token tools) and give it with "
        f"openssi sync linkedin --new-token: {KEPT}.",
    )


def _forbidden(code: str) -> SourceError:
    return SourceError(
        f"LinkedIn: this token may not read the member's data (status 403{_told(code)}).",
        hint="the developer app needs the product Member Data Portability API (Member), and the "
        "token its scope r_dma_portability_self_serve; LinkedIn gives them to members in the EEA "
        "and in Switzerland.",
    )


def _version(code: str) -> SourceError:
    return SourceError(
        f"LinkedIn does not know this version of its interface (status 426{_told(code)}).",
        hint="give the one that LinkedIn's documentation names: --api-version 202312.",
    )


def _wrong(code: str) -> SourceError:
    return WrongRequestError(
        f"LinkedIn does not understand the request (status 400{_told(code)}).",
        hint="LinkedIn may have changed its interface: look for a newer version of OpenSSI.",
    )


_KNOWN: Final[Mapping[int, Callable[[str], SourceError]]] = {
    400: _wrong,
    401: _refused,
    403: _forbidden,
    426: _version,
}


def throttled(seconds: float | None) -> SourceError:
    """Return the error on a pause that is too long to sit through."""
    asked = "" if seconds is None else f", and asks for a pause of {_spoken(seconds)}"
    return SourceError(
        f"LinkedIn allows no more requests for now (status 429{asked}).",
        hint=f"run it again later, at the latest after midnight UTC: {KEPT}.",
    )


def unreachable(problem: str, times: int) -> SourceError:
    """Return the error on a connection that failed again and again."""
    return SourceError(
        f"LinkedIn: {problem}, {times} times in a row.",
        hint=f"check the network, and --base-url where you gave one; run it again: {KEPT}.",
    )


def too_large(most: int) -> SourceError:
    """Return the error on an answer that would take all memory."""
    return SourceError(
        f"LinkedIn: an answer of more than {most >> 20:,} MB.",
        hint="check --base-url; LinkedIn's own answers are a few megabytes.",
    )


def _spoken(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else f"{seconds:.0f} seconds"


def _word(code: str) -> str:
    """Return LinkedIn's word where it is one: an answer may hold anything."""
    fits = 0 < len(code) <= _LONGEST and code.replace("_", "").isalnum() and code.isascii()
    return code if fits and code.isupper() else ""


def _told(word: str) -> str:
    return f", {word}" if word else ""


def _ask(reference: str) -> str:
    if not (0 < len(reference) <= _LONGEST and reference.isascii() and reference.isprintable()):
        return f"LinkedIn's support is at {_SUPPORT}."
    return f"LinkedIn's support is at {_SUPPORT}; name the request {reference}."
