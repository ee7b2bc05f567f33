"""The visible text of LinkedIn's page, copied and pasted.

Copying keeps the order of the page and little else: a number may stand before or after its words,
on their line or on the next. So the text is read as a row of known phrases and numbers, and what
belongs together is found by their order; the total tells which of two readings is right.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Final, NamedTuple

from openssi.errors import SourceError
from openssi.sources.account import OfficialReading
from openssi.sources.official_ssi import checks
from openssi.sources.official_ssi.parts import GROUPS, PILLARS, WORDS, Parts
from openssi.sources.official_ssi.phrases import Language, folded, languages

SOURCE: Final = "the page's text"
"""How a reading says that it was pasted."""

MAX_TEXT: Final = 1 << 15
"""Characters of the page that are looked at; it shows about 2,000."""

_MAX_TOKENS: Final = 2_000
_MENTIONS: Final = 4
"""Mentions of a pillar that are looked at; the page has its bar and a table for screen readers."""

_NEEDED: Final = ("total", *PILLARS)


class Token(NamedTuple):
    """A phrase of the page with its number, or a number that stands alone."""

    key: str
    value: float | None


def pasted(text: str, *, day: dt.date, member_id: str) -> OfficialReading:
    """Return what the page's visible text says, in whichever of the known languages.

    Args:
        text: What was copied: the whole page, or the part with the index and its four components.
        day: The day on which the page was read (UTC).
        member_id: Whose index it is.

    Raises:
        SourceError: The total or a pillar is not there, or the numbers contradict each other; its
            ``details`` name each.
    """
    parts = parts_of(text)
    missing = [words for part, words in WORDS.items() if part in _NEEDED and part not in parts]
    if missing:
        raise SourceError(
            f"{SOURCE}: not everything that a reading needs was found.",
            hint="open https://www.linkedin.com/sales/ssi, select all, copy and paste it whole; or "
            "give the numbers themselves with 'openssi official add'.",
            details=tuple(f"not found: {words}." for words in missing),
        )
    return checks.reading(parts, day=day, member_id=member_id, source=SOURCE)


def parts_of(text: str) -> Parts:
    """Return every number of the page that a text holds; what it lacks is absent.

    Raises:
        SourceError: The text says two different things of a group.
    """
    page = folded(text[:MAX_TEXT])
    language = max(languages(), key=lambda one: one.weight(page))
    tokens = list(islice(_tokens(page, language), _MAX_TOKENS))
    own, sections = _sections(tokens)
    told: dict[str, float | str] = dict(_own(own))
    for group, ranked in zip(GROUPS, _cards(own), strict=True):
        told |= _group(group, ranked, sections[group])
    if name := _industry(text[:MAX_TEXT], language):
        told["industry_name"] = name
    return told


def _tokens(page: str, language: Language) -> Iterator[Token]:
    for found in language.token.finditer(page):
        group = str(found.lastgroup)
        number = found.groupdict().get(f"{group.removesuffix('_n')}_n")
        value = None if number is None else float(number.replace(",", "."))
        yield Token(language.keys[group], value)


def _sections(tokens: Sequence[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """Part the page: what it says of the member, and of each group below its heading."""
    own: list[Token] = []
    sections: dict[str, list[Token]] = {group: [] for group in GROUPS}
    current = own
    for token in tokens:
        if token.key in sections:
            current = sections[token.key]
        else:
            current.append(token)
    return own, sections


def _own(tokens: Sequence[Token]) -> Iterator[tuple[str, float]]:
    total = next((t.value for t in tokens if t.key == "out_of"), None)
    if total is not None:
        yield "total", total
    yield from _pillars([t for t in tokens if t.key in (*PILLARS, "number")], total)


def _pillars(tokens: Sequence[Token], total: float | None) -> Iterator[tuple[str, float]]:
    """Find each pillar with its number before or after it: the way that adds up to the total."""
    sides = [_beside(tokens, shift) for shift in (-1, 1)]
    ways = [dict(way) for choose in (zip, product) for side in sides for way in _ways(side, choose)]
    fitting = (way for way in ways if total is not None and _adds_up(way, total))
    yield from next(fitting, max(ways, key=len, default={})).items()


def _ways(
    side: Mapping[str, list[float]], choose: Callable[..., Iterable[tuple[float, ...]]]
) -> Iterator[Iterable[tuple[str, float]]]:
    """Yield pillars with their numbers: each of the same mention (`zip`), or of any (`product`)."""
    for numbers in choose(*side.values()):
        yield zip(side, numbers, strict=True)


def _beside(tokens: Sequence[Token], shift: int) -> dict[str, list[float]]:
    """Return the numbers that stand on one side of the mentions of each pillar."""
    found: dict[str, list[float]] = {}
    for place, token in enumerate(tokens):
        beside = tokens[place + shift] if 0 <= place + shift < len(tokens) else token
        if token.key in PILLARS and beside.value is not None:
            found.setdefault(token.key, []).append(beside.value)
    return {pillar: numbers[:_MENTIONS] for pillar, numbers in found.items()}


def _adds_up(way: Parts, total: float) -> bool:
    parts = {"total": total, **way}
    return len(way) == len(PILLARS) and not checks.mistakes(parts, checks.FIRST_DAY)


def _cards(own: Sequence[Token]) -> tuple[float | None, float | None]:
    """Return the ranks of the two cards: each has its words and its number, in either order."""
    groups = [t.key.removesuffix("_rank") for t in own if t.key.endswith("_rank")]
    tops = [t.value for t in own if t.key == "top"]
    ranks = dict(zip(groups, tops, strict=False)) if len(groups) == len(tops) else {}
    return ranks.get("industry"), ranks.get("network")


def _group(group: str, card: float | None, section: Sequence[Token]) -> dict[str, float | str]:
    """Return what the page says of a group, on its card and in its section."""
    tops = {t.value for t in section if t.key == "top"} | {card}
    averages = {t.value for t in section if t.key in {"out_of", "average"}}
    changes = {_signed(t) for t in section if t.key in {"up", "down", "same"}}
    told = (("top", tops), ("average", averages), ("change", changes))
    each = ((f"{group}_{what}", _one(f"{group}_{what}", values)) for what, values in told)
    return {part: one for part, one in each if one is not None}


def _signed(token: Token) -> float | None:
    value = token.value or 0.0
    return -value if token.key == "down" else value


def _one(part: str, values: set[float | None]) -> float | None:
    known = sorted(value for value in values if value is not None)
    if len(known) > 1:
        raise SourceError(
            f"{SOURCE}: it gives {WORDS[part]} as {known[0]:g} and as {known[-1]:g}.",
            hint="copy the page again, once and whole.",
        )
    return known[0] if known else None


def _industry(text: str, language: Language) -> str:
    """Return the industry's name as the page writes it."""
    plain = re.sub(r"\s+", " ", text)
    found = language.industry_name.search(plain)
    named = found.groupdict().values() if found else ()
    return next((name.strip() for name in named if name), "")
