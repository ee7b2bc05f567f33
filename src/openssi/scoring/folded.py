"""Impulses, folded to each of a few days at once: a row a member and signal.

Sums are those of `fold`, relative to the day scored; one pass over the impulses gives those of all
days, apart by the levels that an impulse counts for.
"""

from collections.abc import Sequence
from typing import Final

from openssi.scoring.fold import LEVELS
from openssi.scoring.frame import Frame
from openssi.scoring.measures import impulses, plain_flows
from openssi.scoring.sql import Stage, any_of, union

_NUMBERS: Final = ("amount", "base")
_AMOUNTS: Final = _NUMBERS[:1]
_STEADY: Final = ("flow", "breadth")
"""Types of measures that have an amount alone."""

_RATIOS: Final = ("regularity", "mean", "rate", "speed")
_TRIED: Final = ("rate", "speed")
"""Types of measures that wait for an outcome."""

SUMS: Final = tuple(f"{number}_{level}" for level in LEVELS for number in _NUMBERS)
"""What is summed; each column of the table ends in the number of its day."""


def stage(frame: Frame, days: Sequence[int]) -> Stage:
    """Return the stage that folds.

    Args:
        frame: Methodology and day.
        days: Day numbers, in order; the last is ``frame.today``.
    """
    steady = union((*_plain(frame), _observed(frame, _STEADY)))
    ratios = _observed(frame, _RATIOS)
    return Stage(
        name="folded",
        what="the folded sums of each day, relative to the day scored, and what did not fade of it",
        select=union(
            (
                _stocks(frame, days),
                _divided(_weighed(steady, _AMOUNTS, days), _AMOUNTS, days),
                _divided(_trials(frame, _weighed(ratios, _NUMBERS, days), days), _NUMBERS, days),
            )
        ),
    )


def _stocks(frame: Frame, days: Sequence[int]) -> str:
    """A stock neither fades nor asks whether it was observed."""
    sums = ", ".join(
        f"SUM(CASE WHEN day <= {day} THEN amount ELSE 0.0 END) AS amount_{index}"
        for index, day in enumerate(days)
    )
    cells = {f"amount_{level}_{n}": f"amount_{n}" for level in LEVELS for n in range(len(days))}
    return f"""
SELECT who, rule, {_columns(cells, days)}
FROM (
  SELECT who, rule, {sums}
  FROM ({impulses(frame, ["stock"])}) AS i
  WHERE since <= {frame.today}
  GROUP BY who, rule
) AS summed"""


def _weighed(observed: str, numbers: Sequence[str], days: Sequence[int]) -> str:
    """Return what impulses add up to on each day, apart by the levels that they count for."""
    *earlier, last = enumerate(days)
    sums = [
        f"SUM(CASE WHEN day <= {day} THEN {number} * weight ELSE 0.0 END) AS {number}_{index}"
        for number in numbers
        for index, day in earlier
    ]
    sums += [f"SUM({number} * weight) AS {number}_{last[0]}" for number in numbers]
    sums += [f"SUM({number}) AS {name}" for number, name in _counted(numbers)]
    return f"""
SELECT who, rule, wholly, partly, {", ".join(sums)}
FROM ({observed}) AS i
GROUP BY who, rule, wholly, partly"""


def _counted(numbers: Sequence[str]) -> list[tuple[str, str]]:
    """What is counted as it is, besides: successes and trials."""
    return [("amount", "count"), ("base", "trials")] if "base" in numbers else []


def _divided(weighed: str, numbers: Sequence[str], days: Sequence[int]) -> str:
    """Return sums of each level: an impulse may count for both."""
    names = [f"{number}_{{level}}_{n}" for number in numbers for n in range(len(days))]
    names += [f"{name}_{{level}}" for _, name in _counted(numbers)]
    cells = {
        name.format(level=level): f"SUM(CASE WHEN {level} THEN {name.replace('_{level}', '')} "
        "ELSE 0.0 END)"
        for name in names
        for level in LEVELS
    }
    begun = {"begun": "SUM(begun)"} if _counted(numbers) else {}
    return f"""
SELECT who, rule, {_columns(cells | begun, days)}
FROM ({weighed}) AS w
GROUP BY who, rule"""


def _trials(frame: Frame, weighed: str, days: Sequence[int]) -> str:
    """Add how many trials have begun: one that was not observed is pending all the same."""
    sums = [f"{number}_{index}" for number in _NUMBERS for index in range(len(days))]
    sums += [name for _, name in _counted(_NUMBERS)]
    return f"""
SELECT who, rule, wholly, partly, {", ".join(sums)}, 0.0 AS begun
FROM ({weighed}) AS seen
UNION ALL
SELECT who, rule, FALSE, FALSE, {", ".join("0.0" for _ in sums)}, SUM(base)
FROM ({impulses(frame, _TRIED)}) AS i
WHERE since <= {frame.today}
GROUP BY who, rule"""


def _columns(cells: dict[str, str], days: Sequence[int]) -> str:
    """All columns of ``folded``, in order; what is not given is nothing."""
    names = [f"{column}_{index}" for index in range(len(days)) for column in SUMS]
    names += [f"{name}_{level}" for level in LEVELS for name in ("count", "trials")]
    return ",\n  ".join(f"{cells.get(name, '0.0')} AS {name}" for name in (*names, "begun"))


def _plain(frame: Frame) -> tuple[str, ...]:
    """Deeds that count whatever else is known of them, straight from the days that show them."""
    flows = plain_flows(frame)
    if not flows:
        return ()
    return (
        f"""
SELECT d.who, w.rule, d.day, d.quantity AS amount, 0.0 AS base,
  POWER(w.keep, {frame.today} - d.day) AS weight, w.wholly, w.partly
FROM deeds AS d
JOIN (
  SELECT n.kind, r.rule, r.keep, s.clock, s.lo, s.hi, s.wholly, s.partly
  FROM needs AS n
  JOIN rules AS r ON r.rule = n.rule
  JOIN sights AS s ON s.rule = n.rule
  WHERE n.shown_as = n.kind AND {any_of("n.rule", map(frame.number, flows))}
) AS w ON w.kind = d.kind AND w.clock = d.clock AND d.day >= w.lo AND d.day <= w.hi
WHERE d.day > 0""",
    )


def _observed(frame: Frame, types: Sequence[str]) -> str:
    """Return the impulses of observed days with their weight and the levels that they count for."""
    amount = f"i.amount + CASE WHEN i.known <= {frame.today} THEN i.outcome ELSE 0.0 END AS amount"
    return f"""
SELECT i.who, i.rule, i.day, i.amount, i.base,
  POWER(i.keep, {frame.today} - i.day) AS weight, s.wholly, s.partly
FROM (
  SELECT i.who, i.rule, i.day, {amount}, i.base, i.level, r.keep, m.clock,
    GREATEST(i.since, m.joined) AS begun
  FROM ({impulses(frame, types, with_plain=False)}) AS i
  JOIN rules AS r ON r.rule = i.rule
  JOIN scored AS m ON m.who = i.who
  WHERE i.since <= {frame.today} AND i.day <= {frame.today} AND i.day >= m.joined
) AS i
JOIN sights AS s ON s.clock = i.clock AND s.rule = i.rule
  AND s.lo <= i.begun AND i.day <= s.hi AND COALESCE(i.level, s.level) = s.level"""
