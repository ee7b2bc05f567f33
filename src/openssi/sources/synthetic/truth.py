"""What is true of a synthetic archive, so that a reader's every count can be checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class NetworkTruth:
    """Connections and invitations."""

    connections: int
    """All rows, hidden ones included (two hidden ones of a day are the same line)."""
    hidden: int
    with_email: int
    without_title: int
    """Visible ones that show neither title nor company."""
    by_seniority: Mapping[str, int]
    """Visible ones with a title, by the level that the title stands for."""
    by_function: Mapping[str, int]
    """The same by job function."""
    colleagues: int
    """Visible ones at a company of the member's own career."""
    invitations_sent: int
    invitations_received: int
    sent_with_note: int
    sent_accepted: int
    """Sent ones whose receiver is connected since, at most 30 days later."""
    sent_pending: int
    """Sent in the last 30 days and not accepted."""
    received_accepted: int
    invitations_from: dt.date | None
    """Day of the oldest invitation kept."""


@dataclass(frozen=True, kw_only=True)
class MailTruth:
    """Messages: each row is in exactly one of the first nine classes."""

    sent: int
    """In conversations of two, answers to recruiters' paid mail among them."""
    received: int
    """In conversations of two, recruiters' paid mail among them."""
    group_sent: int
    group_received: int
    gone_sent: int
    """To "LinkedIn Member"."""
    gone_received: int
    """From "LinkedIn Member"."""
    sponsored: int
    spam: int
    drafts: int
    """Written by the member and never sent; 0 in eras that do not mark them."""
    rows: int
    paid_received: int
    """Of `received`: those with a subject."""
    without_text: int
    conversations: int
    """Different conversation ids."""
    conversations_of_two: int
    """Conversations with one known person, recruiters included, drafts not."""
    counterparts: int
    """Different people in those."""


@dataclass(frozen=True, kw_only=True)
class ActivityTruth:
    """What the member published, did at others' posts, searched and followed."""

    shares: int
    """Rows of posts, with announcements of articles and shared links."""
    articles: int
    comments_on_own: int
    comments_on_others: int
    """Without the undated ones."""
    comments_undated: int
    """On others' posts, without a date."""
    comment_replies: int
    """Of all comments: those that answer another comment."""
    reactions: Mapping[str, int]
    """By type."""
    reposts: int
    votes: int
    saved_items: int
    searches: Mapping[str, int]
    """By what was looked for, which the archive does not say."""
    company_follows: int
    member_follows: int
    """Rows with status Active."""
    member_unfollows: int


@dataclass(frozen=True, kw_only=True)
class ProfileTruth:
    """The member's own page, and what others say of them."""

    headline: str
    summary: str
    positions: int
    educations: int
    skills: int
    certifications: int
    publications: int
    languages: int
    media_items: int
    endorsements_received: Mapping[str, int]
    """By status."""
    endorsements_given: int
    endorsers: int
    """Different people behind the accepted ones."""
    recommendations_received: Mapping[str, int]
    """By status."""
    recommendations_given: Mapping[str, int]
    """By status."""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """Exact values of one synthetic archive. What its kind and era do not hold counts as 0."""

    name: str
    """Of the member."""
    slug: str
    """Of the member's profile address."""
    number: int
    """LinkedIn's number for the member, part of seven file names."""
    first: dt.date
    """The day the member joined."""
    end: dt.date
    """Last day of the life."""
    job_change: dt.date
    """The day the present job began; its row gives the month."""
    holidays: tuple[dt.date, ...]
    network: NetworkTruth
    mail: MailTruth
    activity: ActivityTruth
    profile: ProfileTruth
