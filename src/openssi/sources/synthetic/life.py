"""What happens in a fictional professional life, before any file format is thought of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from openssi.sources.synthetic.pace import Pace
from openssi.sources.synthetic.source import Title

ThreadKind = Literal["person", "group", "gone", "sponsored", "spam", "inmail"]
Urn = Literal["activity", "ugcPost", "share"]
Status = Literal["ACCEPTED", "PENDING", "HIDDEN"]
CommentOn = Literal["own", "others", "undated"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """Somebody else."""

    first: str
    last: str
    slug: str
    company: str
    title: Title | None
    email: str
    language: str
    """In which they write, as a code such as ``de``."""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Connection:
    """A tie to a contact; a hidden one shows nothing but its day."""

    contact: Contact
    on: dt.date
    hidden: bool
    origin: Literal["sent", "received"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """A request to connect, sent or received."""

    at: dt.datetime
    contact: Contact
    sent: bool
    note: str
    accepted_on: dt.date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Thread:
    """A conversation; a `gone` one is with somebody who has left the network since."""

    key: str
    kind: ThreadKind
    title: str
    others: tuple[Contact, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message of a thread."""

    at: dt.datetime
    thread: Thread
    sender: Contact | None
    """None is the member."""
    text: str
    subject: str = ""
    attachments: tuple[str, ...] = ()
    draft: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A post, or the announcement of an article."""

    at: dt.datetime
    number: int
    """Snowflake of the share."""
    activity: int
    """Snowflake of the activity that shows it, a fraction of a second later."""
    kind: Literal["share", "ugcPost"]
    text: str
    url: str = ""
    media: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    """A comment of the member."""

    at: dt.datetime
    post: int
    urn: Urn
    reply_to: int | None
    on: CommentOn
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Touch:
    """A small deed at a post: a reaction, a repost, a vote or a saved item."""

    at: dt.datetime
    post: int
    urn: Urn
    what: str = ""
    """Type of the reaction, or text of the option voted for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """A search, and what was looked for (which the archive does not say)."""

    at: dt.datetime
    query: str
    kind: Literal["people", "companies", "jobs", "content"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Follow:
    """A company or a person followed."""

    at: dt.datetime
    name: str
    active: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Endorsement:
    """A skill confirmed for the member, or by the member for somebody."""

    at: dt.datetime
    skill: str
    contact: Contact
    status: Status


@dataclass(frozen=True, kw_only=True, slots=True)
class Recommendation:
    """A written recommendation, received or given."""

    at: dt.datetime
    contact: Contact
    text: str
    status: Literal["VISIBLE", "PENDING", "HIDDEN"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """A job of the member."""

    company: str
    title: str
    description: str
    start: dt.date
    stop: dt.date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A picture or film brought up to the network."""

    at: dt.datetime
    what: str
    link: str


@dataclass(frozen=True, kw_only=True)
class Member:
    """The member whose life it is."""

    first: str
    last: str
    slug: str
    number: int
    """LinkedIn's number for the member, found in file names."""
    headline: str
    summary: str
    positions: tuple[Position, ...]
    """Oldest first."""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"


@dataclass(frozen=True, kw_only=True)
class Life:
    """Everything that happened, each kind in order of time."""

    member: Member
    rhythm: Pace
    connections: tuple[Connection, ...]
    invitations: tuple[Invitation, ...]
    messages: tuple[Message, ...]
    posts: tuple[Post, ...]
    comments: tuple[Comment, ...]
    reactions: tuple[Touch, ...]
    reposts: tuple[Touch, ...]
    votes: tuple[Touch, ...]
    saved: tuple[Touch, ...]
    searches: tuple[Search, ...]
    companies_followed: tuple[Follow, ...]
    members_followed: tuple[Follow, ...]
    endorsements_received: tuple[Endorsement, ...]
    endorsements_given: tuple[Endorsement, ...]
    recommendations_received: tuple[Recommendation, ...]
    recommendations_given: tuple[Recommendation, ...]
    uploads: tuple[Upload, ...]
