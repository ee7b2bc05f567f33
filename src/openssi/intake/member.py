"""Whose data it is: what an archive says, else what the user says, else the only one there is."""

from collections.abc import Sequence

from openssi.errors import SourceError
from openssi.sources.account import Imported
from openssi.sources.linkedin_archive.urls import slug_of

SOMEBODY = "me"
"""The member of sources that do not say whose they are."""


def named(me: str | None) -> str | None:
    """Return the member that the user named."""
    return slug_of(me) or None if me else None


def only_one(sources: Sequence[Imported]) -> str:
    """Return the member of sources that may tell of several.

    Raises:
        SourceError: There are several, and nobody said which.
    """
    found = sorted(
        {
            member
            for one in sources
            for _, table in one.tables
            if "member_id" in table.column_names
            for member in table["member_id"].unique().to_pylist()
            if member is not None
        }
    )
    if len(found) > 1:
        raise SourceError(
            f"{len(found)} members are in these sources.",
            hint="choose one with --me; `openssi tables` writes all of them.",
            details=tuple(f"- {member}" for member in found),
        )
    return found[0] if found else SOMEBODY
