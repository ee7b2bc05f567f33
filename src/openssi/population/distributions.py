"""How numbers are spread over the members: mean, deciles and a histogram, counted by the engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from openssi.engines.on_disk import Session
from openssi.methodology import Methodology
from openssi.result.population import Distribution, PillarSpread

TENTHS: Final = tuple(tenth / 10 for tenth in range(1, 10))


@dataclass(frozen=True, kw_only=True)
class Steps:
    """The steps of a histogram."""

    first: float
    """Lower end of the first."""
    step: float
    """Width of each."""
    count: int
    """How many."""

    def number(self, value: str) -> str:
        """Return SQL for the step that a value falls into."""
        floor = f"CAST(FLOOR(({value} - ({self.first})) / {self.step}) AS INTEGER)"
        return f"LEAST({self.count - 1}, GREATEST(0, {floor}))"


TOTAL: Final = Steps(first=0.0, step=2.0, count=50)
PILLAR: Final = Steps(first=0.0, step=1.0, count=25)


def comparable(rules: Methodology) -> str:
    """Return SQL for a row whose total compares: all pillars are measurable."""
    return " AND ".join(f"{pillar.id} IS NOT NULL" for pillar in rules.pillars)


def distribution(session: Session, value: str, where: str, steps: Steps) -> Distribution | None:
    """Return how a number is spread over some of the members; None where there is none of them.

    Args:
        session: Where ``scores`` are.
        value: SQL of the number.
        where: SQL that is true of the rows that count.
        steps: The steps of the histogram.
    """
    row = session.row(f"""
SELECT COUNT(v) AS members, AVG(v) AS mean, STDDEV_POP(v) AS deviation,
  QUANTILE_CONT(v, [{", ".join(map(str, TENTHS))}]) AS deciles
FROM (SELECT {value} AS v FROM scores WHERE {where}) AS chosen""")
    if not row["members"]:
        return None
    counted = session.fetch(f"""
SELECT {steps.number("v")} AS number, COUNT(*) AS members
FROM (SELECT {value} AS v FROM scores WHERE {where}) AS chosen GROUP BY 1""").to_pylist()
    by_number = {one["number"]: one["members"] for one in counted}
    return Distribution(
        members=row["members"],
        mean=row["mean"],
        deviation=row["deviation"],
        deciles=tuple(row["deciles"]),
        first=steps.first,
        step=steps.step,
        counts=tuple(by_number.get(number, 0) for number in range(steps.count)),
    )


def pillars(session: Session, rules: Methodology) -> tuple[PillarSpread, ...]:
    """Return how each pillar is spread, and how much of it was seen."""
    seen = session.row(
        "SELECT "
        + ", ".join(f"AVG({p.id}_coverage) AS {p.id}" for p in rules.pillars)
        + " FROM scores"
    )
    return tuple(
        PillarSpread(
            id=pillar.id,
            title=pillar.title,
            spread=distribution(session, pillar.id, f"{pillar.id} IS NOT NULL", PILLAR),
            coverage=seen[pillar.id] or 0.0,
        )
        for pillar in rules.pillars
    )


def whole(session: Session, rules: Methodology) -> Distribution | None:
    """Return how the index is spread over the members whose totals compare."""
    return distribution(session, "total", comparable(rules), TOTAL)


def nearest(steps: Sequence[float], wanted: float) -> float:
    """Return the smallest of some steps that is at least as wide as wanted, else the widest."""
    return next((step for step in steps if step >= wanted), steps[-1])
