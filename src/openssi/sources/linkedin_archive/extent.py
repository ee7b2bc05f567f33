"""What an archive can show at all: Complete or Basic, and from when to when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Literal

import pyarrow as pa

from openssi import tables
from openssi.sources.linkedin_archive.catalog import declared_as
from openssi.sources.linkedin_archive.connections import CONNECTIONS
from openssi.sources.linkedin_archive.declared import Declared
from openssi.sources.linkedin_archive.engagement import COMMENTS, REACTIONS, REPOSTS, VOTES
from openssi.sources.linkedin_archive.interests import (
    COMPANY_FOLLOWS,
    GROUPS,
    MEMBER_FOLLOWS,
    SEARCHES,
)
from openssi.sources.linkedin_archive.invitations import INVITATIONS
from openssi.sources.linkedin_archive.messages import MESSAGES
from openssi.sources.linkedin_archive.posts import SHARES
from openssi.sources.linkedin_archive.profile import PROFILE, RICH_MEDIA, SECTIONS, SUMMARY
from openssi.sources.linkedin_archive.relations import (
    ENDORSEMENTS_GIVEN,
    ENDORSEMENTS_RECEIVED,
    RECOMMENDATIONS_GIVEN,
    RECOMMENDATIONS_RECEIVED,
)

_FINGERPRINT: Final = frozenset(
    {
        "ad_targeting",
        "searchqueries",
        "inferences_about_you",
        "logins",
        "ads_clicked",
        "security_challenges",
        "registration",
    }
)
_ENOUGH: Final = 2
_NAMED_KIND: Final = re.compile(r"(complete|basic|initial)_linkedindataexport", re.IGNORECASE)
_YEARS: Final = range(2003, 2100)
"""Years in which an archive can have been made; a name that says another is not LinkedIn's."""
_NAMED_DAY: Final = re.compile(r"linkedindataexport_(\d\d)-(\d\d)-(\d{4})", re.IGNORECASE)

ACTIVITY: Final = frozenset(
    {SHARES, COMMENTS, REACTIONS, VOTES, REPOSTS, SEARCHES, COMPANY_FOLLOWS, MEMBER_FOLLOWS}
)
"""Files that only a Complete archive has."""

_ONLY_COMPLETE: Final = ACTIVITY | {RICH_MEDIA}
_CORE: Final = frozenset({PROFILE, CONNECTIONS, MESSAGES})

_SHOWN: Final[tuple[tuple[str, Declared[Any], str], ...]] = (
    (tables.CONNECTION, CONNECTIONS, "measured"),
    ("message_sent", MESSAGES, "measured"),
    ("message_received", MESSAGES, "measured"),
    ("inmail_sent", MESSAGES, "estimated"),
    ("inmail_received", MESSAGES, "estimated"),
    ("invitation_sent", INVITATIONS, "estimated"),
    ("invitation_received", INVITATIONS, "estimated"),
    ("endorsement_received", ENDORSEMENTS_RECEIVED, "measured"),
    ("endorsement_given", ENDORSEMENTS_GIVEN, "measured"),
    ("recommendation_received", RECOMMENDATIONS_RECEIVED, "measured"),
    ("recommendation_given", RECOMMENDATIONS_GIVEN, "measured"),
    ("post_published", SHARES, "measured"),
    ("article_published", SHARES, "measured"),
    ("comment_made", COMMENTS, "measured"),
    ("reaction_given", REACTIONS, "measured"),
    ("repost_made", REPOSTS, "measured"),
    ("vote_cast", VOTES, "measured"),
    ("search_performed", SEARCHES, "estimated"),
    ("company_followed", COMPANY_FOLLOWS, "measured"),
    ("member_followed", MEMBER_FOLLOWS, "measured"),
    ("group_joined", GROUPS, "estimated"),
)
"""Each kind, the file that shows it, and how well: LinkedIn does not say whether an invitation
list is complete, what a search was for, or which message was an InMail."""

_GUESSED: Final = frozenset({"inmail_sent", "inmail_received"})
"""Kinds that only show where some were found: without them, nothing says that there were none."""

