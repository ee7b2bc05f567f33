"""The profile's own files: who the member is, and what the profile shows."""

from __future__ import annotations

from typing import Final, NamedTuple

from openssi.sources.linkedin_archive.contents import Contents
from openssi.sources.linkedin_archive.dates import BadDateError, month_year, spoken
from openssi.sources.linkedin_archive.declared import Declared, Row
from openssi.sources.linkedin_archive.ledger import BadRowError
from openssi.sources.linkedin_archive.urls import name_key, plain


class Profile(NamedTuple):
    """Profile.csv, once for each language of the profile."""

    name: str
    headline_length: int
    summary_length: int
    industry: str


class Item(NamedTuple):
    """One entry of a profile section."""

    at: int | None
    """When it began, where the profile says."""
    key: str
    """What stays the same where a profile in several languages repeats the entry."""
    title: str = ""
    company: str = ""
    is_over: bool = False
    uploaded: int | None = None
    """When a file was put there: told in the account alone, for what was deleted since is not
    listed, and older days would seem emptier than they were."""


def _profile(first: str, last: str, headline: str, summary: str, industry: str) -> Profile:
    name = plain(f"{first.strip()} {last.strip()}").strip()
    if not name:
        raise BadRowError("no name")
    return Profile(name, _length(headline), _length(summary), plain(industry).strip())


def _summary(text: str) -> int:
    return _length(text)


def _length(text: str) -> int:
    """Count characters as the profile shows them, whatever line ends an editor wrote."""
    return len(text.strip().replace("\r\n", "\n"))


def _position(company: str, title: str, started: str, finished: str) -> Item:
    at = _begun(started)
    span = f"{name_key(company)}\x1f{started.strip()}\x1f{finished.strip()}"
    key = span if at is not None else f"{span}\x1f{name_key(title)}"
    return Item(at, key, plain(title).strip(), plain(company).strip(), bool(finished.strip()))


def _education(school: str, degree: str, start: str, end: str) -> Item:
    span = f"{name_key(school)}\x1f{start.strip()}\x1f{end.strip()}"
    at = _begun(start)
    return Item(at, span if at is not None else f"{span}\x1f{name_key(degree)}")


def _dated(name: str, begun: str) -> Item:
    return Item(_begun(begun), f"{name_key(name)}\x1f{begun.strip()}")


def _named(name: str) -> Item:
    if not name.strip():
        raise BadRowError("no name")
    return Item(None, name_key(name))


def _media(date: str, description: str, link: str) -> Item:
    key = f"{date}\x1f{description}\x1f{link}"
    return Item(None, key, uploaded=_uploaded(date))


def _uploaded(text: str) -> int | None:
    """Return when something was uploaded, which the archive tells in a sentence."""
    try:
        return spoken(text)
    except BadDateError:
        return None


def _begun(text: str) -> int | None:
    """Return when an entry began; what cannot be read counts as undated, the entry still counts."""
    try:
        return month_year(text.strip())
    except BadDateError:
        return None


PROFILE = Declared(
    stems=("profile",),
    needed=("First Name", "Last Name", "Headline"),
    optional=("Summary", "Industry"),
    parse=_profile,
    is_dated=False,
    distinct=True,
)
SUMMARY = Declared(
    stems=("profile_summary",), needed=("Profile Summary",), parse=_summary, is_dated=False
)
POSITIONS = Declared(
    stems=("positions",),
    needed=("Company Name", "Title", "Started On", "Finished On"),
    parse=_position,
    is_dated=False,
    distinct=True,
)
EDUCATION = Declared(
    stems=("education",),
    needed=("School Name", "Degree Name"),
    optional=("Start Date", "End Date"),
    parse=_education,
    is_dated=False,
    distinct=True,
)
CERTIFICATIONS = Declared(
    stems=("certifications",),
    needed=("Name",),
    optional=("Started On",),
    parse=_dated,
    is_dated=False,
)
PUBLICATIONS = Declared(
    stems=("publications",),
    needed=("Name",),
    optional=("Published On",),
    parse=_dated,
    is_dated=False,
)
SKILLS = Declared(stems=("skills",), needed=("Name",), parse=_named, is_dated=False)
LANGUAGES = Declared(stems=("languages",), needed=("Name",), parse=_named, is_dated=False)
RICH_MEDIA = Declared(
    stems=("rich_media",),
    needed=("Date/Time", "Media Description", "Media Link"),
    parse=_media,
    is_dated=False,
    distinct=True,
)

SECTIONS: Final = (
    (POSITIONS, "positions"),
    (EDUCATION, "educations"),
    (CERTIFICATIONS, "certifications"),
    (PUBLICATIONS, "publications"),
    (SKILLS, "skills"),
    (LANGUAGES, "languages"),
    (RICH_MEDIA, "media_items"),
)
"""Which profile fact counts the entries of each file."""


def own_name(contents: Contents) -> str:
    """Return the member's name, or an empty text."""
    return next((row.name for row in contents.rows(PROFILE)), "")


def _first(contents: Contents, declared: Declared[Row]) -> Row | None:
    kept: Row | None = None
    for batch in contents.of(declared):
        for row in batch.rows:
            if kept is None:
                kept = row
            else:
                batch.ledger.duplicates += 1
    return kept


def first_profile(contents: Contents) -> Profile | None:
    """Return the profile in its first language; the other languages repeat it."""
    return _first(contents, PROFILE)


def summary_length(contents: Contents) -> int:
    """Return the length of the "about" text where it has a file of its own."""
    return _first(contents, SUMMARY) or 0


def section(contents: Contents, declared: Declared[Item]) -> list[Item]:
    """Return the entries of a section, each once whatever the number of languages."""
    kept: dict[str, Item] = {}
    for batch in contents.of(declared):
        for row in batch.rows:
            if row.key in kept:
                batch.ledger.duplicates += 1
                continue
            kept[row.key] = row
            batch.ledger.dates(at for at in (row.at, row.uploaded) if at is not None)
    return list(kept.values())
