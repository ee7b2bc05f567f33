"""Fictional people: the member, and everybody that the member meets."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from openssi.sources.synthetic.life import Contact, Member, Position
from openssi.sources.synthetic.pace import Pace
from openssi.sources.synthetic.source import Locale, Title, chance, data, locales, titles

_MAIL = ("example.com", "example.org", "example.net")


@dataclass(kw_only=True)
class Cast:
    """Makes contacts one after the other, no two with the same address."""

    rng: Random
    companies: Sequence[str]
    """Firms by size: earlier ones employ more people."""
    own_companies: Sequence[str]
    """Firms that the member works or worked for."""
    _taken: set[str] = field(default_factory=set)

    def contact(self) -> Contact:
        """Return somebody new."""
        rng, story = self.rng, data("story")
        locale = rng.choices(locales(), [one.weight for one in locales()])[0]
        first, last = rng.choice(locale.first), rng.choice(locale.last)
        title = None if chance(rng, story["untitled_share"]) else self._title(locale)
        slug = self._slug(first, last)
        mail = chance(rng, story["email_share"])
        return Contact(
            first=first,
            last=last + (rng.choice(data("people")["after_names"]) if chance(rng, 0.02) else ""),
            slug=slug,
            company=self._company() if title else "",
            title=title,
            language=locale.language,
            email=f"{_ascii(first)}.{slug[-5:]}@{rng.choice(_MAIL)}" if mail else "",
        )

    def _title(self, locale: Locale) -> Title:
        levels = data("people")["levels"]
        (level,) = self.rng.choices(list(levels), list(levels.values()))
        language = locale.language if chance(self.rng, 0.6) else "en"
        return self.rng.choice(titles(language, level))

    def _company(self) -> str:
        if chance(self.rng, data("story")["colleague_share"]):
            return self.rng.choice(self.own_companies)
        return self.companies[int(len(self.companies) * self.rng.random() ** 1.7)]

    def _slug(self, first: str, last: str) -> str:
        """Return an address of their own; some keep the accents of their name."""
        name = f"{first} {last}".lower()
        base = re.sub(r"[^\w]+", "-", name if chance(self.rng, 0.15) else _ascii(name))
        slug = base
        while slug in self._taken or (slug == base and chance(self.rng, 0.7)):
            slug = f"{base}-{self.rng.randrange(16**7):07x}"
        self._taken.add(slug)
        return slug


def _ascii(text: str) -> str:
    plain = text.lower().replace("ß", "ss").replace("ø", "o")
    return unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()


def companies(rng: Random, size: int) -> tuple[str, ...]:
    """Return the names of about `size` different fictional firms."""
    source = data("people")["companies"]
    names: dict[str, None] = {}
    for _ in range(size):
        trade = rng.choice(source["trades"]) if chance(rng, 0.85) else ""
        form = rng.choice(rng.choice(locales()).forms) if chance(rng, 0.6) else ""
        names[" ".join(filter(None, (rng.choice(source["stems"]), trade, form)))] = None
    return tuple(names)


def member(rng: Random, rhythm: Pace, firms: Sequence[str]) -> Member:
    """Return the member, whose present job begins on the day that the rhythm says."""
    source = data("profile")
    who = rng.choice(source["members"])
    slug = re.sub(r"[^\w]+", "-", _ascii(f"{who['first']} {who['last']}"))
    trades = data("people")["companies"]["own_trades"]
    suited = [firm for firm in firms if any(trade in firm for trade in trades)]
    positions = _positions(rhythm, rng.sample(suited, len(source["positions"])))
    now = positions[-1]
    return Member(
        first=who["first"],
        last=who["last"],
        slug=slug,
        number=rng.randrange(10_000_000, 900_000_000),
        headline=source["profile"]["headline"].format(
            title=now.title, company=now.company, topic=rng.choice(data("phrases")["topics"])
        ),
        summary=source["profile"]["summary"],
        positions=positions,
    )


def _positions(rhythm: Pace, firms: Sequence[str]) -> tuple[Position, ...]:
    source = data("profile")["positions"]
    starts = [_months_before(rhythm.job_change, one["months_before"]) for one in source]
    return tuple(
        Position(
            company=firm,
            title=one["title"],
            description=one["description"],
            start=start,
            stop=stop,
        )
        for one, firm, start, stop in zip(source, firms, starts, [*starts[1:], None], strict=True)
    )


def _months_before(day: dt.date, months: int) -> dt.date:
    month = day.year * 12 + day.month - 1 - months
    return dt.date(month // 12, month % 12 + 1, 1)
