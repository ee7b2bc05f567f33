"""The phrases of LinkedIn's page in each language, as patterns."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

NUMBER: Final = r"(?<![\d.,])(?P<{group}>\d{{1,3}}(?:[.,]\d{{1,9}})?)(?![\d.,]*\d)"
"""A number with a decimal comma or point, and nothing that is only part of one."""

_HOLES: Final = {
    r"\*": r"[^\d\n]{0,40}?",
    r"\{n\}": NUMBER,
    r"\{name\}": r"(?P<{group}>[^\n]{{1,80}}?)",
}
_KEYS: Final = (
    "out_of",
    "top",
    "average",
    "up",
    "down",
    "same",
    "industry_rank",
    "network_rank",
    "industry",
    "network",
    "brand",
    "people",
    "insights",
    "relationships",
)
"""In the order in which they are tried where several begin at the same place."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """The page in one language."""

    name: str
    """English name of the language."""
    token: re.Pattern[str]
    """Matches any phrase, or a bare number."""
    keys: Mapping[str, str]
    """Which key of the phrases each group of the pattern belongs to."""
    industry_name: re.Pattern[str]
    """Matches the sentence that names the member's industry."""

    def weight(self, text: str) -> int:
        """Return how many different things of the page a text says in this language."""
        return len({self.keys[m.lastgroup] for m in self.token.finditer(text) if m.lastgroup})


@cache
def languages() -> tuple[Language, ...]:
    """Return every language whose phrases are known."""
    text = files("openssi.sources.official_ssi").joinpath("phrases.toml").read_text("utf-8")
    return tuple(_language(phrases) for phrases in tomllib.loads(text).values())


def folded(text: str) -> str:
    """Return a text as the phrases are written: small letters, single spaces, plain marks."""
    normal = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'")
    normal = normal.replace("\u2212", "-")
    lines = (" ".join(line.split()) for line in normal.splitlines())
    joined = "\n".join(line for line in lines if line)
    return re.sub(r"\s?%", "%", joined)


def _language(phrases: Mapping[str, Sequence[str]]) -> Language:
    patterns, keys = [], {}
    for key in _KEYS:
        for number, phrase in enumerate(sorted(phrases[key], key=len, reverse=True)):
            group = f"{key}_{number}"
            keys[group] = keys[f"{group}_n"] = key
            patterns.append(f"(?P<{group}>{_pattern(phrase, f'{group}_n')})")
    patterns.append(f"(?P<number>{NUMBER.format(group='number_n')})(?!%)")
    keys["number"] = keys["number_n"] = "number"
    named = "|".join(_pattern(p, f"name_{i}") for i, p in enumerate(phrases["industry_name"]))
    return Language(
        name=str(phrases["name"]),
        token=re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})"),
        keys=keys,
        industry_name=re.compile(named, re.IGNORECASE),
    )


def _pattern(phrase: str, group: str) -> str:
    """Turn a phrase into a pattern in which a line may break wherever there is a space."""
    pattern = re.escape(folded(phrase)).replace(r"\ ", r"\s")
    for hole, meaning in _HOLES.items():
        pattern = pattern.replace(
            hole, meaning.format(group=group) if "group" in meaning else meaning
        )
    return pattern
