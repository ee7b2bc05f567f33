"""What members do: posts and what others make of them, discovery, messages, requests, esteem.

Each query has the same columns: who, kind, second, whom, the object and when it was made, whether
it has words, and how much it counts.
"""

from openssi.sources.synthetic.population.draws import choice, draw, hashed, odds
from openssi.sources.synthetic.population.happenings import delay, happenings
from openssi.sources.synthetic.population.persons import (
    age,
    crowded,
    met_later,
    somebody,
    tied,
)
from openssi.sources.synthetic.population.plan import Plan, rates

_NONE = "CAST(NULL AS VARCHAR) AS object, CAST(NULL AS BIGINT) AS object_at"
_PLAIN = f"{_NONE}, CAST(NULL AS BOOLEAN) AS has_text, 1.0 AS quantity"
_TOWARDS = ("profile_viewed", "member_followed")


def discovery(plan: Plan, name: str) -> str:
    """Return searches, views, follows, saved leads, groups or visits: one sort of deeds."""
    kinds = rates()["deeds"][name]["kinds"]
    drawn = happenings(plan, name)
    if name == "visits":  # a day is visited once, however often
        drawn = f"SELECT DISTINCT ON (p, moment // 86400) * FROM ({drawn}) AS d ORDER BY moment"
    whom = f"CASE WHEN kind IN {_TOWARDS} THEN {somebody(plan, 'e', 'company')} END"
    return f"""
SELECT p, kind, moment, {whom} AS j, {_PLAIN}
FROM (SELECT *, {choice(draw("e", "kind"), kinds)} AS kind FROM ({drawn}) AS d) AS deeds"""


def posts(plan: Plan) -> str:
    """Return the posts, each with how many people will react to it."""
    rule = rates()["posts"]
    drawn = happenings(plan, "posts", "p, h, company, period, ties")
    echo = (
        f"{rule['engagement']} * POWER((ties / {plan.thinning!r} + 5.0) / {rule['engagement_at']}, "
        f"{rule['reach_power']}) "
        f"* POWER({odds(draw('e', 'echo'))}, {rule['engagement_skew']})"
    )
    return f"""
SELECT p, e, moment, {choice(draw("e", "kind"), rates()["deeds"]["posts"]["kinds"])} AS kind,
  'post-' || p || '-' || period || '-' || k AS object,
  {draw("e", "words")} < {rule["with_text"]} AS has_text,
  CAST(FLOOR(LEAST({rule["engagement_most"]}.0, {echo}) + {draw("e", "rest")}) AS BIGINT) AS echo
FROM ({drawn}) AS d"""


def published() -> str:
    """Return the posts as deeds, and how often they were seen."""
    seen = f"1 + echo * {rates()['posts']['impressions']}.0"
    return f"""
SELECT p, kind, moment, CAST(NULL AS BIGINT) AS j, object, moment AS object_at, has_text,
  1.0 AS quantity
FROM posts
UNION ALL
SELECT p, 'post_viewed', moment + 3600, NULL, object, moment, NULL, {seen} FROM posts"""


def reactions(plan: Plan) -> str:
    """Return what readers made of posts, as deeds of the readers."""
    rule, network = rates()["posts"], rates()["network"]
    columns = "p AS author, e AS post, moment AS posted, object"
    each = f"SELECT {columns}, UNNEST(RANGE(echo)) AS k FROM posts"
    drawn = hashed(each, "r", of="post // 2 + k * 40503", seed=plan.salt("reactions"))
    readers = max(1, int(plan.members * network["readers"]))
    rank = crowded(
        draw("r", "reader"), network["reader_crowding"], network["reader_power"], readers
    )
    return f"""
SELECT CASE WHEN {draw("r", "known")} < {network["readers_by_reach"]} THEN {rank}
    ELSE ({rank} * {plan.readers_back}) % {plan.members} END AS p,
  {choice(draw("r", "kind"), rule["kinds"])} AS kind,
  posted + {delay("r", "when", hours=rule["hours"], most_days=40)} AS moment,
  author AS j, object, posted AS object_at, CAST(NULL AS BOOLEAN) AS has_text, 1.0 AS quantity
FROM ({drawn}) AS d"""


def _share(rule: str, charm: str) -> str:
    """SQL for a member's share of answers: from the least to the most charming."""
    answers = rates()["answers"][rule]
    return f"({answers['low']} + {answers['high'] - answers['low']!r} * {charm})"


def talks(plan: Plan) -> str:
    """Return conversations with connections, message by message."""
    drawn = happenings(plan, "talks", "p, h, company, period, ties, charm")
    chosen = f"""
SELECT * REPLACE (CAST(FLOOR(POWER({draw("e", "partner")}, 1.5) * (ties + 1)) AS BIGINT) AS k)
FROM ({drawn}) AS d"""
    return _messages(tied(plan, chosen), "talks", "message_sent")


