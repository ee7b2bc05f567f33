"""The text of a title, as strangers type it, brought into clauses of plain lower-case words."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final, NamedTuple

_LETTERS: Final = str.maketrans(
    {"\u0131": "i", "ø": "o", "æ": "ae", "ł": "l", "đ": "d", "œ": "oe", "ð": "d", "þ": "th"}
)
"""Letters that Unicode does not decompose into a plain one and a mark."""

_MARKUP: Final = re.compile(r"<[^<>]{0,200}>")
_RETIRED: Final = re.compile(r"\b(?:a\.\s?d|i\.\s?r)\.(?!\w)")
"""German "außer Dienst" and "im Ruhestand", which without dots would be AD and IR."""
_INTERIM: Final = re.compile(r"\ba\.\s?i\.(?!\w)")
"""Latin "ad interim", which without dots would be AI."""
_INITIALS: Final = re.compile(r"\b(?:[a-z]\.\s?){1,3}[a-z]\b\.?|\b[vc]\.\s(?=presid)")
_GENDERS: Final = re.compile(
    r"\(\s*(?:[a-z*]|nb|div|gn)(?:\s*[/|,*]\s*(?:[a-z*]|nb|div|gn))+\s*\)"
    r"|\b[mwfhdvx]\s?[/|]\s?[mwfhdvx](?:\s?[/|]\s?[mwfhdvx*])*(?![\w&])"
)
_INCLUSIVE: Final = re.compile(
    r"[-(*:_·•‧/.](?<=[a-z]{3}.)(?:(?:(?<=\()-?|(?<=[*:_·•‧.])|(?<=/)-?)"
    r"(?:innen|in|trice|rice|euse|ere|ice|ne|fe|es|as|os|ra|e|r|a|o)\)?"
    r"|(?<=-)(?:trice|rice|euse|ne|e))(?:[·.]s)?(?![a-z0-9])"
)
"""The second gender behind a word: (in), *in, :in, /in, ·rice, -trice."""
_PAIRED: Final = re.compile(r"(?<![a-z0-9&])([a-z])\s?&\s?([a-z])(?![a-z0-9])")
_POSSESSIVE: Final = re.compile(r"(?<=[a-z])['\u2019`\u00b4](?:s\b|(?=\s))")
_ELIDED: Final = re.compile(r"\b([dl])['\u2019`\u00b4](?=\w)")
_APOSTROPHE: Final = re.compile(r"['\u2019`\u00b4]")
_PLAIN: Final = re.compile(r"[a-z0-9 ]*")
_STRONG: Final = "\x01"
_WEAK: Final = "\x02"
_BREAKS: Final = re.compile(r"([|;•·‧●►▪★\n\r])|\s[-~]+\s|[,/\\:()\[\]{}\u2013\u2014»>+]")
_WORDS: Final = re.compile(r"'s|[\x01\x02&@]|[^\W_]+(?:_[a-z](?![a-z0-9]))?")


class Clause(NamedTuple):
    """A stretch of a title between two breaks."""

    words: tuple[str, ...]
    """Lower-case words without accents; a possessive is the word ``'s``."""
    fresh: bool
    """Whether it begins anew (after ``|``, ``•`` or a line break), not after a comma or slash."""


def fold(text: str) -> str:
    """The text in lower case and without accents: ``Geschäftsführer`` is ``geschaftsfuhrer``."""
    text = text.casefold()
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).casefold()


def clauses(title: str) -> list[Clause]:
    """Cut a title into clauses, rid of markup, gender notes, inclusive endings and pictures."""
    text = fold(_readable(title))
    if _PLAIN.fullmatch(text):
        words = tuple(text.split())
        return [Clause(words, fresh=True)] if words else []
    if "." in text:
        text = _INTERIM.sub(" interim ", _RETIRED.sub(" retired ", text))
        text = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]), text)
    text = _INCLUSIVE.sub("", _GENDERS.sub(" ", text))
    if "&" in text:
        text = _PAIRED.sub(r"\1_\2", text)
    if _APOSTROPHE.search(text):
        text = _ELIDED.sub(r"\1 ", _POSSESSIVE.sub(" 's", text))
    text = _BREAKS.sub(lambda found: f" {_STRONG if found[1] else _WEAK} ", text)
    return _cut(_WORDS.findall(text))


def _readable(title: str) -> str:
    if "&" in title:
        title = html.unescape(title)
    if "<" in title:
        title = _MARKUP.sub(" ", title)
    if "Ã" in title:
        # UTF-8 once read as Latin-1, as address books and spreadsheets leave it.
        try:
            return title.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return title
    return title


def _cut(words: list[str]) -> list[Clause]:
    found: list[Clause] = []
    fresh, start = True, 0
    for end, word in enumerate([*words, _STRONG]):
        if word not in (_STRONG, _WEAK):
            continue
        if end > start:
            found.append(Clause(tuple(words[start:end]), fresh))
            fresh = False
        fresh = fresh or word == _STRONG
        start = end + 1
    return found
