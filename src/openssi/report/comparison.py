"""Cards of the member's groups, in the shape that LinkedIn's own page has: average and rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openssi.report.numbers import DASH, day, points
from openssi.report.pictures.ring import Arc, arcs
from openssi.report.ways import KEEP, OFFICIAL_PAGE
from openssi.result import Benchmark, Reading, Result

PEOPLE = {"industry": "People in your industry", "network": "People in your network"}
INVITATION = (
    f"LinkedIn shows you two numbers of this group on {OFFICIAL_PAGE}: its average and your rank "
    "in it. They are not in the data that were read. Keep what the page shows with "
    f"{KEEP}, and this card shows both."
)
BETTER = f"LinkedIn shows its own average and your rank on {OFFICIAL_PAGE}; keep them with {KEEP}."


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One card."""

    id: str
    """Which group."""
    title: str
    """Name of the card."""
    about: str
    """Which industry, team or readings; empty where the title says it."""
    state: Literal["shown", "rough", "open"]
    """Whether it compares, compares roughly, or invites to bring what is missing."""
    average: float | None
    """Average of the group."""
    arcs: tuple[Arc, ...]
    """The average's pillars, end to end on a circle of 100; one arc where none are known."""
    rank: str
    """Place in the group, in words; empty where unknown."""
    move: float | None
    """How the rank moved in a week, in percent; None where not told."""
    lines: tuple[str, ...]
    """What a reader must know of it."""


def comparisons(result: Result) -> tuple[Comparison, ...]:
    """Industry and network first, as LinkedIn shows them, then whatever else was compared."""
    by_group: dict[str, Benchmark] = {group.group: group for group in result.benchmarks}
    others = [g for g in result.benchmarks if g.group not in {*PEOPLE, "reference"}]
    return (_industry(result, by_group), _network(by_group), *map(_known, others))


def _industry(result: Result, groups: dict[str, Benchmark]) -> Comparison:
    own, reference = groups.get("industry"), groups.get("reference")
    about = result.member.industry or ""
    if own is not None and own.status == "shown":
        return _known(own, about=about)
    if reference is not None:
        return _rough(reference, own, about)
    return _open("industry", own, about)


def _network(groups: dict[str, Benchmark]) -> Comparison:
    own = groups.get("network")
    if own is not None and own.status == "shown":
        return _known(own)
    return _open("network", own)


def _known(group: Benchmark, *, about: str = "") -> Comparison:
    """A group with numbers of its own: LinkedIn's, or those of the members compared."""
    is_shown = group.status == "shown"
    return Comparison(
        id=group.group,
        title=PEOPLE.get(group.group, group.title),
        about=about,
        state="shown" if is_shown else "open",
        average=group.average if is_shown else None,
        arcs=_arcs(group) if is_shown else (),
        rank=f"Top {group.rank_percent}%" if is_shown and group.rank_percent is not None else "",
        move=group.rank_change if group.reading is None else group.reading.rank_change,
        lines=tuple(filter(None, _told(group))),
    )


def _told(group: Benchmark) -> tuple[str, ...]:
    if group.status != "shown":
        return (group.reason,)
    if group.reading is not None:
        return (_read(group.reading),)
    return ("" if group.size is None else f"{group.size:,} members compared.", group.source)


def _read(reading: Reading) -> str:
    """Whose rank an official rank is: the official index's."""
    return (
        f"Read on {OFFICIAL_PAGE} on {day(reading.day)}, where your index was "
        f"{points(reading.total)}. Average and rank belong to that number, not to this one."
    )


def _rough(reference: Benchmark, own: Benchmark | None, about: str) -> Comparison:
    """The coarse place against published averages of industries, and how to do better."""
    band = reference.band if reference.status == "shown" else None
    why_not = () if band else (reference.reason,)
    return Comparison(
        id="industry",
        title=PEOPLE["industry"],
        about=about,
        state="rough",
        average=reference.average,
        arcs=_arcs(reference),
        rank=f"Roughly top {band[0]}{DASH}{band[1]}%" if band else "Not yet",
        move=None,
        lines=(*why_not, reference.source, own.reason if own else BETTER),
    )


def _open(name: str, own: Benchmark | None, about: str = "") -> Comparison:
    return Comparison(
        id=name,
        title=PEOPLE[name],
        about=about,
        state="open",
        average=None,
        arcs=(),
        rank="",
        move=None,
        lines=(own.reason if own else INVITATION,),
    )


def _arcs(group: Benchmark) -> tuple[Arc, ...]:
    if group.pillar_averages:
        return arcs(tuple(group.pillar_averages.items()))
    return () if group.average is None else arcs((("total", group.average),))
