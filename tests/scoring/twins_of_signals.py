"""The twins of all signals of OpenSSI 1; the words of the design, in SQL."""

from __future__ import annotations

from typing import Final

from twins import Twin


def kinds_in(kinds: str) -> str:
    """Kinds as SQL has a list."""
    return ", ".join(f"'{kind}'" for kind in kinds.split())


def pace(kinds: str, *, where: str = "TRUE", totals: str = "", unless: str = "FALSE") -> Twin:
    """What was done in a week: quantities over days, both fading, of the days seen."""
    rows = f"SELECT day, q, kind FROM mine AS d WHERE kind IN ({kinds_in(kinds)}) AND ({where})"
    if totals:
        rows += f" UNION ALL {of_totals(kinds, totals)}"
    return Twin(
        value=f"""
        SELECT 7 * COALESCE(SUM(q * fade(day)), 0) / (SELECT SUM(weight) FROM seen)
        FROM ({rows}) AS done
        WHERE day IN (SELECT day FROM seen)""",
        reads=shown_by(kinds, totals),
        unless=unless,
    )


def shown_by(kinds: str, other: str) -> str:
    """Kinds that another one shows as well."""
    return " ".join(f"{kind}/{other}" if other else kind for kind in kinds.split())


def of_totals(kinds: str, totals: str) -> str:
    """Totals of days on which none of the specific kinds was covered."""
    return f"""
        SELECT day, q, kind FROM mine AS d WHERE kind = '{totals}' AND NOT EXISTS (
          SELECT 1 FROM shown AS c
          WHERE c.kind IN ({kinds_in(kinds)}) AND c.status <> 'not_applicable'
            AND d.day BETWEEN c.observed_from AND c.observed_to)"""


def regular(kinds: str, period: str) -> Twin:
    """At most one for each day or week; a week is as old as its last day with a deed."""
    return Twin(
        value=f"""
        SELECT 7 * COALESCE(SUM(LEAST(1, done) * fade(last_day)), 0)
          / (SELECT SUM(weight) FROM seen)
        FROM (
          SELECT SUM(q) AS done, MAX(day) AS last_day FROM mine
          WHERE kind IN ({kinds_in(kinds)}) AND q > 0 AND day IN (SELECT day FROM seen)
          GROUP BY DATE_TRUNC('{period}', day)
        ) AS periods""",
        reads=kinds,
    )


def breadth(kinds: str) -> Twin:
    """Each person once, as old as the last contact."""
    return Twin(
        value=f"""
        SELECT COALESCE(SUM(fade(last_met)), 0)
        FROM (
          SELECT MAX(day) AS last_met FROM mine
          WHERE kind IN ({kinds_in(kinds)}) AND counterpart_id IS NOT NULL
            AND q > 0 AND day IN (SELECT day FROM seen)
          GROUP BY counterpart_id
        ) AS people""",
        reads=kinds,
        counts="people",
    )


def people_of(kind: str) -> Twin:
    """Different people, whenever it was; those without a date have always counted."""
    return Twin(
        value=f"SELECT COUNT(DISTINCT counterpart_id) FROM mine WHERE kind = '{kind}' AND q > 0",
        reads=kind,
        counts="standing",
    )


def connections(where: str, *, unless: str = "FALSE") -> Twin:
    """Connections that stand on the day."""
    return Twin(
        value=f"SELECT COUNT(*) FROM standing AS l WHERE {where}",
        reads="connection",
        counts="standing",
        unless=unless,
    )


def growth(where: str, *, unless: str = "FALSE") -> Twin:
    """Connections made in a week."""
    return Twin(
        value=f"""
        SELECT 7 * COALESCE(SUM(fade(connected_on)), 0) / (SELECT SUM(weight) FROM seen)
        FROM links AS l
        WHERE connected_on IN (SELECT day FROM seen) AND {where}
          AND connected_on >= COALESCE((SELECT joined_on FROM me), connected_on)""",
        reads="connection",
        unless=unless,
    )


def conversations(where: str) -> Twin:
    """Conversations answered in a week, on the day of the answer."""
    return Twin(
        value=f"""
        SELECT 7 * COALESCE(SUM(fade(answered)), 0) / (SELECT SUM(weight) FROM seen)
        FROM openings
        WHERE answered IN (SELECT day FROM seen) AND {where}""",
        reads="message_sent | message_received",
    )


