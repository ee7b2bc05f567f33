"""What a member's row says of their groups: industry, network, team and the platform's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

from openssi.benchmarks import SMALLEST, SMALLEST_TEAM
from openssi.population.lookup import Row
from openssi.result import Benchmark, PillarId
from openssi.tables import PEER_GROUP_PREFIX

_RANK: Final = "_rank_percent"
_TITLES: Final = {"industry": "Industry", "network": "Network", "team": "Team"}
_SOURCE: Final = "Members of the same network, scored on the same day."
Sort = Literal["industry", "network", "team", "peer_group"]


@dataclass(frozen=True, kw_only=True)
class _Group:
    """One group as the row tells it."""

    name: str
    row: Row

    def number(self, what: str) -> float | None:
        """Return one of its numbers."""
        found: float | None = self.row.get(f"{self.name}_{what}")
        return found

    @property
    def sort(self) -> Sort:
        """Which sort of group it is."""
        sorts: dict[str, Sort] = {"industry": "industry", "network": "network", "team": "team"}
        return sorts.get(self.name, "peer_group")

    @property
    def title(self) -> str:
        """Name to show: of the sort, and where it is told of the group."""
        own = self.name.removeprefix(PEER_GROUP_PREFIX).replace("_", " ").capitalize()
        sort, label = _TITLES.get(self.name, own), self.row.get(self.name)
        return f"{sort}: {label}" if label else sort

    @property
    def smallest(self) -> int:
        """Members under which it is not shown."""
        return SMALLEST_TEAM if self.name == "team" else SMALLEST


def comparisons(row: Row) -> tuple[Benchmark, ...]:
    """Return every comparison of a row of scores, or why there is none."""
    names = sorted(_names(row), key=[*_TITLES, *row].index)
    return tuple(_benchmark(_Group(name=name, row=row)) for name in names)


def _names(row: Row) -> Iterator[str]:
    return (name.removesuffix(_RANK) for name in row if name.endswith(_RANK))


def _benchmark(group: _Group) -> Benchmark:
    average, size, rank = (group.number(what) for what in ("average", "size", "rank_percent"))
    is_shown, moved = average is not None, group.number("rank_percent_change_7d")
    averages = {pillar: group.number(f"average_{pillar}") for pillar in get_args(PillarId)}
    return Benchmark.model_validate(
        {
            "group": group.sort,
            "title": group.title,
            "status": "shown" if is_shown else "not_comparable" if size is None else "too_small",
            "reason": "" if is_shown else _reason(group, size),
            "average": average,
            "pillar_averages": {p: known for p, known in averages.items() if known is not None},
            "size": size,
            "rank_percent": rank,
            "band": None,
            "source": _SOURCE,
            "rank_change": None if moved is None else -moved,
        }
    )


def _reason(group: _Group, size: float | None) -> str:
    if size is None:
        return f"No {group.title.split(':')[0].lower()} of this member is in the tables."
    return (
        f"Of this group {size:,.0f} can be compared; "
        f"averages and ranks are shown from {group.smallest} on."
    )
