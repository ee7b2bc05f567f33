"""The slice of the methodology that is written by hand for other engines, as a methodology."""

from openssi.methodology import Methodology, default

WEIGHTS = {
    "endorsements_received": 12.5,
    "content_published": 12.5,
    "people_searches": 12.5,
    "profile_views_made": 12.5,
    "reactions_given": 15.0,
    "people_messaged": 10.0,
    "connections": 15.0,
    "acceptance_rate": 10.0,
}
"""Flows, one rate, one breadth and stocks; of each pillar they are the whole."""


def methodology() -> Methodology:
    """Return the methodology of the slice."""
    whole = default()
    kept = [rule for rule in whole.signals if rule.id in WEIGHTS]
    signals = [
        rule.model_copy(update={"weight": WEIGHTS[rule.id], "tier": "base"}) for rule in kept
    ]
    return whole.model_copy(update={"id": "slice", "signals": tuple(signals)})
