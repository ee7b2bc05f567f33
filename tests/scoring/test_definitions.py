"""What the design says of each measure, where it is easy to read it otherwise."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from lives import AS_OF, tables
from runs import Rows, Run, deed, member, scored, seen

from openssi import pipeline
from openssi.methodology import default
from openssi.methodology.curves import RateCurve
from openssi.methodology.measures import Mean
from openssi.result import History
from openssi.tables import CONNECTION, KINDS

DAY = dt.timedelta(days=1)
Row = dict[str, Any]


def ago(days: int) -> dt.date:
    return AS_OF - days * DAY


def span(name: str, kind: str, since: dt.date) -> Row:
    """A kind that was seen from a day on."""
    until = {"observed_from": since, "observed_to": AS_OF}
    return {"member_id": name, "kind": kind, "status": "measured", **until}


def life(**given: list[Row]) -> Rows:
    """One member, of whom nothing else is told."""
    return {"members": [member("m")], "activities": [], "connections": [], "coverage": [], **given}


def deeds(*rows: Row, since: int | None = None, kinds: tuple[str, ...] = KINDS) -> Rows:
    """A life of some deeds; the kinds are seen always, or for some days."""
    shown = seen("m", *kinds) if since is None else [span("m", k, ago(since)) for k in kinds]
    return life(activities=list(rows), coverage=shown)


# ---- observed days


def test_kinds_seen_over_the_same_days_are_put_together_whatever_is_missing() -> None:
    names = [f"m{n}" for n in range(40)]
    shown = [
        span(name, kind, ago(100))
        for n, name in enumerate(names)
        for i, kind in enumerate(KINDS)
        if (i * 7 + n) % 5
    ]
    run = scored(life(members=[member(name) for name in names], coverage=shown))
    assert {run.signals[name, "days_active", AS_OF]["status"] for name in names} == {"estimated"}


def test_someone_met_on_an_unseen_day_and_again_on_a_seen_one_counts_once() -> None:
    met = (deed("m", "message_sent", ago(n), counterpart_id="p") for n in (61, 59))
    run = scored(deeds(*met, since=59, kinds=("message_sent", "inmail_sent")))
    assert run.value("m", "people_messaged") == pytest.approx(2 ** (-59 / 30))


def test_a_week_begun_on_an_unseen_day_counts_like_one_begun_later() -> None:
    monday = ago(49)
    assert monday.weekday() == 0
    posts = [deed("m", "post_published", monday + n * DAY) for n in (0, 3)]
    values = [
        scored(deeds(*some, since=47, kinds=("post_published", "article_published"))).value(
            "m", "posting_regularity"
        )
        for some in (posts, posts[1:])
    ]
    assert values[0] == pytest.approx(values[1])


def test_an_echo_first_heard_on_an_unseen_day_counts_from_the_first_seen_one() -> None:
    kinds = ("reaction_received", "comment_received", "repost_received",
             "post_published", "article_published")  # fmt: skip
    echo = (
        deed("m", "reaction_received", ago(n), counterpart_id="p", object_id="o") for n in (61, 30)
    )
    run = scored(deeds(*echo, since=59, kinds=kinds))
    measure = default().signal("engagement_per_post").measure
    assert isinstance(measure, Mean)
    assert run.value("m", "engagement_per_post") == pytest.approx(0.5 / measure.k)


def test_days_before_joining_are_observed_zeros_whatever_was_done() -> None:
    rows = deeds(deed("m", "comment_made", ago(15)))
    rows["members"] = [member("m", joined_on=ago(9))]
    assert scored(rows).value("m", "comments_made") == 0


# ---- what counts once, or not at all


def test_a_total_of_nothing_is_no_contact() -> None:
    nothing = {"counterpart_id": "p", "quantity": 0.0}
    run = scored(
        deeds(
            deed("m", "message_sent", ago(40), **nothing),
            deed("m", "invitation_sent", ago(40), **nothing),
            deed("m", "endorsement_received", ago(40), **nothing),
        )
    )
    assert run.value("m", "people_messaged") == 0
    assert run.value("m", "endorsements_received") == 0
    assert run.value("m", "reply_rate") == floor("reply_rate")


def floor(signal: str) -> float:
    """The value of a rate without a trial."""
    curve = default().signal(signal).curve
    assert isinstance(curve, RateCurve)
    return curve.floor


def test_of_a_repeated_id_the_copy_that_counts_is_kept() -> None:
    with_oneself = deed("m", "comment_made", ago(2), counterpart_id="m", activity_id="a")
    run = scored(deeds(with_oneself, deed("m", "comment_made", ago(1), activity_id="a")))
    assert run.value("m", "comments_made") > 0


def test_a_connection_that_ended_before_it_was_made_never_counts_less_than_nothing() -> None:
    made = {"member_id": "m", "connection_id": "p", "connected_on": ago(5), "ended_on": ago(60)}
    days = [ago(30), ago(2), AS_OF]
    run = scored(life(coverage=seen("m", CONNECTION), connections=[made]), days=days)
    assert [run.value("m", "connections", day) for day in days] == [0, 0, 0]


# ---- conversations


def test_an_object_and_a_person_of_one_id_are_two_conversations() -> None:
    run = scored(
        deeds(
            deed("m", "message_sent", ago(40), counterpart_id="17"),
            deed("m", "message_received", ago(39), counterpart_id="p9", object_id="17"),
        )
    )
    assert run.value("m", "reply_rate") < floor("reply_rate")


def test_a_message_and_an_inmail_of_one_moment_count_the_same_in_any_order() -> None:
    def values(*kinds: str) -> list[float]:
        run = both_to_thirty(*kinds)
        return [run.value("m", signal) for signal in ("reply_rate", "inmail_response_rate")]

    one, other = "message_sent", "inmail_sent"
    assert values(one, other) == pytest.approx(values(other, one))


def both_to_thirty(*kinds: str) -> Run:
    people = [f"p{n}" for n in range(30)]
    return scored(deeds(*(deed("m", k, ago(40), counterpart_id=p) for p in people for k in kinds)))


def test_a_message_of_a_known_conversation_needs_no_known_person() -> None:
    run = scored(
        deeds(
            deed("m", "message_sent", ago(40), counterpart_id="p", object_id="o"),
            deed("m", "message_received", ago(39), object_id="o"),
        )
    )
    assert run.value("m", "reply_rate") > floor("reply_rate")


def test_messages_without_any_known_person_are_no_conversation_of_two() -> None:
    run = scored(deeds(deed("m", "message_sent", ago(40), object_id="group")))
    assert run.value("m", "reply_rate") == floor("reply_rate")


# ---- what shows what


def test_acceptance_is_seen_where_acceptances_are() -> None:
    asked = deed("m", "invitation_sent", ago(60), counterpart_id="p")
    accepted = deed("m", "invitation_accepted", ago(50), counterpart_id="p")
    run = scored(deeds(asked, accepted, kinds=("invitation_sent", "invitation_accepted")))
    assert run.signals["m", "acceptance_rate", AS_OF]["status"] == "measured"
    assert run.value("m", "acceptance_rate") > floor("acceptance_rate")


def test_views_of_known_connections_are_views_of_prospects() -> None:
    rows = deeds(deed("m", "profile_viewed", AS_OF, counterpart_id="p"), kinds=(*KINDS, CONNECTION))
    rows["connections"] = [
        {"member_id": "m", "connection_id": "p", "connected_on": ago(99), "seniority": "vp"}
    ]
    assert scored(rows).value("m", "prospect_views") > 0


# ---- history


def history(rows: Rows) -> History:
    """The line of the first of two members."""
    both = {**rows, "members": [member("m"), member("n")]}
    found = pipeline.score_tables(
        tables(both), member_id="m", as_of=AS_OF, methodology=default()
    ).history
    assert found is not None
    return found


def test_what_is_seen_of_others_breaks_no_line_of_one_s_own() -> None:
    rows = deeds(deed("m", "reaction_given", ago(150)), since=150, kinds=("reaction_given",))
    later = [*rows["coverage"], span("n", "follower_gained", ago(60))]
    assert history({**rows, "coverage": later}).breaks == history(rows).breaks


def test_history_begins_with_the_member_s_own_data() -> None:
    rows = deeds(deed("m", "reaction_given", ago(10)), since=10, kinds=("reaction_given",))
    rows["coverage"].append(span("n", "reaction_given", ago(150)))
    assert history(rows).days[0] == ago(10)
