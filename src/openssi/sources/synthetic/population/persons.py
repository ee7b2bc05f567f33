"""The members: where each stands in the network, and how much each does."""

import math
from collections.abc import Mapping
from typing import Any

from openssi.sources.synthetic.population.draws import draw, hashed, odds
from openssi.sources.synthetic.population.plan import Plan, rates

_TENTH_ODDS = 9
"""Odds of belonging to the lower nine tenths."""


def persons(plan: Plan) -> str:
    """Return the members, numbered from 0, with their traits.

    The number itself is the rank of how widely known a member is, and a second order, of habit, is
    a product of the number: so a popular or a diligent person is found by arithmetic, not a join.
    """
    numbered = f"SELECT RANGE AS p FROM RANGE({plan.piece}, {plan.members}, {plan.pieces})"
    drawn = hashed(numbered, "h", of="p", seed=plan.salt("person"))
    placed = f"""
SELECT *, {company(plan)} AS company,
  1.0 - (p + 0.5) / {plan.members} AS q_reach,
  1.0 - ((p * {plan.readers}) % {plan.members} + 0.5) / {plan.members} AS q_habit,
  {age("p")} AS age
FROM ({drawn}) AS drawn"""
    traits = {**rates()["stocks"], **rates()["deeds"]}
    for name, trait in {**traits, "profile": rates()["profile"]}.items():
        placed = f"SELECT *, {_rank(name, trait)} AS q_{name} FROM ({placed}) AS placed"
    amounts = {name: _level(name, trait) for name, trait in traits.items()}
    amounts["ties"] = f"{plan.thinning!r} * {amounts['ties']}"
    levels = ",\n  ".join(f"{amount} AS {name}" for name, amount in amounts.items())
    return f"""
SELECT p, h, company, age, q_reach, q_profile,
  {levels},
  {draw("h", "charm")} AS charm
FROM ({placed}) AS ranked"""


def company(plan: Plan) -> str:
    """Return SQL for a company from a member's desk: a few own many rows of desks, most own one."""
    skew = rates()["network"]["company_skew"]
    share = f"((p % {plan.desks} + 0.5) / {plan.desks})"
    return f"CAST(FLOOR({plan.companies} * POWER({share}, {skew})) AS BIGINT)"


def _first_desk(plan: Plan, company: str) -> str:
    """SQL for the first desk of a company."""
    share = f"(CAST({company} AS DOUBLE) / {plan.companies})"
    power = 1 / rates()["network"]["company_skew"]
    return f"CEIL({plan.desks} * POWER({share}, {power!r}) - 0.5)"


def age(member: str) -> str:
    """Return SQL for a member's days of membership before the first day."""
    youngest, oldest = rates()["time"]["youngest"], rates()["time"]["oldest"]
    return f"({youngest} + ({member} * 7919) % {oldest - youngest})"


def _rank(name: str, trait: Mapping[str, Any]) -> str:
    """A rank in 0..1: that of the trait it follows, or an own one; evenly spread either way."""
    return (
        f"CASE WHEN {draw('h', f'{name} follows')} < {trait['tie']} THEN q_{trait['follows']} "
        f"ELSE {draw('h', name)} END"
    )


def _level(name: str, trait: Mapping[str, Any]) -> str:
    """A log-logistic amount through the trait's two quantiles, for those who have any."""
    skew, idle = math.log(trait["tenth"] / trait["half"], _TENTH_ODDS), 1 - trait["share"]
    chance = f"((q_{name} - {idle!r}) / {trait['share']})"
    return (
        f"CASE WHEN q_{name} <= {idle!r} THEN 0.0 "
        f"ELSE LEAST({trait['most']}.0, {trait['half']} * POWER({odds(chance)}, {skew!r})) END"
    )


def somebody(plan: Plan, bits: str, company: str) -> str:
    """Return SQL for a member whom one turns to: a colleague, a peer of the industry, or anyone.

    Args:
        plan: The population.
        bits: A column made by `hashed`.
        company: SQL for the company of the one who turns.
    """
    network = rates()["network"]
    crowd = (network["crowding"], network["crowding_power"])
    circle, inner = draw(bits, "circle"), network["same_company"]
    peer = f"({company} % {plan.industries})"
    peers = f"(({plan.companies - 1} - {peer}) // {plan.industries} + 1)"
    met = f"{peer} + {plan.industries} * CAST(FLOOR({draw(bits, 'peer')} * {peers}) AS BIGINT)"
    place = f"CASE WHEN {circle} < {inner} THEN {company} ELSE {met} END"
    first, last = _first_desk(plan, place), _first_desk(plan, f"({place} + 1)")
    desk = f"LEAST({plan.desks - 1}, {first} + FLOOR({draw(bits, 'desk')} * ({last} - {first})))"
    row = crowded(draw(bits, "who"), *crowd, plan.rows)
    near = f"CAST({desk} AS BIGINT) + {plan.desks} * {row}"
    return f"""CASE WHEN {circle} < {inner + network["same_industry"]}
    THEN {near} - CASE WHEN {near} >= {plan.members} THEN {plan.desks} ELSE 0 END
    ELSE {crowded(draw(bits, "who"), *crowd, plan.members)} END"""


def crowded(chance: str, crowding: float, power: float, size: int) -> str:
    """Return SQL for a whole number below ``size``: the lower, the more often.

    The first is drawn 1/crowding times as often as the average; the density falls as a power.
    """
    bent = f"{crowding} * {chance} + {1 - crowding} * POWER({chance}, {power})"
    return f"CAST(FLOOR({size} * ({bent})) AS BIGINT)"


_CLASSES = 4


def known_before(plan: Plan, one: str, other: str) -> str:
    """Return SQL for somebody known before the first day: the one met, or the next.

    Pairs fall into four classes by the sum of their numbers. Three hold connections that stood
    before, the last those made later: so nobody asks whom they know already.
    """
    late = f"({one} + {other}) % {_CLASSES} = {_CLASSES - 1}"
    return f"CASE WHEN {late} THEN {_stepped(plan, other, '1')} ELSE {other} END"


def met_later(plan: Plan, one: str, other: str) -> str:
    """Return SQL for a member whom one cannot have known before: a few steps from the one met."""
    back = pow(plan.desks, -1, _CLASSES)
    steps = f"(({2 * _CLASSES - 1} - ({one} + {other}) % {_CLASSES}) * {back}) % {_CLASSES}"
    return _stepped(plan, other, steps)


def _stepped(plan: Plan, member: str, steps: str) -> str:
    """SQL for another member at the same desk; desks being odd in number, each step has a class."""
    moved = f"({member} + {plan.desks} * ({steps}))"
    wrapped = _CLASSES * plan.desks
    return f"({moved} - CASE WHEN {moved} >= {plan.members} THEN {wrapped} ELSE 0 END)"


def tied(plan: Plan, select: str) -> str:
    """Return rows (``p``, ``h``, ``company``, ``k``) with ``j``: p's k-th connection."""
    drawn = hashed(select, "tie", of="h // 2 + k * 40503", seed=plan.salt("ties"))
    found = f"SELECT *, {somebody(plan, 'tie', 'company')} AS met FROM ({drawn}) AS drawn"
    return f"""
SELECT * EXCLUDE (tie, met), {known_before(plan, "p", "met")} AS j
FROM ({found}) AS found"""
