"""Which signals rest on what a file shows."""

from __future__ import annotations

from collections.abc import Collection

from openssi.methodology import Methodology
from openssi.methodology.measures import State
from openssi.methodology.model import SignalRule


def measurable(methodology: Methodology, shown: Collection[str]) -> tuple[SignalRule, ...]:
    """Return the signals that need one of the kinds and facts shown, in the methodology's order.

    Args:
        methodology: Whose signals.
        shown: Kinds of activity and profile facts, as in `FileAccount.shows`.
    """
    return tuple(rule for rule in methodology.signals if not reads(rule).isdisjoint(shown))


def reads(rule: SignalRule) -> set[str]:
    """Return the kinds of activity and the profile facts that a signal is measured from."""
    measure = rule.measure
    if isinstance(measure, State):
        return {measure.fact} if measure.fact else {part.fact for part in measure.parts}
    return {kind for group in measure.groups for kind in group}
