"""The member of the tiny archive, as LinkedIn's interface tells of them."""

from __future__ import annotations

import csv
import datetime as dt
import io

import tiny_archive as tiny
from linkedin_server import DAY, OWNER, TOKEN, LinkedIn, Row, chunks

from openssi.sources.linkedin_api import Client, Token

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
