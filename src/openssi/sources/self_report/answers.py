"""Answers: what was typed, as numbers, or what is wrong with it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from openssi.errors import SourceError
from openssi.sources.self_report.questions import QUESTIONS, Question

_YES: Final = frozenset({"true", "yes", "y", "1", "on"})
_NO: Final = frozenset({"false", "no", "n", "0", "off"})
_MOST: Final = 100_000_000
"""Nobody has more of anything: LinkedIn's largest accounts have 40 million followers."""

_BY_ID: Final = {question.id: question for question in QUESTIONS}


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """What a member told on a day."""

    number: int
    """Its number in the store, from 1."""
    day: dt.date
    """The day for which it holds, to its end (UTC)."""
    answers: Mapping[str, int]
    """Answers by question; yes is 1, no is 0. What was not answered is not there."""


def answer(question: Question, text: str) -> int:
    """Read one answer.

    Raises:
        SourceError: It is neither yes nor no, or no whole number in reach.
    """
    typed = text.strip().lower()
    if question.is_flag:
        if typed not in _YES | _NO:
            raise SourceError(
                f"{question.id}: '{text}' is neither yes nor no.", hint="say yes or no."
            )
        return int(typed in _YES)
    digits = typed.replace(",", "").replace("'", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()) or int(digits[:12]) > _MOST:
        raise SourceError(
            f"{question.id}: '{text}' is not a whole number between 0 and {_MOST:,}.",
            hint="give a number such as 120.",
        )
    return int(digits)


def checked(given: Mapping[str, str]) -> dict[str, int]:
    """Read answers by the names of their questions.

    Raises:
        SourceError: A question is not known, an answer cannot be read, or two contradict.
    """
    told = {name: answer(_question(name), text) for name, text in given.items()}
    for fault in _contradictions(told):
        raise SourceError(fault, hint="correct one of the two.")
    return told


def _question(name: str) -> Question:
    if name in _BY_ID:
        return _BY_ID[name]
    near = get_close_matches(name, _BY_ID, n=1)
    known = f"did you mean '{near[0]}'? " if near else ""
    raise SourceError(
        f"No question is called '{name}'.", hint=f"{known}There are: {', '.join(_BY_ID)}."
    )


def _contradictions(told: Mapping[str, int]) -> Iterator[str]:
    seen, prospects = told.get("profiles_viewed_28d"), told.get("prospects_viewed_28d")
    if seen is not None and prospects is not None and prospects > seen:
        yield f"{prospects:,} profiles of prospects viewed, but {seen:,} profiles in all."
    if told.get("sales_navigator") == 0 and told.get("leads_saved_28d"):
        yield "Leads were saved, but there is no Sales Navigator seat."
