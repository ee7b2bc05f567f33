"""Whose seat is whose: the user's own list, since a report names seats and not profiles.

People are matched by mail address, seat or profile address. A name alone never decides: two people
may share one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openssi.errors import SourceError
from openssi.sources.account import FileAccount
from openssi.sources.bounded import shown
from openssi.sources.linkedin_archive.declared import normal_column
from openssi.sources.linkedin_archive.ledger import BadRowError, Ledger
from openssi.sources.linkedin_archive.sheet import Sheet
from openssi.sources.linkedin_archive.urls import plain, slug_of
from openssi.sources.sales_navigator.columns import TOLD, Columns, columns_of
from openssi.sources.sales_navigator.sheets import first_rows, opened_sheet, own_hint

MAX_ROWS: Final = 100_000
"""Rows of a roster."""

_TEAM: Final = frozenset({"team", "group", "teamname", "groupname"})
_URN: Final = re.compile(r"urn:li:\w+:(\d+)", re.IGNORECASE | re.ASCII)
_NEEDED: Final = "name, email, seat, profile URL, team"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who has a seat."""

    member_id: str
    """Slug of the profile address, as the archive makes it."""
    name: str | None = None
    team: str | None = None


@dataclass(frozen=True, kw_only=True)
class Roster:
    """Who is who."""

    people: Mapping[str, Person | None]
    """People by mail address, seat and profile; None where two people would be meant."""
    account: FileAccount
    """What became of every row."""

    def find(self, *, seat: str = "", email: str = "", profile: str = "") -> Person | None:
        """Return whom a row is about; None for nobody known, or where it contradicts itself."""
        asked = (self.people.get(key) for key in keys(seat, email, profile))
        found = [person for person in asked if person]
        return found[0] if len({person.member_id for person in found}) == 1 else None


def is_roster(path: Path, head: bytes) -> bool:  # noqa: ARG001  # asked like every other source
    """Say whether a file is a roster: profiles with a seat, or with mail address and team."""
    return any(_is_header(row) for row in first_rows(head))


def read_roster(path: Path) -> Roster:
    """Read who has which seat.

    Raises:
        SourceError: It cannot be read, or has no column of profile addresses.
    """
    ledger = Ledger(shown(path.name))
    with opened_sheet(path, ledger) as sheet:
        header = next((row for row in sheet.headers() if _names_people(row)), None)
        if header is None:
            raise SourceError(
                f"{ledger.file}: not a roster of seats.", hint=f"give it the columns {_NEEDED}."
            )
        people = _people(sheet, columns_of(header), _team_place(header), ledger)
    return Roster(people=people, account=ledger.closed())


def keys(seat: str, email: str, profile: str) -> list[str]:
    """Return the keys under which somebody may stand; profiles first, for they name people."""
    slug = slug_of(profile)
    told = (("profile", slug), ("email", email.strip().casefold()), ("seat", _seat(seat)))
    return [f"{what}:{value}" for what, value in told if value]


def _people(sheet: Sheet, columns: Columns, team: int, ledger: Ledger) -> dict[str, Person | None]:
    people: dict[str, Person | None] = {}
    with own_hint():
        for line, row in sheet.rows():
            if ledger.rows > MAX_ROWS:
                raise SourceError(f"{ledger.file}: more than {MAX_ROWS:,} rows.")
            try:
                _add(people, *_person(row, columns, row[team].strip()), ledger)
            except BadRowError as reason:
                ledger.reject(line, str(reason))
    return people


def _person(row: list[str], columns: Columns, team: str) -> tuple[Person, list[str]]:
    profile = columns.cell(row, "profile")
    if profile and "/" not in profile:
        profile = f"/in/{profile}"
    member_id = slug_of(profile)
    if not member_id:
        raise BadRowError("no profile address like https://www.linkedin.com/in/…")
    name = plain(columns.cell(row, "name")) or None
    person = Person(member_id=member_id, name=name, team=plain(team) or None)
    found = keys(columns.cell(row, "seat"), columns.cell(row, "email"), profile)
    return person, found


def _add(
    people: dict[str, Person | None], person: Person, found: list[str], ledger: Ledger
) -> None:
    others = [key for key in found if not _is_of(people.get(key, person), person)]
    if others:
        people.update(dict.fromkeys(others))
        raise BadRowError("its mail address or seat is somebody else's too: it decides nothing")
    if all(people.get(key) == person for key in found):
        ledger.duplicates += 1
    people.update(dict.fromkeys(found, person))


def _is_of(known: Person | None, person: Person) -> bool:
    return known is not None and known.member_id == person.member_id


def _seat(text: str) -> str:
    found = _URN.fullmatch(text.strip())
    return found[1] if found else text.strip().casefold().removesuffix(".0")


def _is_header(header: list[str]) -> bool:
    """Say whether only a roster has this header: contacts have profiles and addresses too."""
    return _names_people(header) and (
        "seat" in columns_of(header).places or _team_place(header) >= 0
    )


def _names_people(header: list[str]) -> bool:
    places = columns_of(header).places
    if "profile" not in places or any(key in places for key in TOLD):
        return False
    return "seat" in places or "email" in places


def _team_place(header: list[str]) -> int:
    """Return where the team stands; the place after the last, which is empty, where it does not."""
    places = (n for n, cell in enumerate(header) if normal_column(cell) in _TEAM)
    return next(places, -1)