def inmails(plan: Plan) -> str:
    """Return InMails and what they led to."""
    drawn = happenings(plan, "inmails", "p, h, company, period, charm")
    whom = met_later(plan, "p", "met")
    found = f"SELECT *, {somebody(plan, 'e', 'company')} AS met FROM ({drawn}) AS d"
    return _messages(f"SELECT *, {whom} AS j FROM ({found}) AS f", "inmails", "inmail_sent")


def _messages(opened: str, rule: str, first: str) -> str:
    """Messages of conversations, turn by turn; a third of those answered ends there."""
    hours = rates()["answers"][rule]["hours"]
    longer = f"CAST(LEAST(9.0, POWER(1.0 - {draw('e', 'length')}, -0.6)) AS BIGINT)"
    return f"""
SELECT CASE WHEN turn % 2 = 0 THEN p ELSE j END AS p,
  CASE WHEN turn = 0 THEN '{first}' ELSE 'message_sent' END AS kind, moment + turn * gap AS moment,
  CASE WHEN turn % 2 = 0 THEN j ELSE p END AS j, {_PLAIN}
FROM (
  SELECT *, {delay("e", "gap", hours=hours, most_days=12)} AS gap, UNNEST(RANGE(
    CASE WHEN {draw("e", "answered")} < {_share(rule, "charm")} THEN 1 + {longer} ELSE 1 END
  )) AS turn
  FROM ({opened}) AS opened
) AS turns"""


def requests(plan: Plan) -> str:
    """Return connection requests, each with the second of its acceptance, if any."""
    drawn = happenings(plan, "invitations", "p, h, company, period, charm")
    found = f"SELECT *, {somebody(plan, 'e', 'company')} AS met FROM ({drawn}) AS d"
    waiting = delay("e", "wait", hours=rates()["answers"]["invitations"]["hours"], most_days=60)
    accepted = f"{draw('e', 'accepted')} < {_share('invitations', 'charm')}"
    return f"""
SELECT p, {met_later(plan, "p", "met")} AS j, moment,
  CASE WHEN {accepted} THEN moment + {waiting} END AS accepted_at
FROM ({found}) AS found"""


def esteem(plan: Plan, stock: str, kind: str, *, back: bool) -> str:
    """Return endorsements or recommendations that connections gave over the years.

    Args:
        plan: The population.
        stock: ``endorsers`` or ``recommenders``.
        kind: Kind of what they gave.
        back: Whether the latest connections give first.
    """
    last = (plan.end // 86_400) - 1
    count = f"CAST(LEAST(ties, FLOOR({stock} + {draw('h', f'{stock} rest')})) AS BIGINT)"
    order = "CAST(ties AS BIGINT) - 1 - n" if back else "n"
    each = f"SELECT p, h, company, age, ties, UNNEST(RANGE({count})) AS n FROM persons"
    givers = tied(plan, f"SELECT *, {order} AS k FROM ({each}) AS e")
    drawn = hashed(givers, "e", of="h // 2 + n * 40503", seed=plan.salt(stock))
    ago = f"CAST(FLOOR(POWER({draw('e', 'ago')}, 1.3) * age) AS BIGINT)"
    return f"""
SELECT j AS p, '{kind}' AS kind,
  ({last} - {ago}) * 86400 + 28800 + CAST(FLOOR({draw("e", "second")} * 36000) AS BIGINT) AS moment,
  p AS j, {_PLAIN}
FROM ({drawn}) AS d"""


def ties(plan: Plan) -> str:
    """Return connections that stood before the first day, each pair once."""
    return dated(plan, f"SELECT DISTINCT p, j FROM ({pairs(plan)}) AS pairs")


def pairs(plan: Plan) -> str:
    """Return pairs that stood before the first day, the lower number first; some twice."""
    each = "SELECT p, company, h, UNNEST(RANGE(CAST(FLOOR(ties) AS BIGINT))) AS k FROM persons"
    return f"""
SELECT LEAST(p, j) AS p, GREATEST(p, j) AS j
FROM ({tied(plan, each)}) AS pairs
WHERE p <> j"""


def dated(plan: Plan, pairs: str) -> str:
    """Return pairs with the day since which they stand.

    The day rests on the pair and not on who began it: both sides' pieces have the same.
    """
    drawn = hashed(pairs, "e", of="(p * 40503 + j) % 2147483647", seed=plan.salt("since"))
    younger = f"LEAST({age('p')}, {age('j')})"
    ago = f"(1 + CAST(FLOOR({draw('e', 'since')} * {younger}) AS BIGINT))"
    return f"SELECT p, j, {plan.first_day} - {ago} AS day FROM ({drawn}) AS drawn"
