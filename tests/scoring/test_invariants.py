"""What holds for every life: the invariants of the design, on generated tables."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lives import AS_OF, LATEST_TO_JOIN, SPAN, START, THREADS, everything_seen, networks, tables
from runs import SEEN_FROM, Rows, Run, deed, member, scored, with_totals, with_twins

from openssi.methodology import default
from openssi.scoring.points import DECIMALS
from openssi.tables import GIVEN, Tables

DAY = dt.timedelta(days=1)
MEMBERS = ("ada", "bob", "cyd", "dot")
few = settings(
    max_examples=6,  # of several lives each: a run over more of them takes hardly longer
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Lives are too large to shrink in reasonable time: a failure is reproduced by its seed.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


class Lives(dict[str, Any]):
    """Rows of the tables; a failure shows how many rather than all of them."""

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:  # noqa: FBT001 - as Hypothesis calls it
        printer.text(", ".join(f"{len(rows)} {name}" for name, rows in self.items()))


lives = networks(members=MEMBERS).map(Lives)
seen_lives = networks(members=MEMBERS, seen=True).map(Lives)
past_days = st.integers(0, SPAN).map(lambda n: START + n * DAY)
people = ("p1", "p2", "p3")


def known_people() -> list[dict[str, Any]]:
    """Members whom nobody scored here has to know: whom audiences can be told by."""
    return [member("p1", seniority="vp"), member("p2", seniority="entry"), member("p3")]


def points_of(signals: Any, pillar: str) -> float:
    points = (part.points for part in signals if part.pillar == pillar)
    return float(sum(earned for earned in points if earned is not None))


# ---- the parts make the whole


@few
@given(lives)
def test_parts_sum_to_pillars_and_pillars_to_the_total(rows: Rows) -> None:
    totals, parts_of = with_totals(rows, MEMBERS)
    for name, (pillars, signals, adjustments) in parts_of.items():
        scores = [pillar.score for pillar in pillars if pillar.score is not None]
        assert totals[name] == (pytest.approx(sum(scores), abs=1e-9) if scores else None)
        for pillar in pillars:
            if pillar.score is None:
                assert all(s.points is None for s in signals if s.pillar == pillar.id)
                assert pillar.coverage < default().coverage_floor
                continue
            assert 0 <= pillar.score <= 25
            parts = points_of(signals, pillar.id) + points_of(adjustments, pillar.id)
            assert parts == pytest.approx(pillar.score, abs=1e-9)


@few
@given(lives)
def test_a_score_lies_inside_its_range_and_is_rounded(rows: Rows) -> None:
    run = scored(rows, days=(AS_OF - 7 * DAY, AS_OF))
    stored = [*run.totals.values(), *(row["score"] for row in run.pillars.values())]
    assert all(value == round(value, DECIMALS) for value in stored if value is not None)
    for row in run.pillars.values():
        assert 0 <= row["low"] <= row["high"] <= 25
        if row["score"] is not None:
            assert row["low"] <= row["score"] <= row["high"]
        if row["coverage"] == 1:
            assert row["low"] == row["score"] == row["high"]


@few
@given(lives)
def test_estimates_take_no_points_away(rows: Rows) -> None:
    doubted = {**rows, "coverage": [{**r, "status": "estimated"} for r in rows["coverage"]]}
    for (_, signal, _), row in scored(doubted).signals.items():
        if default().signal(signal).measure.type != "state":
            assert row["status"] in {"estimated", "not_observed"}
            assert row["points"] is None or row["points"] >= 0


# ---- what changes nothing


@few
@given(lives, st.randoms(use_true_random=False))
def test_order_repeats_and_splits_change_nothing(rows: Rows, chance: random.Random) -> None:
    assert_alike(scored(rows), scored(disturbed(rows, chance)))


def disturbed(rows: Rows, chance: random.Random) -> Tables:
    """The same rows: shuffled, ids and connections repeated, connections mirrored, in pieces."""
    there = rows["connections"]
    back = [
        {**row, "member_id": row["connection_id"], "connection_id": row["member_id"], **UNKNOWN}
        for row in there
    ]
    again = {
        "members": rows["members"] + rows["members"],
        "activities": rows["activities"] + rows["activities"][::2],
        "connections": [*there, *there, *back],
        "coverage": rows["coverage"] + rows["coverage"][::3],
    }
    for repeated in again.values():
        chance.shuffle(repeated)
    return Tables(**{name: in_pieces(table, chance) for name, table in tables(again)})


UNKNOWN = dict.fromkeys(("title", "company", "industry", "seniority", "function"))


def in_pieces(table: pa.Table, chance: random.Random) -> pa.Table:
    cut = chance.randint(0, table.num_rows)
    return pa.concat_tables([table.slice(cut), table.slice(0, cut)])


def assert_alike(one: Run, other: Run) -> None:
    for name in MEMBERS:
        pairs = zip(one.whole(name), other.whole(name), strict=True)
        for before, after in pairs:
            assert after == (
                pytest.approx(before, abs=1e-6) if isinstance(before, float) else before
            )


@few
@given(lives, lives, st.integers(1, 400))
def test_nothing_after_the_day_counts(rows: Rows, later: Rows, shift: int) -> None:
    # Facts of which nothing is known by the day fall back on what is seen later, and say so; here
    # everything is known before.
    facts = [{**row, "seen_on": SEEN_FROM} for row in rows["members"]]
    known = {**rows, "members": [{**row, **WHOLE} for row in facts]}
    assert_alike(scored(known), scored(also(known, moved(later, shift))))


WHOLE = {"company": "Acme", "industry": "Retail", "seniority": "vp", "positions": 2,
         "summary_length": 80, "has_photo": True, "media_items": 3,
         "joined_on": SEEN_FROM}  # fmt: skip


def moved(rows: Rows, shift: int) -> Rows:
    """The rows as they would be in a future that begins the day after."""
    days = AS_OF - SEEN_FROM + shift * DAY

    def later(row: dict[str, Any]) -> dict[str, Any]:
        dates = {k: v + days for k, v in row.items() if isinstance(v, dt.date)}
        return {**row, **dates, **({"activity_id": None} if "activity_id" in row else {})}

    dated = {"members": "seen_on", "connections": "connected_on", "activities": "occurred_at"}
    return {
        name: [later(row) for row in given if name not in dated or row[dated[name]]]
        for name, given in rows.items()
    }


def also(rows: Rows, more: Rows) -> Rows:
    return {name: [*given, *more[name]] for name, given in rows.items()}


@pytest.mark.parametrize(("microseconds", "counts"), [(-1, 1), (0, 0)])
def test_the_day_ends_at_midnight_utc(microseconds: int, counts: int) -> None:
    midnight = dt.datetime.combine(AS_OF + DAY, dt.time())
    late = deed("ada", "reaction_given", midnight + dt.timedelta(microseconds=microseconds))
    run = scored(
        {
            "members": [member("ada")],
            "connections": [],
            "activities": [late],
            "coverage": everything_seen("ada"),
        }
    )
    assert (run.value("ada", "reactions_given") > 0) == bool(counts)


# ---- better is not worse


def at(day: dt.date, **later: float) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9)) + dt.timedelta(**later)


def own_deed(name: str, day: dt.date) -> list[dict[str, Any]]:
    kinds = [kind for kind in GIVEN if not kind.startswith(("message", "inmail", "invit", "post"))]
    kinds.remove("article_published")  # an occasion to be engaged with: more posts, less each
    return [deed(name, kind, day, counterpart_id="p1", has_text=True) for kind in kinds]


def praise(name: str, day: dt.date) -> list[dict[str, Any]]:
    kinds = ("reaction_received", "comment_received", "endorsement_received", "follower_gained",
             "recommendation_received", "profile_view_received", "repost_received")  # fmt: skip
    return [deed(name, kind, day, counterpart_id="fan", object_id="post") for kind in kinds]


def accepted_request(name: str, day: dt.date) -> list[dict[str, Any]]:
    return [
        deed(name, "invitation_sent", at(day), counterpart_id="asked"),
        deed(name, "invitation_accepted", at(day, days=3), counterpart_id="asked"),
    ]


def answered_message(name: str, day: dt.date) -> list[dict[str, Any]]:
    """Their answer comes within the hour, and so does the member's own to that."""
    new = {"counterpart_id": "new", "object_id": "new talk"}
    return [
        deed(name, "message_sent", at(day), **new),
        deed(name, "message_received", at(day, hours=1), **new),
        deed(name, "message_sent", at(day, hours=1, minutes=1), **new),
    ]


