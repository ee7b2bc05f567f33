"""Phrases of one or several words, and parts of compounds, looked up word by word.

A title is read once, from left to right; at each word the longest phrase that begins there wins.
The phrases are a tree of words, so a look-up costs a step a word, whatever their number. Of a
stored lexicon only those branches grow whose first word is met.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from openssi.enrich.title_text import fold

Meaning = TypeVar("Meaning")

_CHOICE: Final = re.compile(r"\(([^()]*)\)")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_REMEMBERED: Final = 100_000
"""Compounds remembered at most: titles come from strangers, memory must not grow with them."""
_MIN_STEM: Final = 2
"""Letters that must stand beside a part of a compound: the part alone is a word, not a compound."""


def expand(pattern: str) -> Iterator[str]:
    """All spellings of a pattern such as ``geschäftsführer(|in|innen)``."""
    if "(" not in pattern:
        return iter((pattern,))
    parts = _CHOICE.split(pattern)
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    return ("".join(picked) for picked in itertools.product(*choices))


def spellings(pattern: str) -> set[str]:
    """Folded forms of a pattern, with umlauts both dropped and written out (``ue``)."""
    if pattern.isascii():
        return set(expand(pattern.casefold()))
    pattern = pattern.casefold()
    return {*expand(fold(pattern)), *expand(fold(pattern.translate(_UMLAUTS)))}


@dataclass(slots=True)
class Node(Generic[Meaning]):
    """A word of a phrase, in the tree of all phrases."""

    meanings: list[Meaning] = field(default_factory=list)
    """What the phrase that ends here means, in the order given; empty where none ends."""
    after: dict[str, Node[Meaning]] = field(default_factory=dict)
    """The words that may follow."""


@dataclass(slots=True)
class Lexicon(Generic[Meaning]):
    """Phrases and parts of compounds, each with its meanings in the order they were given."""

    tree: dict[str, Node[Meaning]] = field(default_factory=dict)
    endings: dict[str, Meaning] = field(default_factory=dict)
    beginnings: dict[str, Meaning] = field(default_factory=dict)
    _seeds: dict[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)
    """By first word, the rests of the phrases that have not grown into the tree yet."""
    _meanings: Sequence[Meaning] = ()
    """What the places in the seeds stand for."""
    _compounds: dict[str, list[Meaning]] = field(default_factory=dict)
    _reach: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())

    @classmethod
    def stored(cls, told: Mapping[str, Any], meanings: Sequence[Meaning]) -> Lexicon[Meaning]:
        """Return the lexicon that was told by `seeds`, with these meanings in place of numbers."""
        ends, begins = (
            {form: meanings[place] for form, place in told[name].items()}
            for name in ("endings", "beginnings")
        )
        return cls(
            endings=ends,
            beginnings=begins,
            _seeds=told["phrases"],
            _meanings=meanings,
            _reach=(_lengths(ends), _lengths(begins)),
        )

    def seeds(self, meanings: Sequence[Meaning]) -> dict[str, Any]:
        """Tell the lexicon in plain words and numbers, each meaning by its place among these."""
        place = {id(meaning): number for number, meaning in enumerate(meanings)}
        phrases = {first: dict(_rests(node, ())) for first, node in self.tree.items()}
        return {
            "phrases": {
                first: {rest: [place[id(one)] for one in found] for rest, found in rests.items()}
                for first, rests in phrases.items()
            },
            "endings": {form: place[id(one)] for form, one in self.endings.items()},
            "beginnings": {form: place[id(one)] for form, one in self.beginnings.items()},
        }

    def add(self, patterns: Iterable[str], meaning: Meaning) -> None:
        """Give the phrases of these patterns a meaning."""
        for form in itertools.chain.from_iterable(map(spellings, patterns)):
            self._leaf(form.split()).meanings.append(meaning)

    def _leaf(self, words: Sequence[str]) -> Node[Meaning]:
        """The node at the end of these words, with the way to it."""
        node = _following(self.tree, words[0])
        for word in words[1:]:
            node = _following(node.after, word)
        return node

    def add_affixes(
        self, meaning: Meaning, *, endings: Iterable[str] = (), beginnings: Iterable[str] = ()
    ) -> None:
        """Give compounds that end or begin so a meaning."""
        for affixes, given in ((self.endings, endings), (self.beginnings, beginnings)):
            for form in itertools.chain.from_iterable(map(spellings, given)):
                affixes.setdefault(form, meaning)
        self._reach = (_lengths(self.endings), _lengths(self.beginnings))

    def longest(self, words: Sequence[str], at: int) -> tuple[int, list[Meaning]]:
        """How many words the longest phrase that begins at a word has, and its meanings."""
        node = self.tree.get(words[at]) or self._grown(words[at])
        size, meanings, end = 1, node.meanings if node else [], at + 1
        while node and end < len(words):
            node = node.after.get(words[end])
            end += 1
            if node and node.meanings:
                size, meanings = end - at, node.meanings
        return size, meanings or self._compound(words[at])

    def _grown(self, first: str) -> Node[Meaning] | None:
        """Grow the branch of a first word that is met for the first time."""
        rests = self._seeds.get(first)
        for rest, places in (rests or {}).items():
            leaf = self._leaf([first, *rest.split()])
            leaf.meanings = [self._meanings[place] for place in places]
        return self.tree.get(first)

    def _compound(self, word: str) -> list[Meaning]:
        """What the parts of a word tell, its ending before its beginning."""
        known = self._compounds.get(word)
        if known is None:
            if len(self._compounds) >= _REMEMBERED:
                self._compounds.clear()
            known = self._compounds[word] = [*self._ending(word), *self._beginning(word)][:1]
        return known

    def _ending(self, word: str) -> Iterator[Meaning]:
        for length in self._reach[0]:
            if len(word) >= length + _MIN_STEM and word[-length:] in self.endings:
                yield self.endings[word[-length:]]

    def _beginning(self, word: str) -> Iterator[Meaning]:
        for length in self._reach[1]:
            if len(word) >= length + _MIN_STEM and word[:length] in self.beginnings:
                yield self.beginnings[word[:length]]


def _rests(node: Node[Meaning], words: tuple[str, ...]) -> Iterator[tuple[str, list[Meaning]]]:
    """Yield the phrases of a branch without their first word, each with its meanings."""
    if node.meanings:
        yield " ".join(words), node.meanings
    for word, after in node.after.items():
        yield from _rests(after, (*words, word))


def _following(branch: dict[str, Node[Meaning]], word: str) -> Node[Meaning]:
    node = branch.get(word)
    if node is None:
        node = branch[word] = Node()
    return node


def _lengths(affixes: Mapping[str, object]) -> tuple[int, ...]:
    return tuple(sorted({len(affix) for affix in affixes}, reverse=True))
