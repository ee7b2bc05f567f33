"""Columns of the usage report: its header row is not public, so that names are matched by likeness.

Every name that LinkedIn's help pages, guides and connectors use for a number is an alias of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from openssi.sources.bounded import shown
from openssi.sources.linkedin_archive.declared import normal_column

WHO: Final = ("seat", "email", "profile", "name")
"""What may say whose row it is."""

WHEN: Final = ("from", "to", "day")
"""What may say of which days a row tells."""

KIND_OF: Final[Mapping[str, str]] = {
    "days_active": "active_day",
    "searches": "search_performed",
    "advanced_searches": "advanced_search_performed",
    "profile_views": "profile_viewed",
    "account_views": "account_viewed",
    "leads_saved": "lead_saved",
    "accounts_saved": "account_saved",
    "messages_sent": "message_sent",
    "inmails_sent": "inmail_sent",
}
"""The kind of activity that each number counts."""

PILLARS: Final[Mapping[str, str]] = {
    "ssi_brand": "brand",
    "ssi_people": "people",
    "ssi_insights": "insights",
    "ssi_relationships": "relationships",
}
"""The part of the official index that each column holds."""

TOLD: Final = (*KIND_OF, "ssi", *PILLARS)
"""What a report may tell of a seat."""

KEYS: Final = (*WHO, *WHEN, *TOLD)
"""Everything that a column may be."""

_ALIASES: Final[Mapping[str, str]] = {
    "seat": "seat id|seat|seat holder id|license id|seat number",
    "email": "email|email address|e-mail|work email|user email|seat holder email|member email",
    "profile": "profile url|linkedin profile|linkedin profile url|linkedin url|public profile url"
    "|profile|linkedin|profile link|linkedin member url",
    "name": "name|seat holder|seat holder name|user|user name|full name|member|member name",
    "from": "start date|from|period start|start|date from|from date|range start",
    "to": "end date|to|period end|end|date to|to date|range end",
    "day": "date|day|report date|activity date|snapshot date",
    "days_active": "days active|active days|number of days active|total days active",
    "searches": "searches performed|searches|search count|number of searches|total searches",
    "advanced_searches": "advanced searches|advanced searches performed|lead builder searches"
    "|lead searches|lead searches performed|advanced people searches",
    "profile_views": "profile views|profiles viewed|profile view count|total profile views"
    "|number of profile views|lead profile views",
    "account_views": "account views|accounts viewed|account page views|account pages viewed",
    "leads_saved": "leads saved|saved leads|new leads saved|leads saved in period"
    "|number of leads saved|new saved leads",
    "accounts_saved": "accounts saved|saved accounts|new accounts saved|accounts saved in period"
    "|number of accounts saved|new saved accounts",
    "messages_sent": "messages sent|number of messages sent|total messages sent",
    "inmails_sent": "inmails sent|inmail sent|inmail messages sent|messages / inmails sent"
    "|number of inmails sent|total inmails sent|inmails",
    "ssi": "ssi|ssi score|social selling index|social selling index score|overall ssi|total ssi"
    "|social selling index (ssi)|overall ssi score|current ssi|ssi overall|ssi total",
    "ssi_brand": "establish your professional brand",
    "ssi_people": "find the right people",
    "ssi_insights": "engage with insights",
    "ssi_relationships": "build relationships|build strong relationships",
}
_SHORT: Final[Mapping[str, str]] = {
    "professionalbrand": "ssi_brand",
    "brand": "ssi_brand",
    "rightpeople": "ssi_people",
    "people": "ssi_people",
    "insights": "ssi_insights",
    "relationships": "ssi_relationships",
}
"""Names of the parts that mean them only beside the name of the index."""

_PLAIN: Final = {
    normal_column(alias): key for key, names in _ALIASES.items() for alias in names.split("|")
}
_OTHER_PRODUCT: Final = frozenset({"projectscreated", "profilessavedtoproject"})
"""Columns of the Recruiter's usage report, which counts the same words of another trade."""

_BRACKETS: Final = re.compile(r"\(([^()]*)\)\s*$")
_OTHER_SUM: Final = re.compile(
    r"total|cumulative|all[ -]?time|average|avg|to date|%|rate", re.IGNORECASE
)
_OF_INDEX: Final = re.compile(r"(?:socialsellingindex|ssi)(?:score)?(.+?)(?:score|points)?")


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which column of a report is what."""

    header: tuple[str, ...]
    """Its columns as the file names them."""
    places: Mapping[str, int]
    """Where each of `KEYS` stands, of those that there are."""

    @property
    def is_report(self) -> bool:
        """Whether they say of somebody how much was done, or the official index."""
        return any(key in self.places for key in WHO) and any(key in self.places for key in TOLD)

    def cell(self, row: list[str], key: str) -> str:
        """Return what a row says of a key; an empty text where no column does."""
        place = self.places.get(key)
        return "" if place is None else row[place].strip()

    def told(self) -> str:
        """Say which column was taken for what, and which for nothing."""
        taken = ", ".join(
            f"'{shown(self.header[place])}' is {key}" for key, place in self.places.items()
        )
        used = set(self.places.values())
        left = [shown(name) for n, name in enumerate(self.header) if n not in used and name.strip()]
        if not left:
            return taken
        unused = ", ".join(f"'{name}'" for name in left)
        return f"{taken}; not used: {unused} ({self._how(left[0])})"

    def _how(self, unused: str) -> str:
        """Say how a column is used that was not recognised."""
        free = next((key for key in TOLD if key not in self.places), TOLD[0])
        return f'to use one, name it under [columns] in a --columns file: {free} = "{unused}"'


def columns_of(header: list[str]) -> Columns:
    """Return what the columns of a header are, by their names; of two alike the first counts."""
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        if key := key_of(cell):
            places.setdefault(key, place)
    ordered = {key: places[key] for key in KEYS if key in places}
    return Columns(header=tuple(header), places=ordered)


def is_report(header: list[str]) -> bool:
    """Say whether a row is the header of a usage report of Sales Navigator."""
    if any(normal_column(cell) in _OTHER_PRODUCT for cell in header):
        return False
    return columns_of(header).is_report


def key_of(cell: str) -> str | None:
    """Return what a column of this name is, None where it is nothing known.

    >>> key_of("Searches Performed (last 30 days)"), key_of("Leads saved (total)")
    ('searches', None)
    """
    plain = normal_column(cell)
    if plain in _PLAIN:
        return _PLAIN[plain]
    bracketed = _BRACKETS.search(cell)
    if bracketed and not _OTHER_SUM.search(bracketed[1]):
        return key_of(cell[: bracketed.start()])
    return _part_of_index(plain)


def _part_of_index(plain: str) -> str | None:
    found = _OF_INDEX.fullmatch(plain)
    if not found:
        return None
    return _SHORT.get(found[1]) or next(
        (key for key in PILLARS if _PLAIN.get(found[1]) == key), None
    )
