"""LinkedIn's industries: English, Portuguese and older names and codes, brought to one id."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from openssi.enrich.title_text import fold

_WORDS: Final = re.compile(r"[^\W_]+")
_LEVELS: Final = re.compile(r"\s*>\s*")
_AND: Final = frozenset({"and", "e"})
"""Words that a name is written with or without; Portuguese names have "e"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Industry:
    """An industry of LinkedIn's list, version 2."""

    id: int
    """LinkedIn's code."""
    label: str
    """Its name in English, as LinkedIn shows it."""
    hierarchy: tuple[str, ...]
    """The names from the widest industry down to this one, this one included."""


def industry(text_or_code: str | int | None) -> Industry | None:
    """The industry that a name or a code stands for.

    Args:
        text_or_code: A name in English or Portuguese, of version 2 or 1 of the list, in any
            case, with or without accents, with "&" or "and"; or a code.

    Returns:
        None where the text names no industry of the list: no guess is made.

    >>> industry("computer software").label
    'Software Development'
    """
    if text_or_code is None:
        return None
    text = str(text_or_code).strip()
    if text.isascii() and text.isdigit():
        return _by_code().get(text.lstrip("0"))
    return _by_name().get(_key(text))


def suggestion(text: str) -> str | None:
    """The name in the list that is written most like this one."""
    labels = {_key(known.label): known.label for known in _by_code().values()}
    close = difflib.get_close_matches(_key(text), labels, n=1)
    return labels[close[0]] if close else None


@cache
def _by_code() -> Mapping[str, Industry]:
    return {row["id"]: _industry(row) for row in _rows("linkedin_industries_v2.csv")}


@cache
def _by_name() -> Mapping[str, Industry]:
    """All names; where two industries share one, the newer and the English name comes first."""
    rows = list(_rows("linkedin_industries_v2.csv"))
    old = list(_rows("linkedin_industries_v1.csv"))
    pairs = [
        *((row["label"], row["id"]) for row in rows),
        *((_LEVELS.split(row["hierarchy"])[-1], row["id"]) for row in rows),
        *((row["label"], row["id"]) for row in old),
        *((row["label_pt_br"], row["id"]) for row in rows),
    ]
    names: dict[str, Industry] = {}
    for name, code in pairs:
        names.setdefault(_key(name), _by_code()[code])
    return names


def _industry(row: Mapping[str, str]) -> Industry:
    *wider, _ = _LEVELS.split(row["hierarchy"])
    return Industry(id=int(row["id"]), label=row["label"], hierarchy=(*wider, row["label"]))


def _key(text: str) -> str:
    return " ".join(word for word in _WORDS.findall(fold(text)) if word not in _AND)


def _rows(name: str) -> Iterable[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
