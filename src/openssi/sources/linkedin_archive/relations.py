"""Endorsements and recommendations, received and given."""

from __future__ import annotations

from typing import Final, NamedTuple

from openssi.sources.linkedin_archive.contents import Contents, Telling
from openssi.sources.linkedin_archive.dates import american, stamp
from openssi.sources.linkedin_archive.declared import Declared
from openssi.sources.linkedin_archive.ledger import IgnoredRowError
from openssi.sources.linkedin_archive.urls import name_key, slug_of


class Relation(NamedTuple):
    """One endorsement or recommendation."""

    at: int
    name: str
    slug: str
    about: str
    """The skill endorsed."""
    has_text: bool | None


def _endorsement(date: str, skill: str, first: str, last: str, status: str, url: str) -> Relation:  # noqa: PLR0913, PLR0917  # the columns of the file
    state = status.strip().upper()
    if state != "ACCEPTED":
        raise IgnoredRowError(f"not shown on the profile: {_known(state, _HIDDEN)}")
    return Relation(
        stamp(date.strip()), name_key(f"{first} {last}"), slug_of(url), skill.strip(), None
    )


def _recommendation(first: str, last: str, date: str, status: str, text: str) -> Relation:
    state = status.strip().upper()
    if state != "VISIBLE":
        raise IgnoredRowError(f"not shown on the profile: {_known(state, _HIDDEN)}")
    return Relation(american(date.strip()), name_key(f"{first} {last}"), "", "", bool(text.strip()))


_HIDDEN: Final = frozenset({"PENDING", "HIDDEN", "DECLINED", "DELETED", "REMOVED"})


def _known(state: str, states: frozenset[str]) -> str:
    return state.lower() if state in states else "another status"


def _endorsements(stem: str, person: str) -> Declared[Relation]:
    return Declared(
        stems=(f"endorsement_{stem}_info", f"endorsements_{stem}"),
        needed=(
            "Endorsement Date",
            "Skill Name",
            f"{person} First Name",
            f"{person} Last Name",
            "Endorsement Status",
        ),
        optional=(f"{person} Public Url",),
        parse=_endorsement,
        distinct=True,
    )


def _recommendations(stem: str) -> Declared[Relation]:
    return Declared(
        stems=(f"recommendations_{stem}",),
        needed=("First Name", "Last Name", "Creation Date", "Status"),
        optional=("Text",),
        parse=_recommendation,
    )


ENDORSEMENTS_RECEIVED = _endorsements("received", "Endorser")
ENDORSEMENTS_GIVEN = _endorsements("given", "Endorsee")
RECOMMENDATIONS_RECEIVED = _recommendations("received")
RECOMMENDATIONS_GIVEN = _recommendations("given")

KINDS: Final = (
    (ENDORSEMENTS_RECEIVED, "endorsement_received"),
    (ENDORSEMENTS_GIVEN, "endorsement_given"),
    (RECOMMENDATIONS_RECEIVED, "recommendation_received"),
    (RECOMMENDATIONS_GIVEN, "recommendation_given"),
)
"""Which kind of activity each file shows."""


def tell_relations(contents: Contents, telling: Telling) -> None:
    """Add endorsements and recommendations to the log."""
    for declared, kind in KINDS:
        for batch in contents.of(declared):
            for row in batch.rows:
                other = telling.people.id_of(row.name, row.slug)
                new = telling.log.add(
                    kind,
                    row.at,
                    kind,
                    row.name or row.slug,
                    row.about,
                    counterpart=other,
                    has_text=row.has_text,
                )
                if new:
                    batch.ledger.date(row.at)
                else:
                    batch.ledger.duplicates += 1
