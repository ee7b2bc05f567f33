"""How a signal is measured, in words."""

from __future__ import annotations

from openssi.methodology.measures import (
    Breadth,
    Flow,
    Mean,
    Rate,
    Regularity,
    Speed,
    State,
    Stock,
)
from openssi.methodology.model import Methodology, SignalRule
from openssi.report.numbers import plain
from openssi.tables import CONNECTION

CONNECTIONS = {
    "all": "connections",
    "audience": "connections in the target audience",
    "colleagues": "connections at the member's own company",
    "industry": "connections in the member's own industry",
}
CONVERSATIONS = {
    "answered": "conversations opened by either side and answered by the other",
    "reopened": "silent conversations that the member took up again and that were answered",
}
TRIALS = {
    "requests": "connection requests that were accepted",
    "openings": "conversations opened with a message that were answered",
    "inmails": "conversations opened with an InMail that were answered",
}


def measured(rule: SignalRule) -> str:
    """How the value is made, in a sentence."""
    match rule.measure:
        case State() as state:
            text = _state(state)
        case Stock() as stock:
            counted = CONNECTIONS.get(stock.connections or "", _people(stock.kinds))
            text = f"A count that stands until it ends: {counted}."
        case Flow() as flow:
            text = f"A weekly pace that fades: {_flow(flow)}."
        case Regularity(per=per, kinds=kinds):
            text = f"The {per}s with at least one of {_listed(kinds)}, as a pace that fades."
        case Breadth(kinds=kinds):
            text = f"Each person counts once and fades from the last time: {_people(kinds)}."
        case Rate() as rate:
            text = _rate(rate)
        case Mean() as mean:
            text = (
                f"{_listed(mean.kinds)} for each of {_listed(mean.occasions)}, as a mean that "
                f"fades, shrunk towards 0 by {plain(mean.k)} of them{_totals(mean.totals)}."
            )
        case Speed(k=k):
            text = (
                "The geometric mean of the times until the member answers, fading, shrunk towards "
                f"the speed that earns nothing by {plain(k)} turns."
            )
    return text


def kinds_read(rule: SignalRule) -> tuple[str, ...]:
    """The kinds of activity that the measure reads, each once; ``connection`` is the table."""
    groups = [kind for group in rule.measure.groups for kind in group]
    totals = getattr(rule.measure, "totals", None)
    return tuple(dict.fromkeys([*groups, *([totals] if totals else [])]))


def fades(rule: SignalRule, methodology: Methodology) -> str:
    """After how many days a deed counts half, in words."""
    if rule.measure.type in {"state", "stock"}:
        return "It does not fade."
    return f"What happened counts half after {plain(methodology.half_life(rule))} days."


def sources(rule: SignalRule) -> str:
    """What of the canonical tables the measure reads, in words."""
    if isinstance(rule.measure, State):
        facts = [part.fact for part in rule.measure.parts] or [rule.measure.fact or ""]
        return f"columns of members: {', '.join(facts)}"
    kinds = [kind for kind in kinds_read(rule) if kind != CONNECTION]
    table = "the connections table" if CONNECTION in kinds_read(rule) else ""
    return ", ".join(filter(None, (*kinds, table)))


def _state(state: State) -> str:
    if state.fact:
        return f"A profile fact as it stands: {state.fact}."
    parts = ", ".join(f"{part.title} {plain(part.weight)}" for part in state.parts)
    return f"Parts of the profile, each with its weight: {parts}. Unseen parts are left out."


def _flow(flow: Flow) -> str:
    limits = "".join(
        (
            f"; {_listed(flow.with_text)} only with words of one's own" if flow.with_text else "",
            f"; at most {plain(flow.within_hours)} hours after their object was made"
            if flow.within_hours
            else "",
            "; only towards the target audience" if flow.audience else "",
            _totals(flow.totals),
        )
    )
    if flow.connections:
        return f"{CONNECTIONS[flow.connections]} made{limits}"
    if flow.conversations:
        return f"{CONVERSATIONS[flow.conversations]}{limits}"
    return f"{_listed(flow.kinds)}{limits}"


def _rate(rate: Rate) -> str:
    whom = " towards the target audience" if rate.audience else ""
    return (
        f"The share of {TRIALS[rate.trials]}{whom}, among those whose time is over; fading, and "
        f"shrunk towards the floor by {plain(rate.k)} trials."
    )


def _totals(kind: str | None) -> str:
    return f"; {_name(kind)} on days that show none of them" if kind else ""


def _people(kinds: tuple[str, ...]) -> str:
    return f"different people by {_listed(kinds)}"


def _listed(kinds: tuple[str, ...]) -> str:
    return ", ".join(map(_name, kinds))


def _name(kind: str) -> str:
    return kind.replace("_", " ")
