"""Groups of members beside one another, as far as the run found them large enough."""

from typing import Any, Final

from openssi.engines.on_disk import Session
from openssi.population.distributions import TENTHS
from openssi.population.tables import columns
from openssi.result.population import Grouping, GroupScores
from openssi.scoring.sql import text
from openssi.tables import PEER_GROUP_PREFIX

_TEAM: Final = "team"
MOST: Final = 40
"""Groups that are shown at most, the largest."""


def groupings(session: Session) -> tuple[Grouping, ...]:
    """Return industries and the platform's own groups; teams are many, small and left out."""
    if not columns(session, "benchmarks"):
        return ()
    names = session.fetch(
        f"SELECT DISTINCT benchmark FROM benchmarks WHERE benchmark <> {text(_TEAM)} "
        "ORDER BY benchmark <> 'industry', benchmark"
    )["benchmark"].to_pylist()
    return tuple(_grouping(session, name) for name in names)


def title(name: str) -> str:
    """Return what a grouping is called.

    >>> title("peer_group_sales_region")
    'Sales region'
    """
    return name.removeprefix(PEER_GROUP_PREFIX).replace("_", " ").capitalize()


def _grouping(session: Session, name: str) -> Grouping:
    own = f"FROM benchmarks WHERE benchmark = {text(name)} AND measure = 'total'"
    count = session.row(f"SELECT COUNT(*) AS n {own}")["n"]
    rows = session.fetch(f"""
SELECT * FROM (SELECT * {own} ORDER BY size DESC, "group" LIMIT {MOST}) AS largest
ORDER BY average DESC, "group\"""").to_pylist()
    return Grouping(
        id=name,
        title=title(name),
        groups=tuple(map(_group, rows)),
        others=count - len(rows),
    )


def _group(row: dict[str, Any]) -> GroupScores:
    deciles = [row[f"decile_{tenth}"] for tenth in range(1, len(TENTHS) + 1)]
    return GroupScores(
        name=row["group"],
        size=row["size"],
        average=row["average"],
        deciles=() if None in deciles else tuple(deciles),
    )
