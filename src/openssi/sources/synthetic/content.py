"""What the member publishes, and what the member does at the posts of others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random
from typing import Literal

from openssi.sources.synthetic.life import Comment, Contact, Member, Post, Touch, Urn
from openssi.sources.synthetic.pace import Pace, awake, moment, moments
from openssi.sources.synthetic.phrases import fill, phrase
from openssi.sources.synthetic.source import chance, data

_REACTIONS = {
    "LIKE": 66,
    "PRAISE": 12,
    "INTEREST": 9,
    "EMPATHY": 7,
    "APPRECIATION": 4,
    "ENTERTAINMENT": 2,
}
_URNS: tuple[Urn, ...] = ("activity", "ugcPost", "share")
_URNS_OFTEN = (7, 2, 1)
_UNDATED = 0.004
_REPLY = 0.15
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def snowflake(rng: Random, at: dt.datetime) -> int:
    """Return a post id that carries its time, as LinkedIn's do."""
    milliseconds = (at - _EPOCH) // dt.timedelta(milliseconds=1)
    return (milliseconds << 22) | rng.randrange(1 << 22)


def posts(rng: Random, rhythm: Pace, member: Member) -> tuple[Post, ...]:
    """Return the member's posts, articles and shared links, oldest first."""
    week = data("story")["week"]
    every = [_post(rng, at) for at in moments(rng, rhythm, week["posts"])]
    every += _articles(rng, rhythm, member)
    every.append(_new_job(rng, rhythm, member))
    return tuple(sorted(every, key=lambda one: one.at))


def _post(rng: Random, at: dt.datetime) -> Post:
    if chance(rng, 0.2):
        text = phrase(rng, data("phrases")["posts"]["share"])
        return _made(rng, at, text, url=f"https://example.org/read/{rng.randrange(10**5)}")
    media = f"https://media.example.com/p/{rng.randrange(10**9)}" if chance(rng, 0.35) else ""
    return _made(rng, at, _text(rng), media=media)


def _made(rng: Random, at: dt.datetime, text: str, *, url: str = "", media: str = "") -> Post:
    kind: Literal["share", "ugcPost"] = "ugcPost" if chance(rng, 0.3) else "share"
    number = snowflake(rng, at)
    shown = at + dt.timedelta(milliseconds=rng.randint(200, 700))
    return Post(
        at=at,
        number=number,
        activity=snowflake(rng, shown),
        kind=kind,
        text=text,
        url=url,
        media=media,
    )


def _text(rng: Random) -> str:
    source = data("phrases")["posts"]
    parts = [rng.choice(source["hook"]), *rng.sample(source["body"], rng.randint(1, 3))]
    if chance(rng, 0.25):
        parts.append(rng.choice(source["list"]))
    if chance(rng, 0.6):
        parts.append(rng.choice(source["close"]))
    if chance(rng, 0.5):
        parts.append(" ".join(rng.sample(data("phrases")["hashtags"], 3)))
    return fill(rng, "\n\n".join(parts))


