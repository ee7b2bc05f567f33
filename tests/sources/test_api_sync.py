"""A sync: what is fetched, what is kept, and that no failure costs or adds a row."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linkedin_member import CONSENTED, NOW, Direct, at, client, event, member

from linkedin_server import (
    DAY,
    OWNER,
    TOKEN,
    Fault,
    LinkedIn,
    Row,
    chunks,
    refusal,
    serving,
)
from openssi.errors import SourceError
from openssi.sources.linkedin_api import DuckDBStore, MemoryStore, SyncReport, read, sync
from openssi.sources.linkedin_api.domains import DOMAINS
from openssi.sources.linkedin_api.store import Store

LATER = NOW + dt.timedelta(days=3)
LIKE = {"reactionType": "CELEBRATE", "object": "urn:li:activity:7450000000000000000"}


def stores() -> list[Callable[[], Store]]:
    return [MemoryStore, lambda: DuckDBStore(duckdb.connect())]


@pytest.fixture(params=stores(), ids=["memory", "duckdb"])
def either(request: pytest.FixtureRequest) -> Store:
    made: Store = request.param()
    return made


@pytest.fixture
def store() -> Store:
    return MemoryStore()


@pytest.fixture
def linkedin() -> LinkedIn:
    return member()


def synced(linkedin: LinkedIn, store: Store, now: dt.datetime = NOW, **other: Any) -> SyncReport:
    return sync(Direct(linkedin), store, now=now, **other)  # type: ignore[arg-type]  # as a client


def everything(store: Store) -> object:
    """Return all that is kept, and nothing of how it came there."""
    return (
        [store.chunks_of(domain.name) for domain in DOMAINS],
        [replace(told, taken=0) if (told := store.answer_of(d.name)) else None for d in DOMAINS],
        store.events(),
        store.cursor(),
        store.seen(),
    )


def likes(number: int, *, first: int = 0, when: int = at(5)) -> list[Row]:
    return [
        event(first + place, "socialActions/likes", when + 1000 * place, activity=LIKE)
        for place in range(number)
    ]


def test_every_chunk_is_fetched_although_the_total_says_one(
    linkedin: LinkedIn, store: Store
) -> None:
    linkedin.domains["SKILLS"] = chunks([{"Name": f"Skill {n}"} for n in range(23)], 2)
    synced(linkedin, store)
    assert sum(map(len, store.chunks_of("SKILLS"))) == 23
    asked = [one.start for one in linkedin.requests if one.domain == "SKILLS"]
    assert asked == list(range(13)), "step by step, up to the one that is not there"


def test_a_second_sync_asks_for_nothing_but_what_is_new(linkedin: LinkedIn, either: Store) -> None:
    linkedin.events = likes(3)
    synced(linkedin, either)
    before = everything(either)
    linkedin.requests.clear()
    told = synced(linkedin, either)
    assert everything(either) == before
    assert told.events.new == 0
    asked = {one.domain.upper() for one in linkedin.asked("memberSnapshotData")}
    assert asked == set(told.pending) != set()


def test_a_domain_is_fetched_again_when_it_is_old_or_asked_for(
    linkedin: LinkedIn, either: Store
) -> None:
    synced(linkedin, either)
    linkedin.domains["SKILLS"] = [[{"Name": "Listening"}]]
    linkedin.domains["INBOX"] = []
    linkedin.requests.clear()
    synced(linkedin, either, LATER)
    assert either.chunks_of("SKILLS") == [['{"Name":"Listening"}']]
    assert not [one for one in linkedin.requests if one.domain == "INBOX"], "the changelog tells"
    told = synced(linkedin, either, LATER, again=True)
    assert all(one.is_new for one in told.domains)


def test_nothing_is_not_yet_until_linkedin_has_gathered(linkedin: LinkedIn, store: Store) -> None:
    told = synced(linkedin, store)
    assert "ALL_VOTES" in told.pending
    assert told.gathered_by == NOW + dt.timedelta(days=2)
    told = synced(linkedin, store, LATER)
    assert not told.pending
    answer = store.answer_of("ALL_VOTES")
    assert answer is not None
    assert answer.state == "none"


def test_a_new_token_makes_linkedin_gather_again(linkedin: LinkedIn, store: Store) -> None:
    synced(linkedin, store)
    account = store.account()
    assert account is not None
    store.keep_account(replace(account, token="another"))  # noqa: S106 - a mark, and none of a token
    linkedin.domains["SKILLS"], linkedin.domains["ALL_VOTES"] = [], []
    told = synced(linkedin, store, LATER)
    states = {one.domain: one.state for one in told.domains}
    assert states["SKILLS"] == "rows", "what was known stands while LinkedIn gathers"
    assert states["ALL_VOTES"] == "pending"
    assert store.chunks_of("SKILLS")


def test_a_domain_is_found_however_linkedin_spells_it(linkedin: LinkedIn, store: Store) -> None:
    linkedin.domains["Groups"] = [[{"Group Name": "Sales of the North"}]]
    linkedin.domains["searches"] = linkedin.domains.pop("SEARCHES")
    linkedin.once(refusal(400, "ILLEGAL_ARGUMENT"), lambda one: one.domain == "SEARCHES")
    told = synced(linkedin, store)
    assert {"GROUPS", "SEARCHES"}.isdisjoint(told.pending)
    assert store.chunks_of("GROUPS") == [['{"Group Name":"Sales of the North"}']]


def test_a_spelling_that_is_not_understood_does_not_say_that_there_is_nothing(
    linkedin: LinkedIn, store: Store
) -> None:
    for _ in range(6):
        linkedin.once(
            refusal(400, "ILLEGAL_ARGUMENT"), lambda one: one.domain.upper() == "ALL_VOTES"
        )
    synced(linkedin, store)
    assert "ALL_VOTES" in synced(linkedin, store, LATER).pending


def test_an_answer_about_another_domain_is_no_answer(linkedin: LinkedIn, store: Store) -> None:
    rows = [{"Name": "Negotiation"}]
    body = {"elements": [{"snapshotDomain": "LANGUAGES", "snapshotData": rows}]}
    for _ in range(3):
        linkedin.once(_json(body), lambda one: one.domain.upper() == "SKILLS")
    assert "SKILLS" in synced(linkedin, store).pending
    assert not store.chunks_of("SKILLS")


def _json(body: object) -> Fault:
    return Fault(body=json.dumps(body).encode())


@pytest.mark.parametrize(
    "fault",
    [
        refusal(401, "EXPIRED_ACCESS_TOKEN"),
        refusal(403, "ACCESS_DENIED"),
        refusal(429, "TOO_MANY_REQUESTS", Retry_After="40000"),
    ],
    ids=["expired", "forbidden", "throttled"],
)
def test_what_stops_a_sync_costs_nothing_that_was_fetched(
    linkedin: LinkedIn, store: Store, fault: Fault
) -> None:
    linkedin.domains["SKILLS"] = chunks([{"Name": f"Skill {n}"} for n in range(9)], 2)
    linkedin.once(fault, lambda one: one.domain == "SKILLS" and one.start == 3)
    with serving(linkedin):
        with client(linkedin) as one, pytest.raises(SourceError, match="LinkedIn"):
            sync(one, store, now=NOW)
        linkedin.requests.clear()
        with client(linkedin) as one:
            sync(one, store, now=NOW)
    asked = [one.start for one in linkedin.requests if one.domain == "SKILLS"]
    assert asked == [3, 4, 5]
    assert sum(map(len, store.chunks_of("SKILLS"))) == 9
    assert not [one for one in linkedin.requests if one.domain == "PROFILE"]


def test_an_old_unfinished_fetch_begins_anew(linkedin: LinkedIn, store: Store) -> None:
    linkedin.domains["SKILLS"] = chunks([{"Name": f"Skill {n}"} for n in range(9)], 2)
    linkedin.once(
        refusal(401, "EXPIRED_ACCESS_TOKEN"), lambda one: one.domain == "SKILLS" and one.start == 3
    )
    with pytest.raises(SourceError, match="run out"):
        synced(linkedin, store)
    linkedin.domains["SKILLS"] = [[{"Name": "Listening"}]]
    synced(linkedin, store, LATER)
    assert store.chunks_of("SKILLS") == [['{"Name":"Listening"}']]


def test_an_unfinished_fetch_leaves_what_was_known(linkedin: LinkedIn, either: Store) -> None:
    synced(linkedin, either)
    before = either.chunks_of("CONNECTIONS")
    linkedin.once(
        refusal(401, "EXPIRED_ACCESS_TOKEN"),
        lambda one: one.domain == "CONNECTIONS" and one.start == 1,
    )
    with pytest.raises(SourceError, match="run out"):
        synced(linkedin, either, LATER)
    assert either.chunks_of("CONNECTIONS") == before


def test_a_domain_that_never_ends_is_left(linkedin: LinkedIn, store: Store) -> None:
    class Endless(list[list[Row]]):
        def __len__(self) -> int:
            return 1 << 40

        def __getitem__(self, place: Any) -> Any:
            return [{"Name": "Again"}]

    linkedin.domains["SKILLS"] = Endless()
    synced(linkedin, store)
    assert len(store.chunks_of("SKILLS")) == 3, "the same chunk may come twice, not for ever"


def test_the_store_is_of_one_member(linkedin: LinkedIn, store: Store) -> None:
    synced(linkedin, store)
    account = store.account()
    assert account is not None
    assert (account.owner, account.consented) == (OWNER, CONSENTED)
    store.keep_account(replace(account, owner="urn:li:person:another"))
    with pytest.raises(SourceError, match="another member's"):
        synced(linkedin, store)


def test_archiving_is_switched_on_where_it_is_off(linkedin: LinkedIn, store: Store) -> None:
    linkedin.consented = None
    synced(linkedin, store)
    assert [one.method for one in linkedin.asked("memberAuthorizations")] == ["GET", "POST"]
    account = store.account()
    assert account is not None
    assert account.consented == int(NOW.timestamp() * 1000)


def test_the_changelog_is_read_once_from_where_it_was_left(
    linkedin: LinkedIn, either: Store
) -> None:
    linkedin.events = likes(120)
    assert synced(linkedin, either).events.new == 120
    linkedin.events += likes(7, first=500, when=at(12))
    linkedin.requests.clear()
    assert synced(linkedin, either).events.new == 7
    first = linkedin.asked("memberChangeLogs")[0]
    assert int(first.asked["startTime"]) == at(5) + 119_000 + 5_000
    assert int(first.asked["count"]) == 50


def test_more_events_of_one_instant_than_an_answer_holds(linkedin: LinkedIn, store: Store) -> None:
    same = at(5)
    linkedin.events = [
        event(n, "socialActions/likes", same, activity=LIKE, processedAt=same) for n in range(130)
    ]
    linkedin.events += likes(10, first=500, when=at(6))
    assert synced(linkedin, store).events.new == 140
    assert len(store.events()) == 140


def test_the_changelog_begins_28_days_ago_at_most(linkedin: LinkedIn, store: Store) -> None:
    synced(linkedin, store)
    asked = int(linkedin.asked("memberChangeLogs")[0].asked["startTime"])
    assert asked == int(NOW.timestamp() * 1000) - 28 * DAY


def test_days_between_two_readings_are_seen_only_if_linkedin_still_tells_them(
    linkedin: LinkedIn, store: Store
) -> None:
    synced(linkedin, store)
    synced(linkedin, store, NOW + dt.timedelta(days=20))
    assert len(store.seen()) == 1
    synced(linkedin, store, NOW + dt.timedelta(days=60))
    first, second = store.seen()
    assert (second.first - first.last) == 12 * DAY


def test_events_without_a_number_or_an_instant(linkedin: LinkedIn, store: Store) -> None:
    numbered, unnumbered, undated = likes(3)
    del unnumbered["id"], undated["processedAt"]
    told = {"elements": [numbered, unnumbered, undated, "nothing", None]}
    linkedin.once(_json(told), lambda one: one.path.endswith("ChangeLogs"))
    linkedin.once(_json(told), lambda one: one.path.endswith("ChangeLogs"))
    report = synced(linkedin, store)
    assert report.events.new == 2
    assert report.events.unreadable == 2, "told in both answers"


def test_answers_of_other_shapes_do_no_harm(linkedin: LinkedIn, store: Store) -> None:
    rows: list[Any] = [
        None,
        "row",
        {"Name": {"deep": ["x"]}},
        {"Name": None},
        {"Name": 12},
        {f"c{n}": "x" for n in range(500)},
        {"Name": "\ud800 lone"},
    ]
    linkedin.domains["SKILLS"] = [rows]
    linkedin.once(_json({"elements": {"a": 1}}), lambda one: one.domain == "LANGUAGES")
    synced(linkedin, store)
    kept = store.chunks_of("SKILLS")[0]
    assert len(kept) == len(rows)
    assert kept.count("{}") == 3
    read(store)


SECRETS = (
    "How are you?",
    "thank you",
    "Shall we talk",
    "Hello Ivo",
    "Good work",
    "Thanks",
    "said",
    "Next line",
    "Head of Sales",
    "never sent",
    "An idea",
)


def test_no_text_that_anybody_wrote_is_kept(linkedin: LinkedIn) -> None:
    post = {
        "id": "urn:li:share:7458194261025673217",
        "lifecycleState": "PUBLISHED",
        "specificContent": {
            "com.linkedin.ugc.ShareContent": {"shareCommentary": {"text": "Next line"}}
        },
    }
    mail = {"thread": "urn:li:messagingThread:2-a", "content": {"fallback": "How are you?"}}
    linkedin.events = [
        event(1, "ugcPosts", at(5), activity=post),
        event(2, "messages", at(5), activity=mail, processedActivity=mail),
        event(3, "socialActions/comments", at(5), activity={"message": {"text": "Thanks"}}),
    ]
    linkedin.domains["CONNECTIONS"][0][0]["Email Address"] = "ivo@vltava.example"
    connection = duckdb.connect()
    synced(linkedin, DuckDBStore(connection))
    names = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    kept = str([connection.sql(f"SELECT * FROM {name}").fetchall() for (name,) in names])
    positions = kept.replace('"Title":"Head of Sales"', "").replace("head of sales", "")
    assert not [text for text in (*SECRETS, "ivo@", TOKEN) if text in positions]
    assert "Negotiation" in kept


def through_all_failures(
    linkedin: LinkedIn, store: Store, fails: set[int], *, again: bool = False
) -> None:
    direct = Direct(linkedin, fails=fails)
    for _ in range(len(fails) + 1):
        try:
            sync(direct, store, now=NOW, again=again)  # type: ignore[arg-type]  # as a client
        except SourceError:
            continue
        return
    raise AssertionError


def busy() -> LinkedIn:
    linkedin = member(size=1)
    linkedin.events = likes(130)
    return linkedin


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.integers(1, 110), max_size=12))
def test_any_interruption_and_resumption_gives_the_rows_of_one_run(fails: set[int]) -> None:
    whole, cut = MemoryStore(), MemoryStore()
    through_all_failures(busy(), whole, set())
    through_all_failures(busy(), cut, fails)
    assert everything(cut) == everything(whole)
    through_all_failures(busy(), cut, {place // 2 for place in fails}, again=True)
    assert everything(cut) == everything(whole)


def test_both_stores_keep_the_same() -> None:
    found = []
    for make in stores():
        store = make()
        through_all_failures(busy(), store, {5, 40, 41, 80})
        found.append(everything(store))
    assert found[0] == found[1]


def test_a_change_that_fails_half_way_is_undone() -> None:
    connection = duckdb.connect()
    store = DuckDBStore(connection)
    through_all_failures(busy(), store, set())
    before = everything(store)
    connection.execute("DROP TABLE api_cursor")
    connection.execute("CREATE VIEW api_cursor AS SELECT 1 AS processed")
    with pytest.raises(duckdb.Error):
        store.keep_events([replace(store.events()[0], id="new")], 1)
    connection.execute("DROP VIEW api_cursor")
    connection.execute("CREATE TABLE api_cursor (processed BIGINT)")
    assert everything(store)[2] == before[2]  # type: ignore[index]  # a tuple
