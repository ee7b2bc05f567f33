"""The JSON behind LinkedIn's page: the object with ``memberScore`` and ``groupScore``."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from openssi.sources.bounded import shown
from openssi.sources.official_ssi.parts import Parts

MARK: Final = "memberScore"
"""The key that only this object has."""

_PILLARS: Final[Mapping[str, str]] = {
    "PROFESSIONAL_BRAND": "brand",
    "FIND_RIGHT_PEOPLE": "people",
    "INSIGHT_ENGAGEMENT": "insights",
    "STRONG_RELATIONSHIP": "relationships",
}
_GROUPS: Final[Mapping[str, str]] = {"INDUSTRY": "industry", "NETWORK": "network"}
_MAX_DEPTH: Final = 6


@dataclass(frozen=True, kw_only=True)
class Page:
    """What the JSON says."""

    parts: Parts
    unknown: tuple[str, ...]
    """Names of pillars that are none of the four."""


def page_of(text: str) -> Page | None:
    """Return what the JSON says, or None where a text is not this JSON.

    Parts of a wrong type are left out, as if they were not there.
    """
    try:
        page = _found(json.loads(text), _MAX_DEPTH)
    except (ValueError, RecursionError):
        return None
    if page is None:
        return None
    member = page[MARK]
    told: dict[str, float | str] = dict(_overall("total", member))
    told.update(_pillars(member.get("subScores")))
    for group in _list(page.get("groupScore")):
        told.update(_group(group))
    return Page(parts=told, unknown=tuple(_unknown(member.get("subScores"))))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _found(value: object, depth: int) -> dict[str, Any] | None:
    """Return the object itself, also where another program wrapped it."""
    if isinstance(value, dict) and isinstance(value.get(MARK), dict):
        return value
    inner: Sequence[object] = ()
    if isinstance(value, dict):
        inner = tuple(value.values())
    elif isinstance(value, list):
        inner = value
    found = (_found(one, depth - 1) for one in inner if depth)
    return next((one for one in found if one is not None), None)


def _overall(part: str, score: Mapping[str, object]) -> Iterator[tuple[str, float]]:
    value = _number(score.get("overall"))
    if value is not None:
        yield part, value


def _pillars(scores: object) -> Iterator[tuple[str, float]]:
    """The order of the pillars is not promised: each says which it is."""
    for score in _list(scores):
        if isinstance(score, dict):
            pillar, value = _PILLARS.get(str(score.get("pillar"))), _number(score.get("score"))
            if pillar and value is not None:
                yield pillar, value


def _unknown(scores: object) -> Iterator[str]:
    for score in _list(scores):
        name = score.get("pillar") if isinstance(score, dict) else None
        if name is not None and str(name) not in _PILLARS:
            yield shown(str(name))


def _group(group: object) -> Iterator[tuple[str, float | str]]:
    name = _GROUPS.get(str(group.get("groupType"))) if isinstance(group, dict) else None
    if name is None or not isinstance(group, dict):
        return
    if rank := _number(group.get("rank")):  # 0 is no rank: the group is not ranked
        yield f"{name}_top", rank
    if isinstance(group.get("score"), dict):
        yield from _overall(f"{name}_average", group["score"])
    if isinstance(group.get("industry"), str):
        yield f"{name}_name", group["industry"]


def _number(value: object) -> float | None:
    """Return a number of the JSON; what is too large for one is left to the checks."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return round(float(value), 6)
    except OverflowError:
        return math.inf
