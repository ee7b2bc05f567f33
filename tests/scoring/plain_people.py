"""What is known of people, and who of them is in the audience: part of the plain reference."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from openssi.methodology import Audience

Row = dict[str, Any]
Rows = dict[str, list[Row]]

ATTRIBUTES = ("title", "company", "industry", "seniority", "function")


class People:
    """What members tell of themselves as of a day, and whom a member wants to reach."""

    def __init__(self, members: Sequence[Row], today: dt.date, audience: Audience) -> None:
        self.members, self.today, self.audience = members, today, audience

    def told(self, person: object) -> Row:
        """What a person tells of themselves; nothing where they are no member."""
        return self._told.get(person) or dict.fromkeys(ATTRIBUTES)

    @cached_property
    def _told(self) -> dict[object, Row]:
        found = {}
        for person in {row["member_id"] for row in self.members}:
            theirs = [row for row in self.members if row["member_id"] == person]
            found[person] = {name: latest(theirs, name, self.today) for name in ATTRIBUTES}
        return found

    @cached_property
    def asked(self) -> dict[str, Sequence[str]]:
        """The lists of the audience that are given, by what they ask about."""
        lists = {
            "seniority": self.audience.seniorities,
            "function": self.audience.functions,
            "industry": self.audience.industries,
            "company": self.audience.companies,
        }
        return {name: values for name, values in lists.items() if values}

    def target(self, row: Row) -> bool:
        """Whether somebody is in the audience."""
        words = [word.lower().split() for word in self.audience.titles]
        title = re.split(r"[^a-z0-9]+", (row.get("title") or "").lower())
        return all(
            any(same(row.get(name), value) for value in values)
            for name, values in self.asked.items()
        ) and (not words or any(said(word, title) for word in words))

    def tellable(self, row: Row) -> bool:
        """Whether all is known of somebody that the audience asks about."""
        names = [*self.asked, *(["title"] if self.audience.titles else [])]
        return all(row.get(name) is not None for name in names)

    def decided_on(self, person: object) -> bool:
        """Whether a person is known to be of the audience, whatever they answered."""
        return self.tellable(self.told(person)) and self.target(self.told(person))


def said(word: list[str], title: list[str]) -> bool:
    """Whether the words stand in a title one after the other."""
    return any(title[n : n + len(word)] == word for n in range(len(title)))


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are known and alike but for their spelling."""
    return bool(one and other and one.strip().lower() == other.strip().lower())


def latest(rows: Iterable[Row], column: str, day: dt.date) -> Any:
    """Return the latest value told by a day, else the first one told later."""
    known = [row for row in rows if row.get(column) is not None]
    before = [row for row in known if row["seen_on"] <= day]
    if before:
        return max(before, key=lambda row: row["seen_on"])[column]
    return min(known, key=lambda row: row["seen_on"])[column] if known else None
