"""The pace that brings the activities asked for: measured on a part, projected to all.

A part of the members lives in full; what each sort of deed brings there is scaled by what all
members together are inclined to do of it, which is summed up exactly. So the few who do very much
do not throw the estimate off.
"""

from dataclasses import replace
from typing import Final

from openssi.sources.synthetic.platform.crowd import Crowd, active
from openssi.sources.synthetic.platform.life import live
from openssi.sources.synthetic.platform.rows import both_sides
from openssi.sources.synthetic.platform.size import Size
from openssi.sources.synthetic.platform.workshop import Hand, Workshop
from openssi.sources.synthetic.population.living import done, stood

_SAMPLE: Final = 10_000_000
"""Activities to measure, about."""

_NEAR: Final = 0.002
_TRIES: Final = 3

_INCLINED: Final = {
    "visits": ("active_day",),
    "discovery": ("profile_viewed", "search_performed", "member_followed", "company_followed"),
    "seat": ("advanced_search_performed", "account_viewed", "lead_saved", "account_saved"),
    "groups": ("group_contribution", "group_joined"),
    "posts": ("post_published", "article_published", "post_viewed"),
    "posts * POWER(ties + 5.0, 0.6)": (
        "reaction_given",
        "comment_made",
        "repost_made",
        "vote_cast",
    ),
    "talks": ("message_sent",),
    "inmails": ("inmail_sent",),
    "invitations": ("invitation_sent", "invitation_accepted"),
    "LEAST(ties, endorsers)": ("endorsement_given",),
    "LEAST(ties, recommenders)": ("recommendation_given",),
}
"""By what members are inclined to, the kinds that come of it."""


def paced(shop: Workshop, size: Size, plan: Crowd) -> Crowd:
    """Return the plan at the pace that brings the activities asked for."""
    if size.asked_activities is None:
        return plan
    for _ in range(_TRIES):
        found = _projected(shop, plan, size)
        if abs(found / size.activities - 1) < _NEAR:
            break
        plan = replace(plan, pace=plan.pace * size.activities / found)
    return plan


def _projected(shop: Workshop, plan: Crowd, size: Size) -> float:
    """How many activities all active members have at the plan's pace, about."""
    part = replace(plan, pieces=max(1, min(plan.members // 500, size.activities // _SAMPLE)))
    inclined = ", ".join(f"SUM({sort})" for sort in _INCLINED)
    ours = shop.row(f"SELECT {inclined} FROM ({active(part)}) AS part")
    alls = shop.row(f"SELECT {inclined} FROM ({active(plan)}) AS everyone")
    counts = _counted(shop, part)
    return sum(
        float(count * every / own)
        for count, own, every in zip(counts, ours, alls, strict=True)
        if own
    )


def _counted(shop: Workshop, part: Crowd) -> tuple[int, ...]:
    """Rows of each sort that a part of the members brings, both sides of each."""
    shop.run("CREATE OR REPLACE TABLE tally (kind VARCHAR, rows BIGINT)")

    def count(hand: Hand, period: int | None) -> None:
        live(hand, part, period)
        rows = both_sides(part, done(part) if period is not None else stood(part))
        hand.run(f"INSERT INTO tally SELECT given, COUNT(*) FROM ({rows}) AS r GROUP BY given")

    shop.each(count, [None, *range(part.periods)])
    sums = ", ".join(
        f"SUM(CASE WHEN kind IN ({', '.join(map(repr, kinds))}) THEN rows ELSE 0 END)"
        for kinds in _INCLINED.values()
    )
    return tuple(int(one or 0) for one in shop.row(f"SELECT {sums} FROM tally"))
