"""How the member looks for people and firms: searches and follows."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Literal

from openssi.sources.synthetic.life import Contact, Follow, Search
from openssi.sources.synthetic.pace import Pace, moments
from openssi.sources.synthetic.phrases import phrase
from openssi.sources.synthetic.source import chance, data

_KINDS: tuple[Literal["people", "companies", "jobs", "content"], ...] = (
    "people",
    "companies",
    "jobs",
    "content",
)
_OFTEN = (74, 13, 3, 10)


def searches(rng: Random, rhythm: Pace, people: Sequence[Contact]) -> tuple[Search, ...]:
    """Return what the member typed into the search box, oldest first."""
    every = []
    for at in moments(rng, rhythm, data("story")["week"]["searches"]):
        kind = rng.choices(_KINDS, _OFTEN)[0]
        query = phrase(rng, data("phrases")["searches"][kind], to=rng.choice(people))
        every.append(Search(at=at, query=query, kind=kind))
    return tuple(sorted(every, key=lambda one: one.at))


def companies_followed(rng: Random, rhythm: Pace, firms: Sequence[str]) -> tuple[Follow, ...]:
    """Return the firms that the member follows, oldest first, each once."""
    pace = data("story")["week"]["company_follows"]
    times = sorted(moments(rng, rhythm, pace))[: len(firms)]
    names = rng.sample(firms, len(times))
    return tuple(Follow(at=at, name=name) for at, name in zip(times, names, strict=True))


def members_followed(rng: Random, rhythm: Pace, people: Sequence[Contact]) -> tuple[Follow, ...]:
    """Return the people that the member follows or has ceased to follow, oldest first."""
    pace = data("story")["week"]["member_follows"]
    return tuple(
        Follow(at=at, name=rng.choice(people).name, active=not chance(rng, 0.08))
        for at in sorted(moments(rng, rhythm, pace))
    )