def answered_inmail(name: str, day: dt.date) -> list[dict[str, Any]]:
    return [
        {**row, "kind": row["kind"].replace("message", "inmail")}
        for row in answered_message(name, day)
    ]


BETTER = {
    "own": own_deed,
    "praise": praise,
    "accepted": accepted_request,
    "answered": answered_message,
    "inmail": answered_inmail,
}


@few
@given(lives, past_days)
def test_no_better_value_lowers_the_score(rows: Rows, day: dt.date) -> None:
    rows = {**rows, "members": rows["members"] + known_people()}
    run = scored(improved(rows, day))
    for name in MEMBERS:
        for mark in BETTER:
            assert_not_lower(run, name, name + mark)


def improved(rows: Rows, day: dt.date) -> Rows:
    """Each member, and a twin of theirs for each way to do better."""
    whole = rows
    for mark in BETTER:
        twins = with_twins(rows, mark, MEMBERS)
        whole = {k: whole[k] + twins[k][len(rows[k]) :] for k in whole}
    more = [row for mark, deeds in BETTER.items() for m in MEMBERS for row in deeds(m + mark, day)]
    return {**whole, "activities": whole["activities"] + more}


def assert_not_lower(run: Run, before: str, after: str) -> None:
    scores = run.scores(after)
    for pillar, score in run.scores(before).items():
        if score is not None and run.statuses(before, pillar) == run.statuses(after, pillar):
            better = scores[pillar]
            assert better is not None
            assert better >= score - 1e-6, f"{pillar}: {after}"