def replies(reads: str, inmail: str) -> Twin:
    """Own openings that were answered, of those whose 14 days are over and were all seen."""
    return Twin(
        value=f"""
        SELECT shrunk(SUM(fade(day + 14)) FILTER (answered IS NOT NULL), SUM(fade(day + 14)))
        FROM openings
        WHERE own AND NOT again AND {inmail} AND day + 14 <= getvariable('day')
          AND all_seen(day, day + 14)""",
        reads=reads,
    )


def acceptance(*, where: str = "TRUE", unless: str = "FALSE") -> Twin:
    """Requests that were accepted, of those whose 30 days are over and were all seen."""
    return Twin(
        value=f"""
        SELECT shrunk(SUM(fade(day + 30)) FILTER (accepted), SUM(fade(day + 30)))
        FROM requests AS r
        WHERE day + 30 <= getvariable('day') AND all_seen(day, day + 30) AND {where}""",
        reads="invitation_sent | connection/invitation_accepted",
        unless=unless,
    )


PROFILE: Final = Twin(
    value="""
    SELECT 100 * SUM(weight * LEAST(1, amount / enough)) / SUM(weight)
    FROM facts JOIN (VALUES
      ('has_photo', 1, 15), ('has_banner', 1, 5), ('headline_length', 40, 10),
      ('summary_length', 300, 15), ('positions', 3, 15), ('educations', 1, 10),
      ('skills', 10, 10), ('recommendations', 2, 8), ('languages', 1, 5),
      ('certifications', 1, 4), ('publications', 1, 3)
    ) AS parts(fact, enough, weight) USING (fact)"""
)

ECHO: Final = "reaction_received comment_received repost_received"
POSTS: Final = "post_published article_published"

ECHO_PER_POST: Final = Twin(
    value=f"""
    SELECT (
      SELECT COALESCE(SUM(q * fade(day)), 0) FROM (
        SELECT MIN(day) AS day, 1 AS q FROM mine
        WHERE kind IN ({kinds_in(ECHO)}) AND object_id IS NOT NULL AND counterpart_id IS NOT NULL
          AND q > 0 AND day IN (SELECT day FROM seen)
        GROUP BY object_id, counterpart_id
        UNION ALL
        SELECT day, q FROM mine
        WHERE kind IN ({kinds_in(ECHO)}) AND (object_id IS NULL OR counterpart_id IS NULL)
        UNION ALL
        SELECT day, q FROM ({of_totals(ECHO, "engagement_received")}) AS totals
      ) AS echo WHERE day IN (SELECT day FROM seen)
    ) / (getvariable('k') + (
      SELECT COALESCE(SUM(q * fade(day)), 0) FROM mine
      WHERE kind IN ({kinds_in(POSTS)}) AND day IN (SELECT day FROM seen)))""",
    reads=f"{shown_by(ECHO, 'engagement_received')} | {POSTS}",
)

REPLY_SPEED: Final = Twin(
    value="""
    SELECT EXP(
      (COALESCE(SUM(w * LN(hours)), 0) + getvariable('k') * LN(getvariable('low')))
      / (COALESCE(SUM(w), 0) + getvariable('k')))
    FROM (
      SELECT fade(day + 30) AS w, GREATEST(1 / 60.0, LEAST(720, COALESCE((
        SELECT MIN(EPOCH_US(a.moment) - EPOCH_US(t.moment)) / 3.6e9 FROM talk AS a
        WHERE a.thread = t.thread AND a.own AND a.moment > t.moment), 720))) AS hours
      FROM (
        SELECT *, CAST(moment AS DATE) AS day,
          LAG(own) OVER (PARTITION BY thread ORDER BY moment, own) AS own_before
        FROM talk
      ) AS t
      WHERE NOT own AND COALESCE(own_before, TRUE)
        AND day + 30 <= getvariable('day') AND all_seen(day, day + 30)
    ) AS turns""",
    reads="message_sent | message_received",
)

ACTIVE: Final = f"""
    {POSTS} reaction_given comment_made repost_made vote_cast search_performed
    advanced_search_performed profile_viewed lead_saved account_saved account_viewed
    company_followed member_followed message_sent inmail_sent endorsement_given
    recommendation_given group_joined group_contribution active_day"""

