"""The domains of the snapshot that a score is measured from, and the archive's files they equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from openssi.sources.linkedin_archive.connections import CONNECTIONS
from openssi.sources.linkedin_archive.declared import Declared, normal_column
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
from openssi.sources.linkedin_archive.profile import (
    CERTIFICATIONS,
    EDUCATION,
    LANGUAGES,
    POSITIONS,
    PROFILE,
    PUBLICATIONS,
    RICH_MEDIA,
    SKILLS,
    SUMMARY,
)
from openssi.sources.linkedin_archive.relations import (
    ENDORSEMENTS_GIVEN,
    ENDORSEMENTS_RECEIVED,
    RECOMMENDATIONS_GIVEN,
    RECOMMENDATIONS_RECEIVED,
)


@dataclass(frozen=True, kw_only=True)
class Domain:
    """A domain, and the files of the archive that hold the same rows."""

    name: str
    files: tuple[Declared[Any], ...]
    is_followed: bool = False
    """Whether the changelog tells what is new in it."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """How LinkedIn may spell it: names are told apart by case, and sources differ on it."""
        return (self.name, self.name.title(), self.name.lower())

    def is_called(self, name: str) -> bool:
        """Say whether an answer of this name is an answer for this domain."""
        return name.casefold() == self.name.casefold()


def _domain(name: str, *files: Declared[Any], is_followed: bool = False) -> Domain:
    return Domain(name=name, files=files, is_followed=is_followed)


DOMAINS: Final = (
    _domain("PROFILE", PROFILE),
    _domain("PROFILE_SUMMARY", SUMMARY),
    _domain("POSITIONS", POSITIONS),
    _domain("EDUCATION", EDUCATION),
    _domain("SKILLS", SKILLS),
    _domain("LANGUAGES", LANGUAGES),
    _domain("CERTIFICATIONS", CERTIFICATIONS),
    _domain("PUBLICATIONS", PUBLICATIONS),
    _domain("RICH_MEDIA", RICH_MEDIA),
    _domain("CONNECTIONS", CONNECTIONS),
    _domain("INVITATIONS", INVITATIONS),
    _domain("INBOX", MESSAGES, is_followed=True),
    _domain("ENDORSEMENTS", ENDORSEMENTS_RECEIVED, ENDORSEMENTS_GIVEN),
    _domain("RECOMMENDATIONS", RECOMMENDATIONS_RECEIVED, RECOMMENDATIONS_GIVEN),
    _domain("MEMBER_SHARE_INFO", SHARES, is_followed=True),
    _domain("ALL_COMMENTS", COMMENTS, is_followed=True),
    _domain("ALL_LIKES", REACTIONS, is_followed=True),
    _domain("ALL_VOTES", VOTES),
    _domain("INSTANT_REPOSTS", REPOSTS),
    _domain("SEARCHES", SEARCHES),
    _domain("COMPANY_FOLLOWS", COMPANY_FOLLOWS),
    _domain("MEMBER_FOLLOWING", MEMBER_FOLLOWS),
    _domain("GROUPS", GROUPS),
)
"""Everything else (logins, receipts, jobs, contacts and so on) is never asked for."""


def columns_of(declared: Declared[Any]) -> tuple[str, ...]:
    """Return the columns of a file by the names that they have today."""
    return tuple(names.split("|")[0] for names in (*declared.needed, *declared.optional))


def aliases_of(domain: Domain) -> dict[str, str]:
    """Return today's name of each column that a domain's files read, by every normal name."""
    return {
        normal_column(alias): names.split("|")[0]
        for declared in domain.files
        for names in (*declared.needed, *declared.optional)
        for alias in names.split("|")
    }
