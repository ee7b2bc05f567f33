"""Who people are: by seniority, function, company and industry, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from openssi.describe.made import standing
from openssi.describe.subject import Subject
from openssi.engines import Engine
from openssi.result import Group, MakeUp, People
from openssi.tables import SENIORITIES

Attribute = Literal["seniority", "function", "company", "industry"]

MOST: Final = 12
"""Groups that are told at most."""

_DECIDING: Final = SENIORITIES[SENIORITIES.index("director") :]
_TYPED: Final = ("company", "industry")
"""Names that people typed: they are one where they are alike but for blanks and case."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """How many people there are, and by each value of an attribute how many and how many new."""

    people: int
    by: Mapping[Attribute, Mapping[str, int]]
    recent: Mapping[Attribute, Mapping[str, int]]


def people(engine: Engine, subject: Subject, recent: int) -> tuple[People, People]:
    """Count the connections that stand, and those of them made in the last ``recent`` days."""
    made = f"since > {subject.today - recent}"
    row = engine.fetch(f"""
SELECT COUNT(*) AS everyone, COUNT(CASE WHEN {made} THEN 1 END) AS recent
FROM links
WHERE {subject.mine} AND {standing(subject)}""").to_pylist()[0]
    now: dict[Attribute, Mapping[str, int]] = {}
    new: dict[Attribute, Mapping[str, int]] = {}
    attributes: tuple[Attribute, ...] = ("seniority", "function", "company", "industry")
    for attribute in attributes:
        now[attribute], new[attribute] = _by(engine, subject, attribute, made)
    return (
        _told(Known(people=row["everyone"], by=now, recent=new)),
        _told(Known(people=row["recent"], by=new, recent=new)),
    )


def _by(
    engine: Engine, subject: Subject, attribute: Attribute, made: str
) -> tuple[dict[str, int], dict[str, int]]:
    name = f"TRIM({attribute})" if attribute in _TYPED else attribute
    alike = f"LOWER({name})" if attribute in _TYPED else attribute
    rows = engine.fetch(f"""
SELECT MAX({name}) AS name, COUNT(*) AS people, COUNT(CASE WHEN {made} THEN 1 END) AS recent
FROM links
WHERE {subject.mine} AND {standing(subject)} AND {attribute} <> ''
GROUP BY {alike}""")
    names, now, new = (rows[column].to_pylist() for column in ("name", "people", "recent"))
    counts = zip(names, new, strict=True)
    return dict(zip(names, now, strict=True)), {group: n for group, n in counts if n}


def _told(known: Known) -> People:
    levels = known.by["seniority"]
    deciding = sum(levels.get(level, 0) for level in _DECIDING)
    return People(
        people=known.people,
        decision_makers=deciding if levels or not known.people else None,
        make_up=tuple(_make_up(known, attribute) for attribute in known.by),
    )


def _make_up(known: Known, attribute: Attribute) -> MakeUp:
    counts, new = known.by[attribute], known.recent[attribute]
    ranked = _ranked(attribute, counts)
    listed, rest = ranked[:MOST], ranked[MOST:]
    return MakeUp(
        attribute=attribute,
        groups=tuple(
            Group(name=name, people=counts[name], recent=new.get(name, 0)) for name in listed
        ),
        other_groups=len(rest),
        others=sum(counts[name] for name in rest),
        unknown=known.people - sum(counts.values()),
    )


def _ranked(attribute: Attribute, counts: Mapping[str, int]) -> list[str]:
    """Levels from the highest; all else from the most people, equals by name."""
    if attribute == "seniority":
        order: Iterable[str] = reversed(SENIORITIES)
        return [level for level in order if level in counts]
    return sorted(counts, key=lambda name: (-counts[name], name))
