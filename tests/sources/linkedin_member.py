"""The member of the tiny archive, as LinkedIn's interface tells of them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import dataclass, field

import tiny_archive as tiny

from linkedin_server import DAY, OWNER, TOKEN, LinkedIn, Request, Row, chunks
from openssi.errors import SourceError
from openssi.sources.linkedin_api import Client, Token
from openssi.sources.linkedin_api.failures import failure

NOW = dt.datetime(2026, 6, 13, 12, tzinfo=dt.UTC)
CONSENTED = int(NOW.timestamp() * 1000) - 10 * DAY

FILES = {
    "PROFILE": "Profile.csv",
    "CONNECTIONS": "Connections.csv",
    "INVITATIONS": "Invitations.csv",
    "INBOX": "messages.csv",
    "POSITIONS": "Positions.csv",
    "EDUCATION": "Education.csv",
    "SKILLS": "Skills.csv",
    "LANGUAGES": "Languages.csv",
    "ENDORSEMENTS": "Endorsement_Received_Info.csv",
    "RECOMMENDATIONS": "Recommendations_Received.csv",
    "MEMBER_SHARE_INFO": "Shares_123456789.csv",
    "ALL_COMMENTS": "Comments_123456789.csv",
    "ALL_LIKES": "Reactions_123456789.csv",
    "INSTANT_REPOSTS": "InstantReposts_123456789.csv",
    "SEARCHES": "SearchQueries.csv",
    "COMPANY_FOLLOWS": "Company Follows.csv",
    "MEMBER_FOLLOWING": "Member_Follows_123456789.csv",
}


def rows(name: str) -> list[Row]:
    """Return the rows of a file of the tiny archive as the snapshot tells them."""
    text = tiny.FILES[name].removeprefix(tiny.PREAMBLE)
    escape = "\\" if name.startswith("Comments") else None
    return [
        {column: value for column, value in row.items() if value}
        for row in csv.DictReader(io.StringIO(text), escapechar=escape)
    ]


def member(size: int = 2) -> LinkedIn:
    """Return the member's data, in chunks of so many rows."""
    domains = {domain: chunks(rows(name), size) for domain, name in FILES.items()}
    return LinkedIn(domains=domains, consented=CONSENTED)


def client(linkedin: LinkedIn, **other: object) -> Client:
    """Return a connection that never sleeps."""
    settings = {"base_url": linkedin.url, "wait": lambda _: None, "patience": 5.0} | other
    return Client(Token(TOKEN), **settings)  # type: ignore[arg-type]  # as the test says


@dataclass
class Direct:
    """The interface without a network; it is cut at the requests that it is told to."""

    linkedin: LinkedIn
    fails: set[int] = field(default_factory=set)
    times: int = 0
    token: Token = field(default_factory=lambda: Token(TOKEN))

    def get(self, path: str, **asked: object) -> Row | None:
        return self._sent("GET", path, {name: str(value) for name, value in asked.items()})

    def post(self, path: str) -> None:
        self._sent("POST", path, {})

    def _sent(self, method: str, path: str, asked: dict[str, str]) -> Row | None:
        self.times += 1
        if self.times in self.fails:
            raise SourceError("cut")
        answer = self.linkedin.answer(Request(method, path, asked))
        found: Row = json.loads(answer.body or b"{}")
        if answer.status not in {200, 201, 404}:
            raise failure(answer.status, found["code"], "")
        return None if answer.status == 404 else found


def at(day: int, *, hour: int = 10) -> int:
    """Return an instant of June 2026 in milliseconds."""
    return int(dt.datetime(2026, 6, day, hour, tzinfo=dt.UTC).timestamp() * 1000)


def event(number: int, resource: str, when: int, **other: object) -> Row:
    """Return an event of the changelog."""
    return {
        "id": number,
        "capturedAt": when + 300,
        "processedAt": when + 5_000,
        "owner": OWNER,
        "actor": OWNER,
        "resourceName": resource,
        "resourceId": f"urn:li:thing:{number}",
        "resourceUri": f"/{resource}/{number}",
        "method": "CREATE",
        "activityStatus": "SUCCESS",
        "activity": {},
    } | other
