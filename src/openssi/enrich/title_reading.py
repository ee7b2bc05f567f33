"""How the phrases of a title combine to one level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openssi.enrich.title_rules import Rule, levels
from openssi.enrich.title_text import Clause
from openssi.tables import SENIORITIES

_RANKS: Final = {level: float(rank) for rank, level in enumerate(SENIORITIES)} | {
    "owner_partner": SENIORITIES.index("cxo") - 0.5
}
"""The higher wins; an office held (CEO) says more than how somebody came to it (founder)."""
_DIRECTOR: Final = _RANKS["director"]
_MANAGER: Final = _RANKS["manager"]
_SEVERAL: Final = 2
_SILENT: Final = ("link", "mute")
_STOPS: Final = ("company", "wish", "past")
_LINKS: Final = ("link", "company", "serves")
_ALSO: Final = frozenset({"and", "&", "und", "et", "y", "e", "och", "og", "en", "ve"})
"""Words after which a further title begins, not a part of the one before."""
_POSSESSIVE: Final = "'s"
"""A title that owns something is somebody else's: "CEO's office"."""


class Reader:
    """Reads the clauses of one title in order, remembering what an earlier one said of the next."""

    def __init__(self) -> None:
        self._lexicon = levels()
        self._serves = False
        self._wishes = False
        self._clauses: Sequence[Clause] = ()

    def level(self, clauses: Sequence[Clause]) -> Rule | None:
        """The rule that gives the title its level, or None where no level is held."""
        self._clauses = clauses
        groups: list[list[Rule]] = [[]]
        for clause in clauses:
            if clause.fresh:
                self._serves = self._wishes = False
                groups.append([])
            held = [] if self._wishes else self._clause(clause.words)
            groups[-1] = [] if held is None else groups[-1] + held
        return max((rule for group in groups for rule in _joined(group)), key=_rank, default=None)

    def _clause(self, words: Sequence[str]) -> list[Rule] | None:
        """At most one level that the clause gives; None where it takes back what goes before."""
        found: list[Rule] = []
        served, at = self._serves, 0
        while at < len(words):
            size, rule = self._match(words, at)
            at += size
            if rule is None or rule.kind in _SILENT:
                continue
            if rule.kind == "serves":
                if found or self._level_follows(words, at):
                    return _settled(found)
                continue
            if rule.kind in _STOPS:
                self._wishes = rule.kind == "wish"
                if rule.kind == "past" and at == len(words):
                    return None if size == at else []
                return _settled(found)
            if rule.kind == "under" or (rule.kind == "aide" and _ends(words, at)):
                self._serves = rule.kind == "under" or at < len(words)
                return [rule] if rule.seniority else found[-1:]
            if rule.seniority and not (served and _rank(rule) >= _DIRECTOR):
                found.append(rule)
        return _settled(found)

    def _level_follows(self, words: Sequence[str], at: int) -> bool:
        rule = self._match(words, at)[1] if at < len(words) else None
        return rule is not None and rule.seniority is not None

    def _match(self, words: Sequence[str], at: int) -> tuple[int, Rule | None]:
        size, rules = self._lexicon.longest(words, at)
        for rule in rules:
            if self._applies(rule, words, at, at + size):
                return size, rule
        return size, None

    def _applies(self, rule: Rule, words: Sequence[str], start: int, end: int) -> bool:
        """Whether a rule's conditions on the words around the phrase hold."""
        if end < len(words) and (words[end] in rule.not_before or words[end] == _POSSESSIVE):
            return False
        if rule.last and not _ends(words, end):
            return False
        if rule.first and start and words[start - 1] not in _ALSO:
            return False
        return not (
            rule.not_beside
            and any(rule.not_beside.intersection(clause.words) for clause in self._clauses)
        )


def _ends(words: Sequence[str], end: int) -> bool:
    """Whether a noun phrase ends here: with its clause, or before a word such as "of"."""
    return end >= len(words) or _links(words, end)


def _links(words: Sequence[str], at: int) -> bool:
    """Whether a word joins noun phrases."""
    rules = levels().longest(words, at)[1]
    return bool(rules) and rules[0].kind in _LINKS


def _settled(found: list[Rule]) -> list[Rule]:
    """The one level of a clause: training before all ("CEO intern"), else as `_joined`."""
    if len(found) < _SEVERAL:
        return found
    trained = [rule for rule in found if rule.seniority == "in_training"]
    return trained[:1] or _joined(found)


def _joined(found: list[Rule]) -> list[Rule]:
    """The one level of neighbours: training and juniority before managers, else the highest."""
    if len(found) < _SEVERAL:
        return found
    highest = max(found, key=_rank)
    lowering = [rule for rule in found if rule.lowers]
    return [min(lowering, key=_rank) if lowering and _rank(highest) <= _MANAGER else highest]


def _rank(rule: Rule) -> float:
    return _RANKS[rule.seniority] if rule.seniority else -1.0
