"""The data that lives are made of: names, titles, phrases and the story, kept beside the code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random
from typing import Any


@cache
def data(name: str) -> Mapping[str, Any]:
    """Return one of the TOML files of this room, read once."""
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def stream(seed: int, topic: str) -> Random:
    """Return the random numbers of one topic, so that a change in one leaves the others alone."""
    return Random(f"{seed}:{topic}")  # noqa: S311 - a repeatable fiction, not a secret


def chance(rng: Random, share: float) -> bool:
    """Return True in this share of cases."""
    return rng.random() < share


@dataclass(frozen=True, kw_only=True)
class Locale:
    """Where a fictional person comes from: their names, and the language of their titles."""

    language: str
    weight: float
    first: tuple[str, ...]
    last: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Title:
    """A job title with the level and the job function it stands for."""

    text: str
    seniority: str
    function: str


@cache
def locales() -> tuple[Locale, ...]:
    """Return every locale of ``people.toml``."""
    return tuple(
        Locale(
            language=one["language"],
            weight=one["weight"],
            first=tuple(one["first"]),
            last=tuple(one["last"]),
            forms=tuple(one["forms"]),
        )
        for one in data("people")["locales"]
    )


@cache
def titles(language: str, seniority: str) -> tuple[Title, ...]:
    """Return the titles of one level in one language."""
    functions = data("people")["titles"][language][seniority]
    return tuple(
        Title(text=text, seniority=seniority, function=function)
        for function, texts in functions.items()
        for text in texts
    )