@few
@given(seen_lives, st.sampled_from(("cxo", "owner_partner")), past_days)
def test_a_further_connection_does_not_lower_the_score(
    rows: Rows, seniority: str, day: dt.date
) -> None:
    more = [
        {"member_id": name + "+", "connection_id": "met", "connected_on": day, "company": "Acme",
         "industry": "Retail", "seniority": seniority}
        for name in MEMBERS
    ]  # fmt: skip
    twins = with_twins(rows, "+", MEMBERS)
    run = scored({**twins, "connections": twins["connections"] + more})
    for name in MEMBERS:
        assert_not_lower(run, name, name + "+")
        assert run.value(name + "+", "connections") == run.value(name, "connections") + 1


@few
@given(seen_lives, past_days, st.integers(1, 20 * 24), st.integers(0, 19 * 24))
def test_an_earlier_answer_does_not_lower_the_score(
    rows: Rows, day: dt.date, late: int, sooner: int
) -> None:
    sooner = min(sooner, late)
    twins = with_twins(rows, "+", MEMBERS)
    talk = [
        row
        for name in MEMBERS
        for mark, hours in (("", late), ("+", late - sooner))
        for row in (
            deed(name + mark, "message_received", at(day), counterpart_id="new"),
            deed(
                name + mark, "message_sent", at(day, hours=hours, minutes=1), counterpart_id="new"
            ),
        )
    ]
    run = scored({**twins, "activities": twins["activities"] + talk})
    for name in MEMBERS:
        assert run.value(name + "+", "reply_speed") <= run.value(name, "reply_speed") + 1e-9


@few
@given(lives, past_days, st.sampled_from(("stranger", *people)))
def test_an_ignored_invitation_never_raises_the_score(
    rows: Rows, day: dt.date, person: str
) -> None:
    rows = {**rows, "members": rows["members"] + known_people()}
    rows["activities"] = [r for r in rows["activities"] if r["kind"] != "invitation_accepted"]
    rows["connections"] = [r for r in rows["connections"] if r["connection_id"] != person]
    twins = with_twins(rows, "+", MEMBERS)
    ignored = [deed(name + "+", "invitation_sent", day, counterpart_id=person) for name in MEMBERS]
    run = scored({**twins, "activities": twins["activities"] + ignored})
    for name in MEMBERS:
        scores = run.scores(name)
        for pillar, score in run.scores(name + "+").items():
            before = scores[pillar]
            if score is not None and before is not None:  # asking may show who was asked
                assert score <= before + 1e-6, pillar


def test_asking_in_between_does_not_make_two_ignored_requests_one() -> None:
    asked = {"ada": (0, 40), "bob": (0, 20, 40)}
    run = scored(
        {
            "members": [member(name) for name in asked],
            "connections": [],
            "activities": [
                deed(name, "invitation_sent", START + day * DAY, counterpart_id="stranger")
                for name, days in asked.items()
                for day in days
            ],
            "coverage": everything_seen(None),
        }
    )
    assert run.value("bob", "acceptance_rate") <= run.value("ada", "acceptance_rate")


# ---- rhythm and fans


RHYTHMS = ("reactions_given", "people_searches", "content_published", "days_active",
           "people_messaged", "posting_regularity")  # fmt: skip


