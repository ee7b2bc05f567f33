"""Each signal of the shipped methodology: low, high and without data, on literal rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from lives import AS_OF
from runs import Rows, Run, deed, member, scored, seen

from openssi.methodology import default
from openssi.methodology.measures import Flow, Mean, Rate, Regularity, State, Stock
from openssi.methodology.model import SignalRule
from openssi.tables import CONNECTION, FACTS, KINDS

RULES = {rule.id: rule for rule in default().signals}
DAYS = [AS_OF - dt.timedelta(days=back) for back in range(120)]
TARGET = {"seniority": "director", "company": "Acme", "industry": "Retail"}
PLENTY = 2.0
"""How much more than full marks takes is given."""


def rows_of(name: str, activities: list[dict[str, Any]], links: list[dict[str, Any]]) -> Rows:
    return {
        "members": [member(name, company="Acme", industry="Retail")],
        "activities": activities,
        "connections": links,
        "coverage": seen(name, *KINDS, CONNECTION),
    }


def high(rule: SignalRule) -> Rows:
    """A life that earns this signal's full marks."""
    if isinstance(rule.measure, State):
        return with_facts(2000)
    activities = list(deeds(rule))
    rows = rows_of("m", activities, list(connections(rule, activities)))
    if getattr(rule.measure, "audience", False):  # whom one only looks at must be known too
        rows["members"] += [member(who, **TARGET) for who in met(activities)]
    return rows


def with_facts(amount: int) -> Rows:
    whole = rows_of("m", [], [])
    flags = {"has_photo": amount > 0, "has_banner": amount > 0}
    whole["members"] = [member("m", **{**dict.fromkeys(FACTS, amount), **flags})]
    return whole


def deeds(rule: SignalRule) -> Iterator[dict[str, Any]]:
    """Rows of ``activities`` that are more than enough."""
    measure, enough = rule.measure, round(PLENTY * rule.curve.full) + 1
    match measure:
        case Stock(kinds=kinds):
            people = [f"p{n}" for n in range(enough)] if kinds else []
            yield from (deed("m", kinds[0], AS_OF, counterpart_id=who) for who in people)
        case Flow(conversations="reopened"):
            yield from reopened(enough)
        case Flow(conversations="answered"):
            yield from talks("message_sent", "message_received", enough * 20)
        case Flow(kinds=kinds) if kinds:
            yield from (worthy_deed(kinds[0], day, enough) for day in DAYS)
        case Regularity(kinds=kinds):
            yield from (deed("m", kinds[0], day) for day in DAYS)
        case Mean(kinds=kinds, occasions=occasions):
            for day in DAYS:
                yield deed("m", occasions[0], day, object_id=f"o{day}")
                yield deed("m", kinds[0], day, object_id=f"o{day}", quantity=enough)
        case _ if measure.type == "breadth":
            kind = measure.groups[0][0]
            yield from (deed("m", kind, AS_OF, counterpart_id=f"p{n}") for n in range(enough))
        case _:
            yield from decided(rule)


def decided(rule: SignalRule) -> Iterator[dict[str, Any]]:
    """Trials and turns that ended well."""
    match rule.measure:
        case Rate(trials="requests"):
            yield from (
                deed("m", "invitation_sent", DAYS[100], counterpart_id=f"p{n}") for n in range(99)
            )
        case Rate(trials=trials):
            kind = "inmail_sent" if trials == "inmails" else "message_sent"
            yield from talks(kind, "message_received", 99)
        case _ if rule.measure.type == "speed":
            yield from talks("message_received", "message_sent", 99)


def worthy_deed(kind: str, day: dt.date, quantity: float) -> dict[str, Any]:
    at = dt.datetime.combine(day, dt.time(12))
    return deed("m", kind, at, quantity=quantity, has_text=True, counterpart_id="p0", object_at=at)


