"""A server on this machine that behaves as LinkedIn's interface does, faults included."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "AQX-the.secret_token~0123456789"  # noqa: S105 - of nobody
OWNER = "urn:li:person:zb1"
DAY = 86_400_000

Row = dict[str, Any]


@dataclass(frozen=True)
class Request:
    """One request as it came."""

    method: str
    path: str
    asked: dict[str, str]

    @property
    def domain(self) -> str:
        return self.asked.get("domain", "")

    @property
    def start(self) -> int:
        return int(self.asked.get("start", 0))


@dataclass(frozen=True)
class Fault:
    """What to answer instead."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    """Whether to promise more than is sent."""
    delay: float = 0.0


def refusal(status: int, code: str, **headers: str) -> Fault:
    body = json.dumps({"status": status, "serviceErrorCode": 1, "code": code, "message": TOKEN})
    return Fault(
        status=status,
        body=body.encode(),
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


@dataclass
class LinkedIn:
    """What the member has at LinkedIn, and what goes wrong."""

    domains: dict[str, list[list[Row]]] = field(default_factory=dict)
    events: list[Row] = field(default_factory=list)
    consented: int | None = None
    version: str = "202312"
    faults: list[tuple[Callable[[Request], bool], Fault]] = field(default_factory=list)
    """What to answer to which request; each once."""
    requests: list[Request] = field(default_factory=list)
    url: str = ""

    def once(self, fault: Fault, when: Callable[[Request], bool] = lambda _: True) -> None:
        self.faults.append((when, fault))

    def asked(self, path: str) -> list[Request]:
        return [one for one in self.requests if one.path.endswith(path)]

    def answer(self, request: Request) -> Fault:
        self.requests.append(request)
        for place, (when, fault) in enumerate(self.faults):
            if when(request):
                del self.faults[place]
                return fault
        return self._routed(request)

    def _routed(self, request: Request) -> Fault:
        if request.path == "/rest/memberAuthorizations":
            return self._authorised(request)
        if request.path == "/rest/memberSnapshotData":
            return self._chunk(request)
        if request.path == "/rest/memberChangeLogs":
            return self._events(request)
        return refusal(404, "RESOURCE_NOT_FOUND")

    def _authorised(self, request: Request) -> Fault:
        if request.method == "POST":
            self.consented = int(time.time() * 1000)
            return Fault(status=201, body=b"")
        if self.consented is None:
            return _elements([])
        key = {"developerApplication": "urn:li:developerApplication:1", "member": OWNER}
        return _elements([{"memberComplianceAuthorizationKey": key, "regulatedAt": self.consented}])

    def _chunk(self, request: Request) -> Fault:
        chunks = self.domains.get(request.domain, [])
        if request.start >= len(chunks):
            return Fault(404, b'{"status":404,"message":"No data found for this memberId"}')
        element = {"snapshotDomain": request.domain, "snapshotData": chunks[request.start]}
        return _elements([element], start=request.start, total=1)

    def _events(self, request: Request) -> Fault:
        count, since = int(request.asked.get("count", 10)), int(request.asked.get("startTime", 0))
        if not 1 <= count <= 50:
            return refusal(400, "ILLEGAL_ARGUMENT")
        told = sorted(
            (one for one in self.events if one["processedAt"] >= since),
            key=lambda one: one["processedAt"],
        )
        return _elements(told[request.start : request.start + count])


def _elements(elements: list[Row], **paging: int) -> Fault:
    body = {"paging": {"links": [], "count": 10, **paging}, "elements": elements}
    return Fault(body=json.dumps(body).encode())


class _Server(ThreadingHTTPServer):
    def __init__(self, linkedin: LinkedIn) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.linkedin = linkedin

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that hung up: tests make it do so."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # head and body in one piece: each piece would wait for the other side

    @property
    def _linkedin(self) -> LinkedIn:
        assert isinstance(self.server, _Server)
        return self.server.linkedin

    def do_GET(self) -> None:
        self._reply()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._reply()

    def _reply(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        fault = self._refused() or self._linkedin.answer(Request(self.command, parts.path, asked))
        time.sleep(fault.delay)
        try:
            self.send_response_only(fault.status)
            for name, value in fault.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(fault.body) + 100 * fault.cut))
            self.end_headers()
            self.wfile.write(fault.body)
        except ConnectionError:
            self.close_connection = True
        self.close_connection = self.close_connection or fault.cut

    def _refused(self) -> Fault | None:
        if self.headers.get("LinkedIn-Version") != self._linkedin.version:
            return refusal(426, "NONEXISTENT_VERSION")
        if self.headers.get("X-Restli-Protocol-Version") != "2.0.0":
            return refusal(400, "ILLEGAL_PROTOCOL")
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return refusal(401, "INVALID_ACCESS_TOKEN")
        return None

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(linkedin: LinkedIn) -> Iterator[LinkedIn]:
    """Serve on a free port of this machine."""
    server = _Server(linkedin)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    linkedin.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield linkedin
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def chunks(rows: Sequence[Row], size: int) -> list[list[Row]]:
    return [list(rows[place : place + size]) for place in range(0, len(rows), size)]
