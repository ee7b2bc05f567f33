"""Puts a life together from its parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from openssi.sources.synthetic import content, discovery, esteem, network
from openssi.sources.synthetic.life import Life, Post, Upload
from openssi.sources.synthetic.messages import messages
from openssi.sources.synthetic.pace import Pace, moment, pace
from openssi.sources.synthetic.people import Cast, companies, member
from openssi.sources.synthetic.source import stream
from openssi.sources.synthetic.threads import odd_mail


def live(*, seed: int, years: int, end: dt.date, connections: int, messages_wanted: int) -> Life:
    """Return the life of one fictional member.

    Args:
        seed: The same seed gives the same life.
        years: How long the member has been a member.
        end: Last day of the life.
        connections: How many connections there are at the end.
        messages_wanted: About how many messages there are at the end.
    """
    rng = partial(stream, seed)
    rhythm = pace(rng("pace"), years=years, end=end)
    firms = companies(rng("companies"), 200 + connections // 8)
    who = member(rng("member"), rhythm, firms)
    own = [position.company for position in who.positions]
    cast = Cast(rng=rng("people"), companies=firms, own_companies=own)
    ties = network.connections(rng("connections"), rhythm, cast, connections)
    seen = [tie for tie in ties if not tie.hidden]
    people = [tie.contact for tie in seen]
    posts = content.posts(rng("posts"), rhythm, who)
    comments = content.comments(rng("comments"), rhythm, posts, people)
    mail = list(odd_mail(rng("odd mail"), rhythm, ties, cast, who.first))
    mail += messages(rng("messages"), rhythm, ties, who.first, messages_wanted - len(mail))
    return Life(
        member=who,
        rhythm=rhythm,
        connections=ties,
        invitations=network.invitations(rng("invitations"), rhythm, ties, cast, who.first),
        messages=tuple(sorted(mail, key=lambda one: one.at)),
        posts=posts,
        comments=comments,
        reactions=content.reactions(rng("reactions"), rhythm, comments),
        reposts=content.touches(rng("reposts"), rhythm, "reposts"),
        votes=content.touches(rng("votes"), rhythm, "votes"),
        saved=content.touches(rng("saved"), rhythm, "saved_items"),
        searches=discovery.searches(rng("searches"), rhythm, people),
        companies_followed=discovery.companies_followed(rng("follows"), rhythm, firms),
        members_followed=discovery.members_followed(rng("members"), rhythm, people),
        endorsements_received=esteem.endorsements(rng("endorsed"), rhythm, seen, "received"),
        endorsements_given=esteem.endorsements(rng("endorsing"), rhythm, seen, "given"),
        recommendations_received=esteem.recommendations(
            rng("recommended"), rhythm, seen, who.first
        ),
        recommendations_given=esteem.recommendations(rng("recommending"), rhythm, seen, None),
        uploads=tuple(sorted(_uploads(rng("uploads"), rhythm, posts), key=lambda one: one.at)),
    )


def _uploads(rng: Random, rhythm: Pace, posts: Sequence[Post]) -> Iterator[Upload]:
    """Yield the portrait, the banner renewed with the new job, and the pictures of posts."""
    for day, what in (
        (rhythm.first, "profile photo"),
        (rhythm.job_change, "profile photo"),
        (rhythm.job_change, "profile background photo"),
    ):
        link = f"https://media.example.com/u/{rng.randrange(10**9)}"
        yield Upload(at=moment(rng, day), what=what, link=link)
    for post in posts:
        if post.media:
            yield Upload(at=post.at, what="feed photo", link=post.media)