def talks(first: str, then: str, count: int) -> Iterator[dict[str, Any]]:
    """Conversations with different people, answered within a minute."""
    for number in range(count):
        begun = dt.datetime.combine(DAYS[number % 20 + 40], dt.time(9))
        who = f"p{number}"
        yield deed("m", first, begun, counterpart_id=who)
        yield deed("m", then, begun + dt.timedelta(minutes=1), counterpart_id=who)


def reopened(count: int) -> Iterator[dict[str, Any]]:
    """Old conversations that the member takes up again, each answered at once."""
    for number in range(count * 10):
        who, silent = f"p{number}", dt.datetime.combine(DAYS[110], dt.time(9))
        again = dt.datetime.combine(DAYS[number % 10], dt.time(9))
        yield deed("m", "message_sent", silent, counterpart_id=who)
        yield deed("m", "message_sent", again, counterpart_id=who)
        minute = dt.timedelta(minutes=1)
        yield deed("m", "message_received", again + minute, counterpart_id=who)


def met(activities: list[dict[str, Any]]) -> list[str]:
    """The other people in some rows."""
    others = (row.get("counterpart_id") for row in activities)
    return list(dict.fromkeys(who for who in others if who))


def connections(rule: SignalRule, activities: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Everyone met is a connection of the audience, made a day after a request."""
    people = met(activities)
    if getattr(rule.measure, "connections", None):
        people = [f"p{n}" for n in range(round(20 * PLENTY * rule.curve.full))]
    for number, who in enumerate(people):
        day = DAYS[99] if rule.measure.type == "rate" else DAYS[number % 90]
        yield {"member_id": "m", "connection_id": who, "connected_on": day, **TARGET}


def of(who: str, rows: Rows) -> Rows:
    """The rows with people of their own, whom nobody else's tell anything of."""
    people = ("member_id", "connection_id", "counterpart_id")
    return {
        table: [
            {key: f"{who} {value}" if key in people else value for key, value in row.items()}
            for row in given
        ]
        for table, given in rows.items()
    }


@pytest.fixture(scope="module")
def busy() -> Run:
    """A member for each signal, who earns its full marks."""
    lives = [of(rule.id, high(rule)) for rule in RULES.values()]
    return scored({table: [row for life in lives for row in life[table]] for table in lives[0]})


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_high_earns_full_marks(rule: SignalRule, busy: Run) -> None:
    row = busy.signals[f"{rule.id} m", rule.id, AS_OF]
    assert row["status"] == "measured"
    assert row["points"] == pytest.approx(rule.weight)


@pytest.fixture(scope="module")
def idle() -> Run:
    """A member of whom everything is seen, and who does nothing."""
    rows = with_facts(0)
    rows["members"] = [{**rows["members"][0], "company": "Acme", "industry": "Retail"}]
    stranger = {"seniority": "entry", "company": "Globex", "industry": "Mining"}
    rows["connections"] = [
        {"member_id": "m", "connection_id": "p0", "connected_on": DAYS[-1], **stranger}
    ]
    return scored(rows)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_low_earns_nothing_and_costs_nothing(rule: SignalRule, idle: Run) -> None:
    row = idle.signals["m", rule.id, AS_OF]
    if rule.id in {"connections", "connection_growth"}:  # the one stranger is a connection
        assert 0 < row["points"] < rule.weight / 2
    elif row["value"] is None:  # nobody of the audience was ever met: nothing is known of them
        assert getattr(rule.measure, "audience", False)
    else:
        assert row["points"] == pytest.approx(0, abs=1e-9)


@pytest.fixture(scope="module")
def unseen() -> Run:
    """A member of whom nothing is known."""
    return scored({"members": [member("m")], "activities": [], "connections": [], "coverage": []})


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_without_data_it_is_unknown_and_not_zero(rule: SignalRule, unseen: Run) -> None:
    row = unseen.signals["m", rule.id, AS_OF]
    assert (row["status"], row["value"], row["points"]) == ("not_observed", None, None)
