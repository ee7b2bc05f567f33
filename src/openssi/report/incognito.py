"""A result without the names and numbers by which a person could be known.

Hidden: the member's name, profile address, title, company and industry; job changes; the names of
companies and industries in the network; groups that a benchmark names; rules, audiences and tables
of the user's own; and notes, which may name files. Counts of people are rounded to two digits,
those of a month to one. Scores stay, and so does LinkedIn's own index.
"""

from __future__ import annotations

from typing import Any

from openssi.methodology import default, fingerprint
from openssi.report.comparison import PEOPLE
from openssi.report.origins import hidden
from openssi.result import Benchmark, Description, Evidence, Member, MethodologyRef, Result, Signal
from openssi.result.network import Group, MakeUp, Network, People

DIGITS = 2
"""Digits that are left of a count."""
NAMING = frozenset({"company", "industry"})
"""What connections have in common by a name."""
NOBODY = Member(id="hidden", name=None, title=None, company=None, industry=None)
NOTE = (
    "On request, names are hidden in this report and counts of people are rounded, so that sums "
    "and shares may differ a little."
)


def anonymous(result: Result) -> Result:
    """Return the same scores of nobody in particular."""
    left_out = f"Notes left out, since they may name files: {len(result.notes)}."
    return result.model_copy(
        update={
            "member": NOBODY,
            "methodology": _rules(result.methodology),
            "signals": tuple(map(_signal, result.signals)),
            "history": result.history.model_copy(update={"events": ()}),
            "description": _description(result.description),
            "benchmarks": tuple(map(_benchmark, result.benchmarks)),
            "notes": (NOTE, left_out) if result.notes else (NOTE,),
        }
    )


def rounded(value: float, digits: int = DIGITS) -> float:
    """A count of which only the first digits are left.

    >>> rounded(2437), rounded(38), rounded(38, digits=1)
    (2400, 38, 40)
    """
    places = len(str(abs(int(value))))
    return value if places <= digits else round(value, digits - places)


def _rules(rules: MethodologyRef) -> MethodologyRef:
    """Rules and audiences of one's own may name a company."""
    if rules.fingerprint == fingerprint(default()):
        return rules
    return rules.model_copy(update={"title": "rules of one's own", "audience": "hidden"})


def _signal(signal: Signal) -> Signal:
    value = signal.value
    return signal.model_copy(
        update={
            "value": None if value is None else rounded(value),
            "evidence": _evidence(signal.evidence),
            "sources": hidden(signal.sources),
        }
    )


def _evidence(evidence: Evidence) -> Evidence:
    counts = ("successes", "trials", "pending", "count", "last_28_days", "occasions", "undated")
    known = {name: getattr(evidence, name) for name in counts}
    return evidence.model_copy(
        update={name: rounded(count) for name, count in known.items() if count is not None}
    )


def _benchmark(group: Benchmark) -> Benchmark:
    title = PEOPLE.get(group.group, "Published readings")
    hidden = {"title": "A group", "source": ""} if group.group in {"team", "peer_group"} else {}
    return group.model_copy(update={"title": title, **hidden})


def _description(told: Description) -> Description:
    counts = {name: getattr(told, name) for name in ("connections", "decision_makers")}
    update: dict[str, Any] = {k: rounded(v) for k, v in counts.items() if v is not None}
    update["network"] = None if told.network is None else _network(told.network)
    return told.model_copy(update=update)


def _network(network: Network) -> Network:
    """Months keep one digit: with more, their sum would tell what the rounding hides."""
    months = tuple(None if n is None else rounded(n, digits=1) for n in network.gained.counts)
    update = {name: rounded(getattr(network, name)) for name in ("earlier", "undated")}
    return network.model_copy(
        update={
            **update,
            "now": _people(network.now),
            "recent": _people(network.recent),
            "gained": network.gained.model_copy(update={"counts": months}),
        }
    )


def _people(people: People) -> People:
    deciding = people.decision_makers
    return people.model_copy(
        update={
            "people": rounded(people.people),
            "decision_makers": None if deciding is None else rounded(deciding),
            "make_up": tuple(map(_make_up, people.make_up)),
        }
    )


def _make_up(part: MakeUp) -> MakeUp:
    groups = tuple(_group(part, number, group) for number, group in enumerate(part.groups, start=1))
    update = {name: rounded(getattr(part, name)) for name in ("others", "unknown")}
    return part.model_copy(update={**update, "groups": groups})


def _group(part: MakeUp, number: int, group: Group) -> Group:
    hidden = {"name": f"{part.attribute.capitalize()} {number}"} if part.attribute in NAMING else {}
    return group.model_copy(update={**hidden, "people": rounded(group.people)})
