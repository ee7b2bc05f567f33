"""Company names, brought to the part that tells one company from another."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files
from typing import Final

from openssi.enrich.title_text import fold

_LONGEST: Final = 200
"""Characters of a name that are read; names come from strangers."""
_DOTTED: Final = re.compile(r"(?<![^\W_])((?:[^\W\d_][./]\s?){1,5}[^\W\d_])\.?(?![^\W_])")
_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"}
    | {"ø": "oe", "Ø": "Oe"}
)
"""How letters are written where a keyboard lacks them."""
_AND: Final = re.compile(r"[&+]")
_APOSTROPHE: Final = re.compile(r"['\u2019]")
_WORDS: Final = re.compile(r"[^\W_]+")
_DOMAIN: Final = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]+)\.(?:com|net|org|io|ai|co|de|eu)/?$")


def written(name: str) -> tuple[str, ...]:
    """A name as it is written, and with umlauts written out: Bär, and Baer."""
    name = unicodedata.normalize("NFC", name[:_LONGEST])
    out = name.translate(_UMLAUTS)
    return (name,) if out == name else (name, out)


def exact_key(name: str) -> str:
    """A name without case, accents, punctuation and legal form: ``muller`` for Müller & Co. KG."""
    text = _DOMAIN.sub(r"\1", fold(name[:_LONGEST]).strip())
    if "." in text or "/" in text:
        text = _DOTTED.sub(lambda found: re.sub(r"[./\s]", "", found[1]), text)
    words = _words(_ASIDE.sub(" ", text)) or _words(text)
    return " ".join(_without_form(words))


def loose_key(name: str) -> str:
    """The exact key without words for a group or country: ``siemens`` for Siemens France SAS."""
    words = exact_key(name).split()
    while len(words) > 1 and words[0] in _lists()["before"]:
        words = words[1:]
    return " ".join(_without_form(_without_tail(words, _lists()["generic"])))


def _words(text: str) -> list[str]:
    return _WORDS.findall(_APOSTROPHE.sub("", _AND.sub(" and ", text)))


def _without_form(words: list[str]) -> list[str]:
    """The words up to the legal form; words between two forms go only with a form."""
    lists = _lists()
    kept = _without_tail(words, lists["forms"] | lists["between"])
    tail = words[len(kept) :]
    return kept if lists["forms"].intersection(tail) else words


def _without_tail(words: list[str], tail: AbstractSet[str]) -> list[str]:
    """The words up to a tail of such words; the first word always stays."""
    end = len(words)
    while end > 1 and words[end - 1] in tail:
        end -= 1
    return words[:end]


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    text = files(__package__).joinpath("companies.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}
