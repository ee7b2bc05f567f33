"""The rules about titles: what a phrase means, and where the phrases are looked up."""

from __future__ import annotations

import json
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
    told = _stored()["levels"]
    return Lexicon.stored(told, [Rule(**_with_sets(rule)) for rule in told["meanings"]])


@cache
def areas() -> Lexicon[Area]:
    """Phrases that name a job function."""
    told = _stored()["areas"]
    return Lexicon.stored(told, [Area(**area) for area in told["meanings"]])


def _with_sets(rule: Mapping[str, Any]) -> dict[str, Any]:
    sets = ("not_before", "not_beside")
    return {name: frozenset(told) if name in sets else told for name, told in rule.items()}


@cache
def _stored() -> Mapping[str, Any]:
    """The phrases of the data files with all their spellings, as `title_phrases` writes them."""
    text = files(__package__).joinpath("title_phrases.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found
