"""What stored signals tell of all members: how well each is known, and which make the spread.

The spread: with a total that is a sum of parts, its variance is the sum of the covariances of the
parts with it. The share of each part is its covariance over the variance: the shares sum to one.
"""

from collections.abc import Sequence
from typing import Any, Final

from openssi.engines.on_disk import Session
from openssi.methodology import Methodology
from openssi.methodology.model import SignalRule
from openssi.population.distributions import comparable
from openssi.population.tables import columns
from openssi.result import Status
from openssi.result.population import SignalCoverage, SignalPictures, SignalSpread
from openssi.scoring.sql import text

_STATUSES: Final = tuple(s for s in Status if s is not Status.NOT_MEASURABLE)
_NOTHING: Final = 1e-12
"""Variance below which all totals are the same."""


def signals(session: Session, rules: Methodology) -> SignalPictures | None:
    """Return the pictures of the signals; None where the run wrote none, or not all."""
    known = columns(session, "signals")
    if not known:
        return None
    is_long = "signal" in known
    if is_long and not _are_all(session, rules):
        return None
    session.view("parts", _points(rules, is_long=is_long))
    return SignalPictures(
        coverage=tuple(_coverage(session, rules, is_long=is_long)),
        spread=tuple(_spread(session, rules)),
    )


def _are_all(session: Session, rules: Methodology) -> bool:
    """Whether each signal has a row for each member: a run may write only what changed."""
    row = session.row(
        "SELECT (SELECT COUNT(*) FROM signals) AS rows, (SELECT COUNT(*) FROM scores) AS members"
    )
    return bool(row["rows"] == row["members"] * len(rules.signals))


def _coverage(session: Session, rules: Methodology, *, is_long: bool) -> list[SignalCoverage]:
    counted = (_counted_long if is_long else _counted_wide)(session, rules.signals)
    return [
        SignalCoverage(
            id=rule.id,
            title=rule.title,
            pillar=rule.pillar,
            tier=rule.tier,
            shares=_shares([counted.get((rule.id, status.value), 0) for status in _STATUSES]),
        )
        for rule in rules.signals
    ]


def _shares(counts: Sequence[int]) -> dict[Status, float]:
    members = sum(counts) or 1
    return {status: n / members for status, n in zip(_STATUSES, counts, strict=True) if n}


def _counted_long(session: Session, _: Sequence[SignalRule]) -> dict[tuple[str, str], int]:
    rows = session.fetch("SELECT signal, status, COUNT(*) AS n FROM signals GROUP BY ALL")
    return {(row["signal"], row["status"]): row["n"] for row in rows.to_pylist()}


def _counted_wide(session: Session, rules: Sequence[SignalRule]) -> dict[tuple[str, str], int]:
    keys = [(rule.id, status.value) for rule in rules for status in _STATUSES]
    counts = ", ".join(
        f"COUNT(CASE WHEN {signal}_status = {text(status)} THEN 1 END) AS n{number}"
        for number, (signal, status) in enumerate(keys)
    )
    row = session.row(f"SELECT {counts} FROM signals")
    return {key: row[f"n{number}"] for number, key in enumerate(keys)}


def _points(rules: Methodology, *, is_long: bool) -> str:
    """A row a member whose total compares: the total, and each signal's points or nothing."""
    if is_long:
        each = ", ".join(
            f"COALESCE(SUM(CASE WHEN signal = {text(rule.id)} THEN points END), 0.0) AS p{number}"
            for number, rule in enumerate(rules.signals)
        )
        found = f"SELECT member_id, {each} FROM signals GROUP BY member_id"
    else:
        each = ", ".join(
            f"COALESCE({rule.id}_points, 0.0) AS p{number}"
            for number, rule in enumerate(rules.signals)
        )
        found = f"SELECT member_id, {each} FROM signals"
    bound = ", ".join(
        f"s.{pillar.id} - ({_sum(rules, pillar.id)}) AS p{len(rules.signals) + number}"
        for number, pillar in enumerate(rules.pillars)
    )
    return f"""
SELECT s.total, p.* EXCLUDE (member_id), {bound}
FROM (SELECT * FROM scores WHERE {comparable(rules)}) AS s
JOIN ({found}) AS p ON p.member_id = s.member_id"""


def _sum(rules: Methodology, pillar: str) -> str:
    """SQL for the sum of a pillar's signals."""
    own = (f"p{number}" for number, rule in enumerate(rules.signals) if rule.pillar == pillar)
    return " + ".join(own)


def _spread(session: Session, rules: Methodology) -> list[SignalSpread]:
    numbers = range(len(rules.signals) + len(rules.pillars))
    each = ", ".join(
        f"COVAR_POP(p{n}, total) AS c{n}, AVG(p{n}) AS m{n}, STDDEV_POP(p{n}) AS d{n}"
        for n in numbers
    )
    row = session.row(f"SELECT VAR_POP(total) AS variance, {each} FROM parts")
    if (row["variance"] or 0.0) < _NOTHING:
        return []
    found = [_part(rules, row, n) for n in numbers]
    return sorted(found, key=lambda part: (-part.share, part.id, part.title))


def _part(rules: Methodology, row: dict[str, Any], number: int) -> SignalSpread:
    """A signal, or what the floor, the cap and the rounding of a pillar have to do with it."""
    signals = len(rules.signals)
    part = rules.signals[number] if number < signals else rules.pillars[number - signals]
    is_signal = isinstance(part, SignalRule)
    return SignalSpread(
        id=part.id if is_signal else "",
        title=part.title if is_signal else f"Floor and cap of “{part.title}”",
        pillar=part.pillar if isinstance(part, SignalRule) else part.id,
        mean=row[f"m{number}"],
        deviation=row[f"d{number}"],
        share=row[f"c{number}"] / row["variance"],
    )
