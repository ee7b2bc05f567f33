"""What people say of each other: endorsements and recommendations."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from random import Random
from typing import Literal

from openssi.sources.synthetic.life import Connection, Endorsement, Recommendation, Status
from openssi.sources.synthetic.pace import Pace, moment, moments
from openssi.sources.synthetic.phrases import fill
from openssi.sources.synthetic.source import data

_STATUSES: tuple[Status, ...] = ("ACCEPTED", "PENDING", "HIDDEN")
_RECEIVED_OFTEN = (92, 5, 3)
_GIVEN_OFTEN = (100, 0, 0)
_RECOMMENDATIONS_A_YEAR = 0.9


def endorsements(
    rng: Random, rhythm: Pace, ties: Sequence[Connection], which: Literal["received", "given"]
) -> tuple[Endorsement, ...]:
    """Return skills confirmed by (or for) people already connected, oldest first."""
    skills = data("profile")["lists"]["skills"]
    often = _GIVEN_OFTEN if which == "given" else _RECEIVED_OFTEN
    days = [tie.on for tie in ties]
    every: dict[tuple[str, str], Endorsement] = {}
    for at in sorted(moments(rng, rhythm, data("story")["week"][f"endorsements_{which}"])):
        known = bisect_right(days, at.date())
        skill = skills[int(len(skills) * rng.random() ** 2)]
        contact = ties[rng.randrange(known)].contact if known else None
        if contact and (contact.slug, skill) not in every:
            every[contact.slug, skill] = Endorsement(
                at=at,
                skill=skill,
                contact=contact,
                status=rng.choices(_STATUSES, often)[0],
            )
    return tuple(every.values())


def recommendations(
    rng: Random, rhythm: Pace, ties: Sequence[Connection], me: str | None
) -> tuple[Recommendation, ...]:
    """Return about one recommendation a year, oldest first; the last one waits to be shown.

    They speak of the member called `me` if that is given, else of the other person.
    """
    years = len(rhythm.levels) / 365.25
    count = min(max(1, round(years * _RECOMMENDATIONS_A_YEAR)), len(ties))
    known = sorted(rng.sample(range(len(ties)), count))
    every = []
    for index in known:
        tie = ties[index]
        day = min(rhythm.last, tie.on + dt.timedelta(days=rng.randrange(30, 400)))
        text = rng.choice(data("phrases")["recommendations"]["text"])
        text = fill(rng, text.replace("{first}", me) if me else text, to=tie.contact)
        every.append((moment(rng, day), tie, text))
    every.sort(key=lambda one: one[0])
    return tuple(
        Recommendation(
            at=at,
            contact=tie.contact,
            text=text,
            status="PENDING" if place == count - 1 and count > 1 else "VISIBLE",
        )
        for place, (at, tie, text) in enumerate(every)
    )
