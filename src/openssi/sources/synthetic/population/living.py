"""Everything that members do, together: day by day, and over the years before."""

import pyarrow as pa

from openssi.sources.synthetic.population import given
from openssi.sources.synthetic.population.plan import Plan

_SIMPLE = ("visits", "discovery", "seat", "groups")
_PLAIN = "NULL, NULL, NULL, 1.0"


def calendar(plan: Plan, *periods: int) -> pa.Table:
    """Return the slots of some periods, or of all: which day each is, and how busy its period."""
    slots = [row for row in plan.calendar() if not periods or row[0] in periods]
    period, slot, day, volume = zip(*slots, strict=True)
    return pa.table(
        {
            "period": pa.array(period, pa.int64()),
            "slot": pa.array(slot, pa.int64()),
            "day": pa.array(day, pa.int64()),
            "volume": pa.array(volume, pa.float64()),
        }
    )


def done(plan: Plan) -> str:
    """Return what members do in the periods of ``months``."""
    asked = f"SELECT p, 'invitation_sent', moment, j, {_PLAIN} FROM requests"
    accepted = (
        f"SELECT p, 'invitation_accepted', accepted_at, j, {_PLAIN} "
        "FROM requests WHERE accepted_at IS NOT NULL"
    )
    return "\nUNION ALL\n".join(
        (
            given.published(),
            *(given.discovery(plan, name) for name in _SIMPLE),
            given.reactions(plan),
            given.talks(plan),
            given.inmails(plan),
            asked,
            accepted,
        )
    )


def stood(plan: Plan) -> str:
    """Return endorsements and recommendations that were given over the years."""
    return "\nUNION ALL\n".join(
        (
            given.esteem(plan, "endorsers", "endorsement_given", back=False),
            given.esteem(plan, "recommenders", "recommendation_given", back=True),
        )
    )
