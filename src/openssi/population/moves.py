"""How the members moved in a week: all of them, and the groups that are large enough."""

from collections.abc import Iterator
from typing import Final

from openssi.benchmarks import SMALLEST, SMALLEST_TEAM
from openssi.engines.on_disk import Session
from openssi.population.distributions import Steps, distribution, nearest
from openssi.population.groups import MOST, title
from openssi.population.tables import columns
from openssi.result.population import GroupMove, GroupMoves, Moves

LEAST: Final = 0.05
"""Points under which a change is none to speak of: it is shown as 0.0."""

_WIDTHS: Final = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_SIDE: Final = 12
"""Steps of the histogram on either side of none."""
_SMALLEST: Final = {"industry": SMALLEST, "team": SMALLEST_TEAM}
_MOST: Final = {"industry": MOST, "team": 10}
"""Groups that are shown: the larger half of them for their rise, the others for their fall."""


def moves(session: Session) -> Moves | None:
    """Return how the members moved; None where no total compares with that of a week before."""
    row = session.row(f"""
SELECT COUNT(change_7d) AS members, QUANTILE_CONT(ABS(change_7d), 0.98) AS most,
  COUNT(CASE WHEN change_7d >= {LEAST} THEN 1 END) AS rose,
  COUNT(CASE WHEN change_7d <= -{LEAST} THEN 1 END) AS fell
FROM scores""")
    members = row["members"]
    if members < SMALLEST:
        return None  # a histogram of a few would tell of each
    step = nearest(_WIDTHS, row["most"] / _SIDE)
    # Half a step to the left, so that no change to speak of has a step of its own in the middle.
    steps = Steps(first=-(_SIDE + 0.5) * step, step=step, count=2 * _SIDE + 1)
    spread = distribution(session, "change_7d", "change_7d IS NOT NULL", steps)
    if spread is None:
        return None
    return Moves(
        spread=spread,
        rose=row["rose"] / members,
        fell=row["fell"] / members,
        groups=tuple(_groups(session)),
    )


def _groups(session: Session) -> Iterator[GroupMoves]:
    known = columns(session, "scores")
    for name, smallest in _SMALLEST.items():
        found = _moved(session, name, smallest) if name in known else []
        if found:
            shown = _ends(found, _MOST[name])
            others = len(found) - len(shown)
            yield GroupMoves(id=name, title=title(name), groups=tuple(shown), others=others)


def _moved(session: Session, name: str, smallest: int) -> list[GroupMove]:
    rows = session.fetch(f"""
SELECT "{name}" AS name, COUNT(*) AS members, AVG(change_7d) AS mean,
  COUNT(CASE WHEN change_7d >= {LEAST} THEN 1 END) / COUNT(*) AS rose
FROM scores WHERE change_7d IS NOT NULL AND "{name}" IS NOT NULL
GROUP BY "{name}" HAVING COUNT(*) >= {smallest} ORDER BY mean DESC, name""").to_pylist()
    return [GroupMove(**row) for row in rows]


def _ends(groups: list[GroupMove], most: int) -> list[GroupMove]:
    """The groups that rose and those that fell the most."""
    half = most // 2
    return groups if len(groups) <= most else [*groups[:half], *groups[-half:]]
