"""What an earlier result would be today: its day scored again, set apart from any change."""

from collections.abc import Mapping

from openssi.result import Change, MethodologyRef, PillarId, Result, Revision

_DATA = "the data known since (other sources, late rows)"


def revision(
    earlier: Result, change: Change, now: Mapping[PillarId, float], rules: MethodologyRef
) -> Revision:
    """Compare an earlier result with the same day on today's methodology and data.

    Args:
        earlier: The result as it was given then.
        change: The change since its day.
        now: Today's score of each measurable pillar on that day.
        rules: Today's methodology.
    """
    then = {pillar.id: pillar.score for pillar in earlier.pillars if pillar.score is not None}
    both = {pillar: now[pillar] - score for pillar, score in then.items() if pillar in now}
    comparable = set(then) == set(now) and change.before is not None and earlier.total is not None
    return Revision(
        scored_then=earlier.total,
        scored_now=change.before,
        points=sum(both.values()) if comparable else None,
        pillars=both,
        methodology_then=_version(earlier.methodology),
        cause=_cause(earlier.methodology, rules),
    )


def _cause(then: MethodologyRef, now: MethodologyRef) -> str:
    if then.fingerprint == now.fingerprint:
        return f"Same rules ({_version(now)}, {_toward(now)}): the difference is {_DATA}."
    return f"Other rules: {_other(then, now)}. The difference is that of the rules and of {_DATA}."


def _other(then: MethodologyRef, now: MethodologyRef) -> str:
    """Which rules are not the same, as far as their names tell."""
    pairs = [(_version(then), _version(now)), (_toward(then), _toward(now))]
    named = [f"{one} then, {other} now" for one, other in pairs if one != other]
    return "; ".join(named) or f"{_version(now)} was edited, or its audience, without a new name"


def _version(rules: MethodologyRef) -> str:
    return f"{rules.id} {rules.version}"


def _toward(rules: MethodologyRef) -> str:
    return f"audience “{rules.audience}”"