def _articles(rng: Random, rhythm: Pace, member: Member) -> Iterator[Post]:
    """Yield the announcements of articles: a post that links to the article itself."""
    for title in data("profile")["lists"]["articles"]:
        day = rhythm.day(rng.randrange(len(rhythm.levels) // 2, len(rhythm.levels)))
        address = f"https://www.linkedin.com/pulse/{pulse(title, member)}"
        yield _made(rng, moment(rng, day), f"New article: {title}.", url=address)


def pulse(title: str, member: Member) -> str:
    """Return the address part of an article."""
    words = "".join(letter for letter in title.lower() if letter.isalpha() or letter == " ")
    return f"{words.replace(' ', '-')}-{member.slug}"


def _new_job(rng: Random, rhythm: Pace, member: Member) -> Post:
    now = member.positions[-1]
    text = data("phrases")["posts"]["new_job"].replace("{title}", now.title)
    text = fill(rng, text.replace("{company}", now.company))
    return _made(rng, moment(rng, rhythm.job_change + dt.timedelta(days=2)), text)


def comments(
    rng: Random, rhythm: Pace, own: Sequence[Post], people: Sequence[Contact]
) -> tuple[Comment, ...]:
    """Return the member's comments, on own posts and on others', oldest first."""
    week = data("story")["week"]
    every = [_comment(rng, at, people) for at in moments(rng, rhythm, week["comments"])]
    every += _thanks(rng, rhythm, own, people)
    return tuple(sorted(every, key=lambda one: one.at))


def _comment(rng: Random, at: dt.datetime, people: Sequence[Contact]) -> Comment:
    post = _others_post(rng, at)
    replies = chance(rng, _REPLY)
    return Comment(
        at=at,
        post=post,
        urn="ugcPost" if not replies and chance(rng, 0.2) else "activity",
        reply_to=snowflake(rng, at - dt.timedelta(minutes=rng.randint(1, 30))) if replies else None,
        on="undated" if chance(rng, _UNDATED) else "others",
        text=phrase(rng, data("phrases")["comments"]["others"], to=rng.choice(people)),
    )


def _thanks(
    rng: Random, rhythm: Pace, own: Sequence[Post], people: Sequence[Contact]
) -> Iterator[Comment]:
    """Yield the member's answers under own posts, while the post is young."""
    share = data("story")["week"]["own_comments"] / data("story")["week"]["posts"]
    for post in own:
        at = post.at + dt.timedelta(minutes=5)
        while chance(rng, share / (1 + share)):
            at = awake(at + dt.timedelta(hours=rng.lognormvariate(0.7, 1)))
            if at.date() > rhythm.last:
                break
            yield Comment(
                at=at,
                post=post.number if post.kind == "ugcPost" else post.activity,
                urn="ugcPost" if post.kind == "ugcPost" else "activity",
                reply_to=snowflake(rng, at - dt.timedelta(minutes=4)),
                on="own",
                text=phrase(rng, data("phrases")["comments"]["own"], to=rng.choice(people)),
            )


def _others_post(rng: Random, at: dt.datetime) -> int:
    """Return the id of somebody's post: hours old as a rule, sometimes weeks."""
    return snowflake(rng, at - dt.timedelta(hours=0.05 + min(rng.lognormvariate(2, 1.3), 900)))


def reactions(rng: Random, rhythm: Pace, written: Sequence[Comment]) -> tuple[Touch, ...]:
    """Return the member's reactions, oldest first: often to what the member comments on."""
    every = [
        _touch(rng, at, _reaction(rng))
        for at in moments(rng, rhythm, data("story")["week"]["reactions"])
    ]
    for one in written:
        if one.on == "others" and chance(rng, 0.4):
            at = one.at + dt.timedelta(seconds=rng.randint(2, 50))
            every.append(Touch(at=at, post=one.post, urn=one.urn, what=_reaction(rng)))
    return tuple(sorted(every, key=lambda one: one.at))


def _reaction(rng: Random) -> str:
    return rng.choices(list(_REACTIONS), list(_REACTIONS.values()))[0]


def touches(rng: Random, rhythm: Pace, what: str) -> tuple[Touch, ...]:
    """Return the member's `reposts`, `votes` or `saved_items`, oldest first."""
    options = data("phrases")["posts"]["polls"] if what == "votes" else [""]
    per_week = data("story")["week"][what]
    every = [_touch(rng, at, rng.choice(options)) for at in moments(rng, rhythm, per_week)]
    return tuple(sorted(every, key=lambda one: one.at))


def _touch(rng: Random, at: dt.datetime, what: str) -> Touch:
    urn = rng.choices(_URNS, _URNS_OFTEN)[0]
    return Touch(at=at, post=_others_post(rng, at), urn=urn, what=what)
