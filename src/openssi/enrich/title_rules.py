"""The rules about titles, read from the data files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from openssi.enrich.lexicon import Lexicon

Kind = Literal["level", "mute", "under", "aide", "company", "serves", "past", "wish", "link"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """What a phrase of a title means."""

    name: str
    """Short name of the group of phrases."""
    why: str
    """The reason for the group's level or effect."""
    kind: Kind = "level"
    """What the phrase does; the head of ``titles.toml`` explains each kind."""
    seniority: str | None = None
    """One of ``tables.SENIORITIES``, where the phrase gives a level."""
    lowers: bool = False
    """Whether it makes a beginner of a manager beside it ("Junior Project Manager")."""
    first: bool = False
    """Counts only where its clause begins, or after "and"."""
    last: bool = False
    """Counts only where its clause or noun phrase ends."""
    not_before: frozenset[str] = frozenset()
    """Words before which it does not count."""
    not_beside: frozenset[str] = frozenset()
    """Words that, anywhere in the title, give the phrase another meaning."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """A job function that a phrase names."""

    function: str
    """One of ``tables.FUNCTIONS``."""
    strong: bool
    """Whether the phrase names a line of work by itself."""


@cache
def levels() -> Lexicon[Rule]:
    """Phrases that say something of a level, the file's earlier rules first."""
    lexicon: Lexicon[Rule] = Lexicon()
    for entry in _read("titles.toml")["rule"]:
        rule = _rule(entry)
        lexicon.add(entry["phrases"], rule)
        lexicon.add_affixes(
            rule, endings=entry.get("endings", ()), beginnings=entry.get("beginnings", ())
        )
    return lexicon


@cache
def areas() -> Lexicon[Area]:
    """Phrases that name a job function."""
    lexicon: Lexicon[Area] = Lexicon()
    functions = _read("functions.toml")["functions"]
    for key, strong in (("strong", True), ("weak", False)):
        for function, words in functions.items():
            lexicon.add(words[key], Area(function=function, strong=strong))
    for function, words in functions.items():
        lexicon.add_affixes(
            Area(function=function, strong=True),
            endings=words.get("endings", ()),
            beginnings=words.get("beginnings", ()),
        )
    return lexicon


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        name=entry["name"],
        why=entry["why"],
        kind=entry.get("kind", "level"),
        seniority=entry.get("seniority"),
        lowers=entry.get("lowers", False),
        first=entry.get("first", False),
        last=entry.get("last", False),
        not_before=frozenset(entry.get("not_before", ())),
        not_beside=frozenset(entry.get("not_beside", ())),
    )


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