_FACTS: Final[tuple[tuple[Declared[Any], str], ...]] = (
    *SECTIONS,
    (PROFILE, "headline_length"),
    (PROFILE, "summary_length"),
    (SUMMARY, "summary_length"),
    (RECOMMENDATIONS_RECEIVED, "recommendations"),
)
"""The file behind each profile fact."""


@dataclass(frozen=True, kw_only=True)
class Extent:
    """What an archive holds."""

    kind: Literal["complete", "basic"]
    present: frozenset[Declared[Any]]
    """Files that are there and could be read."""
    broken: frozenset[Declared[Any]] = frozenset()
    """Files that are there and could not be read: what they show is not known."""

    def shows(self, declared: Declared[Any]) -> bool:
        """Say whether a file, there or not, tells what there was: LinkedIn leaves empty ones out.

        A basic archive with the profile, the connections and the messages is a whole one; any
        other is a choice of single files, and what was not chosen is not known.
        """
        if declared in self.present:
            return True
        if declared in self.broken or declared is GROUPS:
            return False
        if self.kind == "complete":
            return True
        return self.present >= _CORE and declared not in _ONLY_COMPLETE


def kind_of(
    names: Iterable[str], stems: Collection[str], present: Iterable[Declared[Any]]
) -> Literal["complete", "basic"]:
    """Tell a Complete archive from a Basic one: by files that only it has, else by its name."""
    if len(_FINGERPRINT.intersection(stems)) >= _ENOUGH:
        return "complete"
    for name in names:
        if found := _NAMED_KIND.search(name):
            return "complete" if found[1].lower() == "complete" else "basic"
    return "complete" if len(ACTIVITY.intersection(present)) >= _ENOUGH else "basic"


def day_of(names: Iterable[str]) -> dt.date | None:
    """Return the day on which the archive was made, where a name says it."""
    for name in names:
        found = _NAMED_DAY.search(name)
        if not found or int(found[3]) not in _YEARS:
            continue
        with suppress(ValueError):
            return dt.date(int(found[3]), int(found[1]), int(found[2]))
    return None


def kinds_shown_by(name: str) -> tuple[str, ...]:
    """Return the kinds of activity that a file makes measurable, by the file's name.

    >>> kinds_shown_by("Shares_123456789.csv")
    ('post_published', 'article_published')
    """
    declared = declared_as(name.rpartition("/")[2])
    return tuple(kind for kind, file, _ in _SHOWN if file is declared)


def shown_by(declared: Declared[Any]) -> tuple[str, ...]:
    """Return the kinds of activity and the profile facts that a file makes known."""
    return tuple(name for name, file, _ in _SHOWN if file is declared) + tuple(
        fact for file, fact in _FACTS if file is declared
    )


@dataclass(frozen=True, kw_only=True)
class Span:
    """From when to when an archive shows something."""

    first: dt.date
    """Its oldest row."""
    last: dt.date
    """The day it was made."""
    invited: dt.date | None
    """The oldest invitation that it lists: mostly recent ones are, and what came before is not
    known. None where it has no list of them, which says that there were none."""

    def since(self, declared: Declared[Any]) -> dt.date:
        """Return the first day that a file shows."""
        return (self.invited or self.first) if declared is INVITATIONS else self.first


def coverage(
    member_id: str, extent: Extent, span: Span, *, incomplete: Collection[str], met: Collection[str]
) -> pa.Table:
    """Return what the archive could see, from its oldest row to the day it was made.

    Args:
        member_id: Whose archive.
        extent: What it holds.
        span: Its days.
        met: Kinds that occur in it.
        incomplete: Kinds of which something was seen that could not be placed in time.
    """
    shown = [
        (kind, span.since(declared), "estimated" if kind in incomplete else how)
        for kind, declared, how in _SHOWN
        if extent.shows(declared) and (kind in met or kind not in _GUESSED)
    ]
    return tables.from_rows(
        "coverage",
        [
            {
                "member_id": member_id,
                "kind": kind,
                "observed_from": since,
                "observed_to": span.last,
                "status": how,
            }
            for kind, since, how in shown
        ],
    )