MEMBERS: Final = "persons"
"""What people tell of themselves."""

ANYBODY: Final = """(
    SELECT person, seniority FROM known_ties
    UNION ALL
    SELECT person, seniority FROM persons WHERE person NOT IN (SELECT person FROM known_ties))"""
"""What is known of people: as connections, else as members."""


def nobody_known(kind: str, people: str) -> str:
    """Nobody whom the deeds concern has a known seniority."""
    return f"""NOT EXISTS (
      SELECT 1 FROM deeds AS d JOIN {people} AS p ON p.person = d.counterpart_id
      WHERE d.member_id = getvariable('me') AND d.kind = '{kind}' AND d.q > 0
        AND p.seniority IS NOT NULL AND (d.day IS NULL OR d.day <= getvariable('today')))"""


def links_without(attribute: str) -> str:
    """There are connections, and this is known of none of them."""
    return f"(SELECT COUNT(*) > 0 AND COUNT({attribute}) = 0 FROM known_ties)"


def nowhere(attribute: str) -> str:
    """The member's own place is not known, or that of no connection."""
    return f"(SELECT {attribute} IS NULL FROM me) OR {links_without(attribute)}"


def alike(attribute: str) -> str:
    """The other side is where the member is, however it is spelt."""
    return f"LOWER(TRIM(l.{attribute})) = (SELECT LOWER(TRIM({attribute})) FROM me)"


TWINS: Final[dict[str, Twin]] = {
    # brand
    "profile_completeness": PROFILE,
    "endorsements_received": people_of("endorsement_received"),
    "recommendations_received": people_of("recommendation_received"),
    "rich_media": Twin(value="SELECT amount FROM facts WHERE fact = 'media_items'"),
    "content_published": pace(POSTS),
    "posting_regularity": regular(POSTS, "week"),
    "engagement_per_post": ECHO_PER_POST,
    "engager_breadth": breadth(ECHO),
    "followers_gained": pace("follower_gained"),
    # people
    "people_searches": pace("search_performed"),
    "inbound_profile_views": pace("profile_view_received"),
    "days_active": regular(ACTIVE, "day"),
    "profile_views_made": pace("profile_viewed"),
    "target_connections": growth("targeted(l.seniority)", unless=links_without("seniority")),
    "prospect_views": pace(
        "profile_viewed",
        where=f"d.counterpart_id IN (SELECT person FROM {ANYBODY} AS p WHERE targeted(seniority))",
        unless=nobody_known("profile_viewed", ANYBODY),
    ),
    "target_acceptance_rate": acceptance(
        where="r.person IN (SELECT person FROM persons WHERE targeted(seniority))",
        unless=nobody_known("invitation_sent", MEMBERS),
    ),
    "follows": pace("member_followed company_followed"),
    "advanced_searches": pace("advanced_search_performed"),
    "leads_saved": pace("lead_saved"),
    "accounts_saved": pace("account_saved"),
    # insights
    "engagement_received": pace(ECHO, totals="engagement_received"),
    "comments_made": pace("comment_made"),
    "reactions_given": pace("reaction_given"),
    "sharing": pace("repost_made post_published", where="kind = 'repost_made' OR has_text"),
    "people_messaged": breadth("message_sent inmail_sent"),
    "groups": pace("group_joined group_contribution"),
    "reply_speed": REPLY_SPEED,
    "early_comments": pace(
        "comment_made",
        where="occurred_at BETWEEN object_at AND object_at + INTERVAL 24 HOUR",
    ),
    "inmail_response_rate": replies("inmail_sent | message_received inmail_received", "inmail"),
    "research_views": pace("account_viewed"),
    # relationships
    "acceptance_rate": acceptance(),
    "colleagues": connections(alike("company"), unless=nowhere("company")),
    "decision_makers": connections("targeted(l.seniority)", unless=links_without("seniority")),
    "connections": connections("TRUE"),
    "two_way_conversations": conversations("NOT again"),
    "reply_rate": replies("message_sent | message_received", "NOT inmail"),
    "connection_growth": growth("TRUE"),
    "industry_relevance": connections(alike("industry"), unless=nowhere("industry")),
    "reopened_ties": conversations("again AND own"),
}
"""Every signal, with the query that measures it."""
