"""The network as the page shows it: its size, its growth, and who is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openssi.report.kind_words import group_name
from openssi.report.month_table import YearRow, year_rows
from openssi.report.pictures.growth import Growth, growth
from openssi.result import MakeUp, Network

TITLES = {
    "seniority": "By seniority",
    "function": "By function",
    "company": "By company",
    "industry": "By industry",
}
UNKNOWN = {
    "seniority": "No title in this data says a level.",
    "function": "No title in this data says a function.",
    "company": "No company is named in this data.",
    "industry": "The archive does not tell the industry of companies. A list of your own would: "
    "openssi score ARCHIVE --accounts companies.csv, with the columns company, industry, target.",
}
"""What to say where it is known of nobody."""


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """One group of people."""

    name: str
    """What they share, in words."""
    people: int
    """How many."""
    share: float
    """Share of all connections, 0 to 1."""
    width: float
    """Length of its bar in percent of the longest."""
    recent: int
    """How many of them are new."""


@dataclass(frozen=True, kw_only=True)
class MakeUpView:
    """The network by one attribute."""

    attribute: str
    """Which one."""
    title: str
    """Name to show."""
    rows: tuple[GroupRow, ...]
    """Groups."""
    others: str
    """The groups that are not listed, in words; empty where all are."""
    other_people: int
    """People in them."""
    other_share: float
    """Share of all connections."""
    unknown: int
    """People of whom it is not known."""
    unknown_share: float
    """Share of all connections."""
    nobody: str
    """What to say where it is known of nobody; empty where it is of some."""


@dataclass(frozen=True, kw_only=True)
class NetworkView:
    """Everything that the part shows."""

    told: Network
    """The numbers."""
    growth: Growth | None
    """How it grew."""
    rows: tuple[YearRow, ...]
    """Connections made by month."""
    columns: tuple[tuple[MakeUpView, ...], ...]
    """Who is in it, as they stand side by side."""


def network_view(network: Network) -> NetworkView:
    """Lay out a network."""
    everyone = network.now.people
    return NetworkView(
        told=network,
        growth=growth(network),
        rows=year_rows(network.gained),
        columns=_columns([_make_up(part, everyone) for part in network.now.make_up]),
    )


def _columns(parts: Sequence[MakeUpView]) -> tuple[tuple[MakeUpView, ...], ...]:
    """A column each; one that has nothing to show stands under the first."""
    first, others = parts[:1], parts[1:]
    empty = [part for part in others if part.nobody]
    return ((*first, *empty), *((part,) for part in others if not part.nobody))


def _make_up(part: MakeUp, everyone: int) -> MakeUpView:
    most = max((group.people for group in part.groups), default=1)
    return MakeUpView(
        attribute=part.attribute,
        title=TITLES[part.attribute],
        rows=tuple(
            GroupRow(
                name=group_name(part.attribute, group.name),
                people=group.people,
                share=_share(group.people, everyone),
                width=round(100 * group.people / most, 1),
                recent=group.recent,
            )
            for group in part.groups
        ),
        others=_others(part),
        other_people=part.others,
        other_share=_share(part.others, everyone),
        unknown=part.unknown,
        unknown_share=_share(part.unknown, everyone),
        nobody="" if part.groups else UNKNOWN[part.attribute],
    )


def _share(people: int, everyone: int) -> float:
    return min(1.0, people / everyone) if everyone else 0.0


def _others(part: MakeUp) -> str:
    if not part.other_groups:
        return ""
    one, many = {
        "company": ("company", "companies"), "industry": ("industry", "industries"),
    }.get(part.attribute, (part.attribute, f"{part.attribute}s"))  # fmt: skip
    return f"{part.other_groups:,} other {one if part.other_groups == 1 else many}"
