"""Every file that an archive is known to hold: parsed, or left closed for a stated reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from openssi.sources.linkedin_archive import (
    connections,
    engagement,
    interests,
    invitations,
    messages,
    posts,
    profile,
    relations,
)
from openssi.sources.linkedin_archive.declared import Declared

PROFILE_FILES: Final[frozenset[Declared[Any]]] = frozenset(
    {profile.PROFILE, profile.SUMMARY, *(declared for declared, _ in profile.SECTIONS)}
)
"""Files whose dates are those of a life, not of what happened on LinkedIn."""

PARSED: Final[tuple[Declared[Any], ...]] = (
    profile.PROFILE,
    profile.SUMMARY,
    *(declared for declared, _ in profile.SECTIONS),
    connections.CONNECTIONS,
    invitations.INVITATIONS,
    messages.MESSAGES,
    posts.SHARES,
    *(declared for declared, _ in engagement.KINDS),
    *(declared for declared, _ in relations.KINDS),
    *(declared for declared, _ in interests.KINDS),
)
"""Files that are read, in this order."""

PRIVATE: Final = "private, and no score needs it: not opened"
"""Why logins, receipts, job applications and their like stay closed."""

_UNUSED: Final = "no signal is measured from it: not opened"
_MACHINE: Final = "written with or by LinkedIn's assistant, not to a person: not opened"

_IGNORED: Final = {
    PRIVATE: (
        "account_status_history",
        "ad_targeting",
        "ads_clicked",
        "calendar",
        "contact_settings",
        "contacts",
        "email_addresses",
        "importedcontacts",
        "imported_contacts",
        "inferences_about_you",
        "inferred_credibility_scores",
        "job_applicant_saved_answers",
        "job_applicant_saved_screening_question_responses",
        "job_applications",
        "job_seeker_preferences",
        "lan_ads_engagement",
        "logins",
        "notes",
        "online_job_postings",
        "phonenumbers",
        "phone_numbers",
        "private_identity_asset",
        "private_identity_assets",
        "receipts",
        "receipts_v2",
        "registration",
        "saved_jobs",
        "savedjobalerts",
        "saved_job_alerts",
        "security_challenges",
        "verifications",
        "whatsapp_phone_numbers",
    ),
    _UNUSED: (
        "causes_you_care_about",
        "courses",
        "engagements",
        "events",
        "hashtag_follows",
        "honors",
        "learning",
        "member_hashtags",
        "opprtunities",
        "opportunities",
        "organizations",
        "patents",
        "projects",
        "providers",
        "reviews",
        "saved_articles",
        "saved_items",
        "test_scores",
        "testscores",
        "volunteer_experiences",
        "volunteering",
    ),
    _MACHINE: (
        "coach_messages",
        "guide_messages",
        "learning_coach_messages",
        "learning_role_play_messages",
        "learningcoachmessages",
    ),
}

_REASONS: Final = {stem: reason for reason, stems in _IGNORED.items() for stem in stems}
_BY_STEM: Final = {stem: declared for declared in PARSED for stem in declared.stems}
_EXTENSION: Final = re.compile(r"(\s*\(\d+\))?\.csv$")
_NUMBER: Final = re.compile(r"[-_]\d+$")


def stem_of(name: str) -> str:
    """Return a file's name without what differs from archive to archive.

    >>> stem_of("Shares_123456789.csv"), stem_of("Saved Items (1).csv")
    ('shares', 'saved_items')
    """
    stem = _EXTENSION.sub("", unicodedata.normalize("NFC", name).lower())
    return _NUMBER.sub("", stem).replace(" ", "_").replace("-", "_")


def declared_as(name: str) -> Declared[Any] | None:
    """Return the declaration of a file by its name, if it is one that is parsed."""
    return _BY_STEM.get(stem_of(name)) if name.lower().endswith(".csv") else None


def why_ignored(name: str) -> str | None:
    """Return why a file of this name is left closed, None where it is not."""
    return _REASONS.get(stem_of(name))


def recognised(header: list[str]) -> Iterator[Declared[Any]]:
    """Yield the files that a header alone gives away."""
    return (one for one in PARSED if one.distinct and not one.missing(header))
