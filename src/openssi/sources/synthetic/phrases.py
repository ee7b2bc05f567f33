"""What people write: a phrase drawn from the lists, with its blanks filled."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from openssi.sources.synthetic.life import Contact
from openssi.sources.synthetic.source import data


def phrase(rng: Random, choices: Sequence[str], *, to: Contact | None = None, me: str = "") -> str:
    """Return one of `choices`, written to `to` or to the member called `me`."""
    return fill(rng, rng.choice(choices), to=to, me=me)


def fill(rng: Random, text: str, *, to: Contact | None = None, me: str = "") -> str:
    """Fill the blanks of one phrase."""
    if "{" not in text:
        return text
    topic = rng.choice(data("phrases")["topics"])
    return text.format(
        first=to.first if to else "all",
        last=to.last if to else "",
        company=(to.company if to else "") or "your company",
        me=me,
        topic=topic,
        topic_slug=topic.replace(" ", "-"),
        place=rng.choice(data("phrases")["places"]),
        number=rng.randint(3, 40),
    )
