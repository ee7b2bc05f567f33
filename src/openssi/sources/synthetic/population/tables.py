"""From the members' deeds to the canonical tables: both sides of each, labels, dates."""

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


def _id(plan: Plan, number: str) -> str:
    return f"'m' || LPAD(CAST({number} AS VARCHAR), {len(str(plan.members - 1))}, '0')"


def activities(plan: Plan, since: int, until: int) -> str:
    """Return the activities of all members in the order of time, both sides of each.

    Args:
        plan: The population.
        since: First second of those wanted.
        until: Second before which they end.
    """
    cases = " ".join(f"WHEN '{given}' THEN '{got}'" for given, got in MIRRORED.items())
    mirrored = ", ".join(f"'{kind}'" for kind in MIRRORED)
    wanted = f"moment >= {since} AND moment < {until} AND p IS DISTINCT FROM j"
    columns = "kind, moment, j, object, object_at, has_text, quantity"
    turned = "CASE kind " + cases + " END, moment, p, object, object_at, has_text, quantity"
    return f"""
SELECT {_id(plan, "p")} AS member_id, kind, MAKE_TIMESTAMP(moment * 1000000) AS occurred_at,
  {_id(plan, "j")} AS counterpart_id, object AS object_id,
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
SELECT {_id(plan, "p")} AS member_id, {_id(plan, "j")} AS connection_id,
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
SELECT {_id(plan, "p")} AS member_id, DATE '{plan.first}' AS seen_on,
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
    """SQL for the profile: the better known and the more diligent fill in more of it."""
    care = f"(0.35 * q_reach + 0.3 * q_visits + 0.35 * {draw('h', 'care')})"

    def count(topic: str, most: int, least: int = 0) -> str:
        spread = f"{most - least + 1} * {draw('h', topic)} * (0.4 + 0.9 * {care})"
        return f"CAST({least} + LEAST({most - least}, FLOOR({spread})) AS BIGINT)"

    def has(topic: str, usual: float) -> str:
        return f"({draw('h', topic)} < {usual} + 0.5 * {care})"

    summary = f"CAST(FLOOR(60 + 900 * {draw('h', 'summary')} * {care} * 1.6) AS BIGINT)"
    facts = {
        "has_photo": has("photo", 0.6),
        "has_banner": has("banner", 0.15),
        "headline_length": count("headline", 120, 15),
        "summary_length": f"CASE WHEN {has('about', 0.3)} THEN {summary} ELSE 0 END",
        "positions": count("positions", 9, 1),
        "educations": count("educations", 3),
        "skills": count("skills", 50, 2),
        "certifications": count("certifications", 3),
        "publications": f"CAST({draw('h', 'publications')} < 0.08 AS BIGINT)",
        "recommendations": "CAST(FLOOR(LEAST(ties, recommenders)) AS BIGINT)",
        "languages": count("languages", 3),
        "media_items": "CAST(FLOOR(media) AS BIGINT)",
    }
    return ",\n  ".join(f"{sql} AS {name}" for name, sql in facts.items())


def coverage(plan: Plan) -> str:
    """Return what the network logs of everyone: all kinds of deeds from the first day on."""
    kinds = ", ".join(f"('{kind}')" for kind in (*KINDS, CONNECTION) if kind not in NEVER)
    return f"""
SELECT kind, DATE '{plan.first}' AS observed_from, DATE '{plan.as_of}' AS observed_to,
  'measured' AS status
FROM (VALUES {kinds}) AS kinds(kind)
ORDER BY kind"""
