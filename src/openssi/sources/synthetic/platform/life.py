"""A piece of the active members lives through four weeks, or has stood for years."""

from openssi.sources.synthetic.platform.crowd import Crowd, active
from openssi.sources.synthetic.platform.workshop import Hand
from openssi.sources.synthetic.population import given
from openssi.sources.synthetic.population.happenings import months
from openssi.sources.synthetic.population.living import calendar


def live(hand: Hand, plan: Crowd, period: int | None) -> None:
    """Make what the deeds of a piece are drawn from.

    Args:
        hand: Who makes it.
        plan: The piece.
        period: The four weeks to live through; None for the years before, which have no calendar.
    """
    hand.make("persons", active(plan))
    if period is None:
        return
    hand.load("calendar", calendar(plan, period))
    hand.make("months", months(plan))
    hand.make("posts", given.posts(plan))
    hand.make("requests", given.requests(plan))
