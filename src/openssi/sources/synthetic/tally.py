"""Counts what is true of a life."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from openssi.sources.synthetic.life import Invitation, Life, Message
from openssi.sources.synthetic.source import data
from openssi.sources.synthetic.truth import (
    ActivityTruth,
    MailTruth,
    NetworkTruth,
    ProfileTruth,
    Truth,
)

_WINDOW = dt.timedelta(days=30)


def tally(life: Life) -> Truth:
    """Return what is true of a life, all of it being written down."""
    member, rhythm = life.member, life.rhythm
    return Truth(
        name=member.name,
        slug=member.slug,
        number=member.number,
        first=rhythm.first,
        end=rhythm.last,
        job_change=rhythm.job_change,
        holidays=tuple(
            sorted(one for one in rhythm.holidays if rhythm.first <= one <= rhythm.last)
        ),
        network=_network(life),
        mail=_mail(life.messages),
        activity=_activity(life),
        profile=_profile(life),
    )


def _network(life: Life) -> NetworkTruth:
    seen = [tie.contact for tie in life.connections if not tie.hidden]
    known = [contact.title for contact in seen if contact.title]
    career = {position.company for position in life.member.positions}
    sent = [one for one in life.invitations if one.sent]
    received = [one for one in life.invitations if not one.sent]
    return NetworkTruth(
        connections=len(life.connections),
        hidden=len(life.connections) - len(seen),
        with_email=sum(bool(contact.email) for contact in seen),
        without_title=len(seen) - len(known),
        by_seniority=Counter(title.seniority for title in known),
        by_function=Counter(title.function for title in known),
        colleagues=sum(contact.company in career for contact in seen),
        invitations_sent=len(sent),
        invitations_received=len(received),
        sent_with_note=sum(bool(one.note) for one in sent),
        sent_accepted=sum(map(_accepted, sent)),
        sent_pending=sum(_pending(one, life.rhythm.last) for one in sent),
        received_accepted=sum(map(_accepted, received)),
        invitations_from=min((one.at.date() for one in life.invitations), default=None),
    )


def _accepted(one: Invitation) -> bool:
    return one.accepted_on is not None and one.accepted_on - one.at.date() <= _WINDOW


def _pending(one: Invitation, last: dt.date) -> bool:
    return one.accepted_on is None and last - one.at.date() < _WINDOW


def _mail(messages: Iterable[Message]) -> MailTruth:
    classes: Counter[str] = Counter()
    pairs = {}
    for one in messages:
        name = _class(one)
        classes[name] += 1
        if name in {"sent", "received"}:
            pairs[one.thread.key] = one.thread.others[0].slug
    received = [one for one in messages if one.subject and one.thread.kind == "inmail"]
    return MailTruth(
        sent=classes["sent"],
        received=classes["received"],
        group_sent=classes["group_sent"],
        group_received=classes["group_received"],
        gone_sent=classes["gone_sent"],
        gone_received=classes["gone_received"],
        sponsored=classes["sponsored"],
        spam=classes["spam"],
        drafts=classes["draft"],
        rows=classes.total(),
        paid_received=len(received),
        without_text=sum(not one.text for one in messages),
        conversations=len({one.thread.key for one in messages}),
        conversations_of_two=len(pairs),
        counterparts=len(set(pairs.values())),
    )


def _class(one: Message) -> str:
    kind = one.thread.kind
    if one.draft:
        return "draft"
    if kind in {"sponsored", "spam"}:
        return kind
    way = "received" if one.sender else "sent"
    return f"{kind}_{way}" if kind in {"group", "gone"} else way


def _activity(life: Life) -> ActivityTruth:
    on = Counter(one.on for one in life.comments)
    follows = Counter(one.active for one in life.members_followed)
    return ActivityTruth(
        shares=len(life.posts),
        articles=sum("/pulse/" in post.url for post in life.posts),
        comments_on_own=on["own"],
        comments_on_others=on["others"],
        comments_undated=on["undated"],
        comment_replies=sum(one.reply_to is not None for one in life.comments),
        reactions=Counter(one.what for one in life.reactions),
        reposts=len(life.reposts),
        votes=len(life.votes),
        saved_items=len(life.saved),
        searches=Counter(one.kind for one in life.searches),
        company_follows=len(life.companies_followed),
        member_follows=follows[True],
        member_unfollows=follows[False],
    )


def _profile(life: Life) -> ProfileTruth:
    lists = data("profile")["lists"]
    accepted = [one for one in life.endorsements_received if one.status == "ACCEPTED"]
    return ProfileTruth(
        headline=life.member.headline,
        summary=life.member.summary,
        positions=len(life.member.positions),
        educations=len(data("profile")["education"]),
        skills=len(lists["skills"]),
        certifications=len(lists["certifications"]),
        publications=len(lists["publications"]),
        languages=len(lists["languages"]),
        media_items=len(life.uploads),
        endorsements_received=Counter(one.status for one in life.endorsements_received),
        endorsements_given=len(life.endorsements_given),
        endorsers=len({one.contact.slug for one in accepted}),
        recommendations_received=Counter(one.status for one in life.recommendations_received),
        recommendations_given=Counter(one.status for one in life.recommendations_given),
    )
