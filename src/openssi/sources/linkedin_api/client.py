"""Requests to LinkedIn's Member Data Portability API, with patience and without trust."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic, sleep
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from openssi.errors import SourceError
from openssi.sources.linkedin_api.address import OFFICIAL, checked, is_here
from openssi.sources.linkedin_api.failures import failure, throttled, too_large, unreachable
from openssi.sources.linkedin_api.tokens import Token
from openssi.sources.linkedin_api.waits import LONGEST, asked_for, backoff

if TYPE_CHECKING:
    import httpx

VERSION: Final = "202312"
"""The one version of the interface that LinkedIn is known to answer."""

MAX_BODY: Final = 128 << 20
"""Bytes of one answer; thousands of connections make one megabyte."""

PATIENCE: Final = 60.0
"""Seconds without a byte after which a connection counts as lost."""

_ATTEMPTS: Final = 5
_PAUSE: Final = 0.25
"""Seconds between requests, as other clients of this interface leave."""

_WHOLE: Final = 600.0
"""Seconds that one answer may take in all: a byte now and then is no answer."""

_TOO_MANY: Final = 429
_NOT_FOUND: Final = 404
_FINE: Final = range(200, 300)
_BROKEN: Final = range(500, 600)


@dataclass(frozen=True, kw_only=True)
class _Reply:
    """What came back, or why nothing did."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    content: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""


class Client:
    """A connection to the interface on behalf of the member whose token it is.

    Args:
        token: The member's own.
        base_url: Where the interface stands; encrypted, or on this machine.
        version: The version of the interface that is asked for.
        wait: Waits some seconds; another one makes tests quick.
        patience: Seconds without a byte after which a connection counts as lost.
        most: Bytes of one answer.

    Raises:
        SourceError: The address is not one that a token may be sent to.
    """

    def __init__(  # noqa: PLR0913 - what differs between LinkedIn and a test is named once, here
        self,
        token: Token,
        *,
        base_url: str = OFFICIAL,
        version: str = VERSION,
        wait: Callable[[float], object] = sleep,
        patience: float = PATIENCE,
        most: int = MAX_BODY,
    ) -> None:
        import httpx  # noqa: PLC0415 - who syncs nothing must not wait for it

        base = checked(base_url)
        self.token = token
        self._wait = wait
        self._most = most
        self._is_first = True
        self._http = httpx.Client(
            base_url=base,
            headers=_headers(token, version),
            timeout=patience,
            follow_redirects=False,  # the token is for this address alone
            trust_env=not is_here(base),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def get(self, path: str, **asked: str | int) -> Mapping[str, Any] | None:
        """Return what LinkedIn answers, None where it has nothing (404).

        Raises:
            SourceError: It refuses, cannot be reached, or asks for a pause that is too long.
        """
        reply = self._answered("GET", path, asked)
        return None if reply.status == _NOT_FOUND else reply.content

    def post(self, path: str) -> None:
        """Ask LinkedIn to do something; the same request twice does it once.

        Raises:
            SourceError: As for `get`, and where there is nothing under this path.
        """
        reply = self._answered("POST", path, {})
        if reply.status == _NOT_FOUND:
            raise failure(reply.status, "", reply.headers.get("x-li-uuid", ""))

    def _answered(self, method: str, path: str, asked: Mapping[str, str | int]) -> _Reply:
        for attempt in range(_ATTEMPTS):
            reply = self._sent(method, path, asked)
            if not reply.problem and reply.status in {_NOT_FOUND, *_FINE}:
                return reply
            pause = _pause(reply, attempt)
            if attempt < _ATTEMPTS - 1:
                self._wait(pause)
        if reply.status == _TOO_MANY:
            raise throttled(asked_for(reply.headers))
        problem = reply.problem or f"it answered with status {reply.status}"
        raise unreachable(problem, _ATTEMPTS)

    def _sent(self, method: str, path: str, asked: Mapping[str, str | int]) -> _Reply:
        """Send one request. What goes wrong on the way is told, never raised with the request."""
        import httpx  # noqa: PLC0415 - as above

        if not self._is_first:
            self._wait(_PAUSE)
        self._is_first = False
        body = b"{}" if method == "POST" else None
        try:
            with self._http.stream(method, path, params=dict(asked), content=body) as response:
                content = self._content(response)
                return _read(response.status_code, response.headers, content)
        except httpx.TimeoutException:
            return _Reply(problem="no answer in time")
        except httpx.HTTPError:
            return _Reply(problem="the connection failed or was cut")

    def _content(self, response: httpx.Response) -> bytes:
        until, parts, left = monotonic() + _WHOLE, [], self._most
        for part in response.iter_bytes():
            parts.append(part)
            left -= len(part)
            if left < 0:
                raise too_large(self._most)
            if monotonic() > until:
                raise unreachable("an answer that does not end", 1)
        return b"".join(parts)


def _headers(token: Token, version: str) -> dict[str, str]:
    if not (version.isascii() and version.isdigit()):
        raise SourceError(
            "The version of LinkedIn's interface is a year and a month.",
            hint=f"leave it out, or write it like {VERSION}.",
        )
    return {
        "Authorization": f"Bearer {token.reveal()}",
        "LinkedIn-Version": version,
        "X-Restli-Protocol-Version": "2.0.0",
        "Content-Type": "application/json",
        "Accept-Encoding": "identity",  # a packed answer may unfold into anything
    }


def _read(status: int, headers: Mapping[str, str], body: bytes) -> _Reply:
    try:
        content = json.loads(body) if body else {}
    except (ValueError, RecursionError):
        content = None
    if isinstance(content, dict):
        return _Reply(status=status, headers=headers, content=content)
    problem = "an answer that is not JSON" if status in _FINE else ""
    return _Reply(status=status, headers=headers, problem=problem)


def _pause(reply: _Reply, attempt: int) -> float:
    """Return the seconds before another attempt, or raise where another one is of no use."""
    if reply.status == _TOO_MANY:
        asked = asked_for(reply.headers)
        if asked is not None and asked > LONGEST:
            raise throttled(asked)
        return backoff(attempt) if asked is None else asked
    if not reply.problem and reply.status not in _BROKEN:
        code = str(reply.content.get("code", ""))
        raise failure(reply.status, code, reply.headers.get("x-li-uuid", ""))
    return backoff(attempt)
