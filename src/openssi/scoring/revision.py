"""What an earlier result would be today: its day scored again, set apart from any change."""

from collections.abc import Mapping

from openssi.methodology import Methodology
from openssi.result import Change, PillarId, Result, Revision


def revision(
    earlier: Result, change: Change, now: Mapping[PillarId, float], rules: Methodology
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
    methodology = f"{earlier.methodology.id} {earlier.methodology.version}"
    return Revision(
        scored_then=earlier.total,
        scored_now=change.before,
        points=sum(both.values()) if comparable else None,
        pillars=both,
        methodology_then=methodology,
        cause=_cause(methodology, f"{rules.id} {rules.version}"),
    )


def _cause(then: str, now: str) -> str:
    data = "data that became known since (other sources, late rows)"
    if then == now:
        return f"Same methodology ({now}): the difference is {data}."
    return f"Methodology {then} then, {now} now: the difference is the methodology's and {data}."
