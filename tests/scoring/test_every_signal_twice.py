"""Every signal against two references: a twin in SQL written by hand, and the plain Python one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from lives import AS_OF, tables
from plain import Plain
from random_lives import MEMBERS, random_life
from runs import scored
from twins import Twins
from twins_of_signals import TWINS

from openssi.methodology import default
from openssi.methodology.measures import Mean, Rate, Speed

RULES = {rule.id: rule for rule in default().signals}
SHRUNK = {
    rule.id: (
        float(getattr(rule.curve, "floor", 0.0) or getattr(rule.curve, "zero", 0.0)),
        rule.measure.k,
    )
    for rule in RULES.values()
    if isinstance(rule.measure, Rate | Mean | Speed)
}
"""Towards which value rates, means and speeds are shrunk, and by how many trials."""

DAYS = [AS_OF - dt.timedelta(days=back) for back in (45, 0)]
SEEDS = range(10)
"""Each kind has its turn twice, the second time on both days."""

Told = tuple[float | None, str]
"""A value and how well it is known."""


class Case(NamedTuple):
    """One signal of one member on one day, three times over."""

    where: tuple[int, str, dt.date]
    found: Told
    plain: Told
    twin: Told


@pytest.fixture(scope="module")
def cases() -> dict[str, list[Case]]:
    """All signals of all random lives."""
    found: dict[str, list[Case]] = {}
    for seed in SEEDS:
        for signal, case in compared(seed):
            found.setdefault(signal, []).append(case)
    return found


def compared(seed: int) -> Iterator[tuple[str, Case]]:
    """Score the life of a seed and ask both references."""
    rows = random_life(seed)
    given = tables(rows)
    run, twins = scored(given, days=DAYS), Twins(given, TWINS, AS_OF, shrunk=SHRUNK)
    asked = DAYS if seed in SEEDS[5:] else DAYS[-1:]
    for member, day in ((member, day) for member in MEMBERS for day in asked):
        plain = Plain(default(), rows, member, day, AS_OF)
        if not plain.is_member:
            continue
        by_hand = twins.ask(member, day)
        for rule in RULES.values():
            row, value = run.signals[member, rule.id, day], plain.value(rule)
            yield (
                rule.id,
                Case(
                    where=(seed, member, day),
                    found=(row["value"], row["status"]),
                    plain=(value, plain.status(rule, value)),
                    twin=by_hand[rule.id],
                ),
            )


def test_no_signal_without_a_twin_and_no_twin_without_a_signal() -> None:
    assert set(TWINS) == set(RULES)


@pytest.mark.parametrize("signal", RULES)
def test_the_value_is_that_of_the_twin(signal: str, cases: dict[str, list[Case]]) -> None:
    for case in cases[signal]:
        assert agree(case.found, case.twin), case


@pytest.mark.parametrize("signal", RULES)
def test_the_value_is_that_of_the_plain_reference(
    signal: str, cases: dict[str, list[Case]]
) -> None:
    for case in cases[signal]:
        assert agree(case.found, case.plain), case


@pytest.mark.parametrize("signal", RULES)
def test_the_lives_say_something_of_each_signal(signal: str, cases: dict[str, list[Case]]) -> None:
    """Agreement on nothing would prove nothing."""
    known = {round(case.found[0], 9) for case in cases[signal] if case.found[0] is not None}
    assert len(known) >= 5
    statuses = {case.found[1] for case in cases[signal]}
    assert "measured" in statuses
    assert len(statuses) > 1 or RULES[signal].measure.type == "state"


def agree(found: Told, expected: Told) -> bool:
    """Whether value and status are the same."""
    if found[1] != expected[1] or (found[0] is None) != (expected[0] is None):
        return False
    return found[0] is None or found[0] == pytest.approx(expected[0], rel=1e-9, abs=1e-9)
