"""The files about other people: connections, invitations, endorsements, recommendations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from openssi.sources.synthetic.files import dates
from openssi.sources.synthetic.files.eras import Era
from openssi.sources.synthetic.files.sheets import Row, Sheet
from openssi.sources.synthetic.life import (
    Connection,
    Endorsement,
    Invitation,
    Life,
    Recommendation,
)

PREAMBLE: Final = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are '
    "missing. You will only see email addresses for connections who have allowed their "
    "connections to see or download their email address using this setting "
    "https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    'https://www.linkedin.com/help/linkedin/answer/261"\n\n'
)


@lru_cache(maxsize=1 << 16)
def profile_url(slug: str) -> str:
    """Return the address of a profile."""
    return f"https://www.linkedin.com/in/{quote(slug)}"


def network_sheets(life: Life, era: Era) -> Iterator[Sheet]:
    """Yield the files about other people."""
    yield _connections(life.connections, era)
    yield _invitations(life, era)
    yield _endorsements("Received", "Endorser", life.endorsements_received, era)
    yield _endorsements("Given", "Endorsee", life.endorsements_given, era)
    yield _recommendations("Received", life.recommendations_received)
    yield _recommendations("Given", life.recommendations_given)


def _connections(ties: Sequence[Connection], era: Era) -> Sheet:
    columns = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position")
    rows = [(*_card(tie), dates.day(tie.on)) for tie in reversed(ties)]
    sheet = (*columns, "Connected On")
    return Sheet(
        name="Connections.csv",
        columns=sheet if era.connection_urls else _without(sheet, 2),
        rows=rows if era.connection_urls else [_without(row, 2) for row in rows],
        preamble=PREAMBLE if era.preamble else "",
    )


def _card(tie: Connection) -> Row:
    who = tie.contact
    if tie.hidden:
        return ("",) * 6
    title = who.title.text if who.title else ""
    return (who.first, who.last, profile_url(who.slug), who.email, who.company, title)


def _without(row: Row, *places: int) -> Row:
    return tuple(value for place, value in enumerate(row) if place not in places)


def _invitations(life: Life, era: Era) -> Sheet:
    columns = ("From", "To", "Sent At", "Message", "Direction")
    urls = ("inviterProfileUrl", "inviteeProfileUrl")
    rows = [_invitation(life, one) for one in reversed(life.invitations)]
    return Sheet(
        name="Invitations.csv",
        columns=(*columns, *urls) if era.invitation_urls else columns,
        rows=rows if era.invitation_urls else [_without(row, 5, 6) for row in rows],
    )


def _invitation(life: Life, one: Invitation) -> Row:
    me = (life.member.name, profile_url(life.member.slug))
    them = (one.contact.name, profile_url(one.contact.slug))
    (sender, inviter), (receiver, invitee) = (me, them) if one.sent else (them, me)
    direction = "OUTGOING" if one.sent else "INCOMING"
    sent_at = dates.american(one.at)
    return (sender, receiver, sent_at, one.note, direction, inviter, invitee)


def _endorsements(way: str, role: str, every: Sequence[Endorsement], era: Era) -> Sheet:
    people = (f"{role} First Name", f"{role} Last Name", f"{role} Public Url")
    columns = ("Endorsement Date", "Skill Name", *people, "Endorsement Status")
    rows = [_endorsement(one) for one in reversed(every)]
    return Sheet(
        name=f"Endorsement_{way}_Info.csv",
        columns=columns if era.endorsement_urls else _without(columns, 4),
        rows=rows if era.endorsement_urls else [_without(row, 4) for row in rows],
    )


def _endorsement(one: Endorsement) -> Row:
    who = one.contact
    url = profile_url(who.slug).removeprefix("https://")
    return (dates.slashed(one.at), one.skill, who.first, who.last, url, one.status)


def _recommendations(way: str, every: Sequence[Recommendation]) -> Sheet:
    return Sheet(
        name=f"Recommendations_{way}.csv",
        columns=(
            "First Name",
            "Last Name",
            "Company",
            "Job Title",
            "Text",
            "Creation Date",
            "Status",
        ),
        rows=[_recommendation(one) for one in reversed(every)],
    )


def _recommendation(one: Recommendation) -> Row:
    who = one.contact
    title = who.title.text if who.title else ""
    at = dates.american_padded(one.at, with_time=one.at.minute % 6 > 0)
    return (who.first, who.last, who.company, title, one.text, at, one.status)
