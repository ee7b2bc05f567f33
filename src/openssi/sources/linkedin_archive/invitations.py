"""Invitations.csv: who asked whom, when, and whether with a note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa

from openssi.sources.linkedin_archive.columns import name_keys, slugs_of
from openssi.sources.linkedin_archive.contents import Contents, Telling
from openssi.sources.linkedin_archive.dates import american
from openssi.sources.linkedin_archive.declared import Declared
from openssi.sources.linkedin_archive.ledger import BadRowError
from openssi.sources.linkedin_archive.people import People


class Invitation(NamedTuple):
    """One invitation, seen from the member."""

    at: int
    sent: bool
    own_slug: str
    name: str
    """Name of the other person."""
    slug: str
    has_text: bool


def _columns(  # noqa: PLR0913, PLR0917  # the columns of the file
    sender: pa.Array,
    to: pa.Array,
    sent_at: pa.Array,
    direction: pa.Array,
    message: pa.Array,
    inviter: pa.Array,
    invitee: pa.Array,
) -> tuple[list[str], ...]:
    return (
        name_keys(sender),
        name_keys(to),
        sent_at.to_pylist(),
        direction.to_pylist(),
        message.to_pylist(),
        slugs_of(inviter),
        slugs_of(invitee),
    )


def _invitation(  # noqa: PLR0913, PLR0917  # the columns of the file
    sender: str, to: str, sent_at: str, direction: str, message: str, inviter: str, invitee: str
) -> Invitation:
    way = direction.strip().upper()
    if way not in {"OUTGOING", "INCOMING"}:
        raise BadRowError("Direction is neither OUTGOING nor INCOMING")
    sent = way == "OUTGOING"
    return Invitation(
        american(sent_at.strip()),
        sent,
        inviter if sent else invitee,
        to if sent else sender,
        invitee if sent else inviter,
        bool(message.strip()),
    )


INVITATIONS = Declared(
    stems=("invitations",),
    needed=("From", "To", "Sent At", "Direction"),
    optional=("Message", "inviterProfileUrl", "inviteeProfileUrl"),
    columns=_columns,
    parse=_invitation,
    distinct=True,
)


def invited_as(contents: Contents) -> Iterator[str]:
    """Yield the member's own address, once an invitation: the best witness of it."""
    return (row.own_slug for row in contents.rows(INVITATIONS))


def learn_people(contents: Contents, people: People) -> None:
    """Take note of names and addresses."""
    for row in contents.rows(INVITATIONS):
        people.learn(row.name, row.slug)


def tell_invitations(contents: Contents, telling: Telling) -> None:
    """Add the invitations to the log."""
    for batch in contents.of(INVITATIONS):
        for row in batch.rows:
            other = telling.people.id_of(row.name, row.slug)
            kind = "invitation_sent" if row.sent else "invitation_received"
            new = telling.log.add(
                kind,
                row.at,
                kind,
                row.name or row.slug,
                counterpart=other,
                has_text=row.has_text,
            )
            if new:
                batch.ledger.date(row.at)
            else:
                batch.ledger.duplicates += 1
