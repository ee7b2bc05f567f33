"""What is told but not scored, from the canonical tables alone."""

import datetime as dt

from openssi.describe.network import growth, size
from openssi.describe.rhythm import active_until, begun_on, kinds
from openssi.engines import Engine
from openssi.result import Description

__all__ = ["describe"]


def describe(engine: Engine, member_id: str, as_of: dt.date) -> Description:
    """Describe a member's network and activity up to a day.

    Args:
        engine: Has the canonical tables loaded under their names.
        member_id: Whose.
        as_of: Nothing after this day counts.
    """
    connections, decision_makers = size(engine, member_id, as_of)
    return Description(
        connections=connections,
        decision_makers=decision_makers,
        network_growth=growth(engine, member_id, as_of),
        kinds=kinds(engine, member_id, as_of),
        first_day=begun_on(engine, member_id, as_of),
        last_active_day=active_until(engine, member_id, as_of),
    )
