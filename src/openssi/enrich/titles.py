"""What a job title says of a person's level and line of work.

The words are data (``titles.toml``, ``functions.toml``); this file knows only how they combine. In
a clause and in the title the highest level wins, but: training and juniority win inside their
clause, an assistant is not whom they assist, an office held (CEO) says more than ownership, and
what follows "at", "former" or "seeking" is not held. Whatever no rule knows stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from openssi.enrich.title_reading import Reader
from openssi.enrich.title_rules import Area, areas
from openssi.enrich.title_text import Clause, clauses

LONGEST: Final = 300
"""Characters of a title that are read; LinkedIn allows 100, headlines 220."""
_REMEMBERED: Final = 65_536
"""Titles whose reading is kept: the same titles come back with every archive."""

_EMPLOYERS: Final = frozenset({"at", "@", "bei", "chez", "presso", "bij", "hos"})
"""Words after which an employer's name says nothing of the person's own line of work."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Title:
    """The reading of a job title."""

    seniority: str | None = None
    """One of ``tables.SENIORITIES``; None where the title tells no level."""
    function: str | None = None
    """One of ``tables.FUNCTIONS``; None where the title tells no line of work."""
    reason: str = ""
    """Why the level was given: the rule's name and reason."""


@lru_cache(maxsize=_REMEMBERED)
def classify(title: str) -> Title:
    """Read a job title in any of the languages that the rules know.

    Args:
        title: The title as its bearer wrote it.

    >>> classify("EVP & CFO").seniority
    'cxo'
    >>> classify("Leiter Vertrieb").seniority, classify("Leiter Vertrieb").function
    ('director', 'sales')
    >>> classify("Assistant to the CEO").seniority
    'entry'
    """
    read = clauses(title[:LONGEST])
    rule = Reader().level(read)
    return Title(
        seniority=rule.seniority if rule else None,
        function=_function(read),
        reason=f"{rule.name}: {rule.why}" if rule else "",
    )


def _function(read: Sequence[Clause]) -> str | None:
    """The first strong area of the title, else its first weak one."""
    weak: Area | None = None
    for clause in read:
        for area in _areas(clause.words):
            if area.strong:
                return area.function
            weak = weak or area
    return weak.function if weak else None


def _areas(words: Sequence[str]) -> Iterator[Area]:
    lexicon, at = areas(), 0
    while at < len(words) and words[at] not in _EMPLOYERS:
        size, known = lexicon.longest(words, at)
        yield from known[:1]
        at += size