@few
@given(seen_lives, st.integers(40, SPAN - 40), st.integers(1, 4), st.sampled_from((1, 2, 3, 7)))
def test_an_even_spread_counts_at_least_as_much_as_the_burst_on_its_middle(
    rows: Rows, middle: int, pairs: int, step: int
) -> None:
    """Of members who were there all the while: what comes before joining does not count."""
    for profile in rows["members"]:
        profile["joined_on"] = None
    twins = with_twins(rows, "+", MEMBERS)
    kinds = ("reaction_given", "search_performed", "post_published", "message_sent")
    offsets = range(-pairs * step, pairs * step + 1, step)
    deeds = [
        deed(name + mark, kind, START + (middle + offset * spread) * DAY, counterpart_id="q",
             object_id="q")
        for name in MEMBERS
        for kind in kinds
        for offset in offsets
        for mark, spread in (("", 0), ("+", 1))
    ]  # fmt: skip
    run = scored({**twins, "activities": twins["activities"] + deeds})
    for name in MEMBERS:
        for signal in RHYTHMS:
            assert run.value(name + "+", signal) >= run.value(name, signal) - 1e-9, signal


@few
@given(seen_lives, past_days, st.sampled_from(("reaction_received", "comment_received")))
def test_one_fan_is_one_person_and_counts_once_a_post(rows: Rows, day: dt.date, kind: str) -> None:
    day = min(max(day, START + LATEST_TO_JOIN * DAY), AS_OF - 30 * DAY)
    # Once means: for breadth the last time, and for what a post brought in the first time.
    hundred = [at(day, hours=7 * n) for n in range(100)]
    times = {"first": hundred[:1], "last": hundred[-1:], "all": hundred}
    twins = {name: list(own) for name, own in rows.items()}
    for mark, moments in times.items():
        for name, both in with_twins(rows, mark, MEMBERS).items():
            twins[name] += both[len(rows[name]) :]
        twins["activities"] += [
            deed(name + mark, kind, moment, counterpart_id="fan", object_id="post")
            for name in MEMBERS
            for moment in moments
        ]
    run = scored(twins)
    for name in MEMBERS:
        for signal, mark in (("engager_breadth", "last"), ("engagement_per_post", "first")):
            assert run.value(name + "all", signal) == pytest.approx(run.value(name + mark, signal))


# ---- history


@settings(few, max_examples=3)
@given(lives, st.integers(1, SPAN))
def test_a_day_of_history_is_the_score_of_that_day(rows: Rows, back: int) -> None:
    # What is known of people (members' profiles, attributes of connections, who takes part in a
    # conversation) is what is known on the day scored; here all of it is known from the start, so
    # that history can be compared.
    rows = known_from_the_start(rows)
    days = [AS_OF - back * DAY, AS_OF]
    rows["activities"] += [row for name in MEMBERS for row in under_way(name, days[0])]
    history = scored(rows, days=days)
    for day in days:
        fresh = scored(rows, days=(day,))
        for name in MEMBERS:
            pairs = zip(history.whole(name, day), fresh.whole(name, day), strict=True)
            for then, now in pairs:
                assert then == (pytest.approx(now, abs=1e-6) if isinstance(now, float) else now)


def under_way(name: str, day: dt.date) -> list[dict[str, Any]]:
    """What had begun by a day, and how it ended after it."""
    before, after = at(day - 3 * DAY), at(day + 4 * DAY)
    ends = {
        "message_received": "message_sent",
        "message_sent": "message_received",
        "inmail_sent": "inmail_received",
        "invitation_sent": "invitation_accepted",
        "post_published": "reaction_received",
    }
    return [
        deed(name, kind, moment, counterpart_id=f"the {begun}", object_id=begun)
        for begun, ended in ends.items()
        for kind, moment in ((begun, before), (ended, after))
    ]


def known_from_the_start(rows: Rows) -> Rows:
    first = [
        row
        for name in MEMBERS
        for kind, about in (
            ("profile_viewed", None),
            ("invitation_sent", None),
            *(("message_sent", thread) for thread in (None, *THREADS)),
        )
        for row in (deed(name, kind, SEEN_FROM, counterpart_id="p1", object_id=about),)
    ]
    links = [{**r, "company": "Acme", "industry": "Retail", "seniority": "vp"}
             for r in rows["connections"]]  # fmt: skip
    return {
        "members": [member(name, **WHOLE) for name in MEMBERS] + known_people(),
        "connections": links,
        "activities": rows["activities"] + first,
        "coverage": rows["coverage"],
    }
