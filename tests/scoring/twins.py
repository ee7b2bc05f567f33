"""Each measure once more, in SQL written by hand over the raw tables.

Nothing is shared with the scoring: no stages, no running sums, no landmark. Everything is seen from
2025-12-02 to 2026-07-20, which is also the day scored; the half-life is 30 days.
"""

DAY = "DATE '2026-07-20'"
FADE = f"POWER(0.5, DATE_DIFF('day', {{day}}, {DAY}) / 30.0)"
SEEN = f"""(
  SELECT SUM(POWER(0.5, age / 30.0))
  FROM UNNEST(RANGE(0, DATE_DIFF('day', DATE '2025-12-02', {DAY}) + 1)) AS ages(age)
)"""
MINE = f"""(
  SELECT *, CAST(occurred_at AS DATE) AS day, COALESCE(quantity, 1) AS q
  FROM activities
  WHERE member_id = 'm0' AND CAST(occurred_at AS DATE) <= {DAY}
    AND (counterpart_id IS NULL OR counterpart_id <> 'm0')
)"""


def fade(day):
    return FADE.format(day=day)


TALK = f"""(
  SELECT COALESCE(object_id, counterpart_id) AS thread, occurred_at AS moment,
    kind IN ('message_sent', 'inmail_sent') AS own, kind = 'inmail_sent' AS inmail
  FROM {MINE} AS mine
  WHERE counterpart_id IS NOT NULL
    AND kind IN ('message_sent', 'inmail_sent', 'message_received', 'inmail_received')
)"""

FIRSTS = f"""(
  SELECT DISTINCT t.* FROM {TALK} AS t
  WHERE t.own AND NOT EXISTS (
    SELECT 1 FROM {TALK} AS u
    WHERE u.thread = t.thread AND (u.moment < t.moment OR u.moment = t.moment AND NOT u.own)
  )
)"""

TWINS = {
    "reactions_given": f"""
        SELECT 7 * COALESCE(SUM(q * {fade("day")}), 0) / {SEEN}
        FROM {MINE} AS mine WHERE kind = 'reaction_given'""",
    "days_active": f"""
        SELECT 7 * COALESCE(SUM(LEAST(1, done) * {fade("day")}), 0) / {SEEN}
        FROM (
          SELECT day, SUM(q) AS done FROM {MINE} AS mine
          WHERE kind NOT LIKE '%received' AND kind NOT IN (
            'post_viewed', 'follower_gained', 'invitation_sent', 'invitation_accepted')
          GROUP BY day
        ) AS days""",
    "people_messaged": f"""
        SELECT COALESCE(SUM({fade("last_met")}), 0)
        FROM (
          SELECT MAX(day) AS last_met FROM {MINE} AS mine
          WHERE kind IN ('message_sent', 'inmail_sent') AND counterpart_id IS NOT NULL
          GROUP BY counterpart_id
        ) AS people""",
    "endorsements_received": f"""
        SELECT COUNT(DISTINCT counterpart_id)
        FROM {MINE} AS mine WHERE kind = 'endorsement_received'""",
    "rich_media": f"""
        SELECT COALESCE(
          (SELECT media_items FROM members WHERE member_id = 'm0' AND media_items IS NOT NULL
             AND seen_on <= {DAY} ORDER BY seen_on DESC LIMIT 1),
          (SELECT media_items FROM members WHERE member_id = 'm0' AND media_items IS NOT NULL
             ORDER BY seen_on LIMIT 1))""",
    "reply_rate": f"""
        SELECT (COALESCE(SUM(w) FILTER (WHERE answered), 0) + 5 * 0.15) / (COALESCE(SUM(w), 0) + 5)
        FROM (
          SELECT {fade("CAST(moment AS DATE) + 14")} AS w, EXISTS (
            SELECT 1 FROM {TALK} AS a WHERE a.thread = f.thread AND NOT a.own
              AND a.moment > f.moment AND a.moment <= f.moment + INTERVAL 14 DAY) AS answered
          FROM {FIRSTS} AS f
          WHERE NOT f.inmail AND CAST(moment AS DATE) + 14 <= {DAY}
        ) AS trials""",
    "acceptance_rate": f"""
        SELECT (COALESCE(SUM(w) FILTER (WHERE yes), 0) + 5 * 0.2) / (COALESCE(SUM(w), 0) + 5)
        FROM (
          SELECT {fade("r.day + 30")} AS w, EXISTS (
            SELECT 1 FROM (
              SELECT counterpart_id AS person, day FROM {MINE} AS m
              WHERE kind = 'invitation_accepted'
              UNION ALL
              SELECT connection_id, connected_on FROM connections WHERE member_id = 'm0'
            ) AS y
            WHERE y.person = r.counterpart_id AND y.day BETWEEN r.day AND r.day + 30
              AND (r.again IS NULL OR y.day < r.again)) AS yes
          FROM (
            SELECT counterpart_id, day, LEAD(day) OVER (
              PARTITION BY counterpart_id ORDER BY day) AS again
            FROM {MINE} AS m WHERE kind = 'invitation_sent' AND counterpart_id IS NOT NULL
          ) AS r
          WHERE r.day + 30 <= {DAY}
        ) AS trials""",
    "engagement_per_post": f"""
        SELECT (
          SELECT COALESCE(SUM(q * {fade("day")}), 0) FROM (
            SELECT MIN(day) AS day, 1.0 AS q FROM {MINE} AS m
            WHERE kind IN ('reaction_received', 'comment_received', 'repost_received')
              AND object_id IS NOT NULL AND counterpart_id IS NOT NULL
            GROUP BY object_id, counterpart_id
            UNION ALL
            SELECT day, q FROM {MINE} AS m
            WHERE kind IN ('reaction_received', 'comment_received', 'repost_received')
              AND (object_id IS NULL OR counterpart_id IS NULL)
          ) AS echo
        ) / (2 + (
          SELECT COALESCE(SUM(q * {fade("day")}), 0) FROM {MINE} AS m
          WHERE kind IN ('post_published', 'article_published')))""",
    "reply_speed": f"""
        SELECT EXP((COALESCE(SUM(w * LN(hours)), 0) + 3 * LN(120)) / (COALESCE(SUM(w), 0) + 3))
        FROM (
          SELECT {fade("CAST(moment AS DATE) + 30")} AS w, GREATEST(1 / 60.0, LEAST(720, COALESCE((
            SELECT MIN(EPOCH_US(a.moment) - EPOCH_US(t.moment)) / 3.6e9 FROM {TALK} AS a
            WHERE a.thread = t.thread AND a.own AND a.moment > t.moment), 720))) AS hours
          FROM (
            SELECT *, LAG(own) OVER (PARTITION BY thread ORDER BY moment, own) AS own_before
            FROM {TALK} AS talk
          ) AS t
          WHERE NOT own AND (own_before IS NULL OR own_before)
            AND CAST(moment AS DATE) + 30 <= {DAY}
        ) AS turns""",
}
"""One signal of each measure (two rates), with the query that measures it."""
