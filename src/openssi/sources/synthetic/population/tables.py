"""From the members' deeds to the canonical tables: both sides of each, labels, dates."""

from collections.abc import Mapping
from typing import Any

from openssi.sources.synthetic.population.draws import choice, draw
from openssi.sources.synthetic.population.plan import Plan, rates
from openssi.tables import CONNECTION, KINDS

MIRRORED = {
    "reaction_given": "reaction_received",
    "comment_made": "comment_received",
    "repost_made": "repost_received",
    "profile_viewed": "profile_view_received",
    "member_followed": "follower_gained",
    "message_sent": "message_received",
    "inmail_sent": "inmail_received",
    "invitation_sent": "invitation_received",
    "endorsement_given": "endorsement_received",
    "recommendation_given": "recommendation_received",
}
"""What the other person's side of a deed is called."""

NEVER = ("engagement_received",)
"""Totals that only a source without the deeds themselves has."""


def activities(plan: Plan) -> str:
    """Return the activities of all members in the order of time, both sides of each."""
    cases = " ".join(f"WHEN '{given}' THEN '{got}'" for given, got in MIRRORED.items())
    mirrored = ", ".join(f"'{kind}'" for kind in MIRRORED)
    wanted = f"moment < {plan.end} AND p IS DISTINCT FROM j"
    columns = "kind, moment, j, object, object_at, has_text, quantity"
    turned = "CASE kind " + cases + " END, moment, p, object, object_at, has_text, quantity"
    return f"""
SELECT {plan.label("p")} AS member_id, kind, MAKE_TIMESTAMP(moment * 1000000) AS occurred_at,
  {plan.label("j")} AS counterpart_id, object AS object_id,
  MAKE_TIMESTAMP(object_at * 1000000) AS object_at, has_text, CAST(quantity AS DOUBLE) AS quantity
FROM (
  SELECT p, {columns} FROM deeds WHERE {wanted}
  UNION ALL
  SELECT j, {turned} FROM deeds WHERE {wanted} AND kind IN ({mirrored})
) AS both_sides
ORDER BY moment, p, kind, j, object"""


def connections(plan: Plan) -> str:
    """Return each pair of connections once, with its day."""
    return f"""
SELECT {plan.label("p")} AS member_id, {plan.label("j")} AS connection_id,
  DATE '1970-01-01' + CAST(MIN(day) AS INTEGER) AS connected_on
FROM (
  SELECT p, j, day FROM ties
  UNION ALL
  SELECT LEAST(p, j), GREATEST(p, j), accepted_at // 86400
  FROM requests WHERE accepted_at < {plan.end} AND p <> j
) AS pairs
GROUP BY p, j
ORDER BY MIN(day), p, j"""


def members(plan: Plan) -> str:
    """Return what is known of each member from the first day on."""
    people = rates()["people"]
    high = list(reversed(people["seniority"].items()))
    rank = (
        f"CASE WHEN {draw('h', 'senior by reach')} < {people['seniority_follows_reach']} "
        f"THEN 1.0 - q_reach ELSE {draw('h', 'seniority')} END"
    )
    labels = rates()["industries"]["labels"][: plan.industries]
    return f"""
SELECT {plan.label("p")} AS member_id, DATE '{plan.first}' AS seen_on,
  {_company()} AS company,
  {labels}[1 + company % {plan.industries}] AS industry,
  {choice(rank, dict(high))} AS seniority,
  {choice(draw("h", "function"), people["function"])} AS function,
  'T' || LPAD(CAST(company AS VARCHAR), 4, '0') || '-' ||
    CAST(p % {plan.desks} AS VARCHAR) AS team,
  DATE '{plan.first}' - CAST(age AS INTEGER) AS joined_on,
  {_facts()}
FROM persons
ORDER BY p"""


def _company() -> str:
    first, last = rates()["companies"]["first"], rates()["companies"]["last"]
    named = f"{first}[1 + company % {len(first)}] || ' ' || {last}[1 + company % {len(last)}]"
    again = len(first) * len(last)  # their numbers share no factor: all pairs come before one does
    return f"{named} || CASE WHEN company < {again} THEN '' ELSE ' ' || company // {again} END"


def _facts() -> str:
    """SQL for the profile: the more diligent fill in more of it."""
    facts = {name: _fact(name, rule) for name, rule in rates()["profile"]["facts"].items()}
    facts["recommendations"] = "CAST(FLOOR(LEAST(ties, recommenders)) AS BIGINT)"
    facts["media_items"] = "CAST(FLOOR(media) AS BIGINT)"
    return ",\n  ".join(f"{sql} AS {name}" for name, sql in facts.items())


def _fact(name: str, rule: Mapping[str, Any]) -> str:
    """SQL for one part of the profile: whether it is there or, with a range, how much of it."""
    there = f"{draw('h', name)} < {_by_diligence(*rule['chance'])}"
    if "range" not in rule:
        return f"({there})"
    more = f"FLOOR({draw('h', f'{name} more')} * {_by_diligence(*rule['range'])})"
    return f"CASE WHEN {there} THEN CAST({rule['least']} + {more} AS BIGINT) ELSE 0 END"


def _by_diligence(low: float, high: float) -> str:
    return f"({low} + {high - low!r} * q_profile)"


def coverage(plan: Plan) -> str:
    """Return what the network logs of everyone: all kinds of deeds from the first day on."""
    kinds = ", ".join(f"('{kind}')" for kind in (*KINDS, CONNECTION) if kind not in NEVER)
    return f"""
SELECT kind, DATE '{plan.first}' AS observed_from, DATE '{plan.as_of}' AS observed_to,
  'measured' AS status
FROM (VALUES {kinds}) AS kinds(kind)
WHERE {plan.piece} = 0
ORDER BY kind"""
