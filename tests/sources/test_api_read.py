"""What was synced, read into tables: the same as an archive, and nothing twice."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import tiny_archive as tiny
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linkedin_member import CONSENTED, FILES, NOW, Direct, at, event, member

from linkedin_server import LinkedIn, Row, chunks
from openssi import tables
from openssi.errors import SourceError
from openssi.sources import linkedin_archive
from openssi.sources.account import FileAccount, Imported
from openssi.sources.linkedin_api import MemoryStore, read, sync
from openssi.sources.linkedin_api.seen import coverage
from openssi.sources.linkedin_api.store import Account, Seen
from openssi.sources.linkedin_api.tokens import Token
from openssi.sources.linkedin_api.told import REACTION_NAMES
from openssi.sources.merged import merged

LATER = NOW + dt.timedelta(days=3)
POST = "urn:li:activity:7450000000000000000"


def synced(linkedin: LinkedIn, *times: dt.datetime) -> MemoryStore:
    """Return what two syncs keep, the second after LinkedIn has gathered everything."""
    store = MemoryStore()
    for now in times or (NOW, LATER):
        sync(Direct(linkedin), store, now=now)  # type: ignore[arg-type]  # as a client
    return store


def archived(folder: Path, name: str = tiny.NAME, **changed: str) -> Imported:
    files = tiny.FILES | {file.replace("_", "."): text for file, text in changed.items()}
    return linkedin_archive.read(tiny.zipped(folder / name, files))


def told(imported: Imported, table: str) -> list[Row]:
    rows: list[Row] = getattr(imported.tables, table).to_pylist()
    return sorted(rows, key=str)


def kinds(imported: Imported) -> Counter[str]:
    return Counter(imported.tables.activities["kind"].to_pylist())


def seen(imported: Imported, kind: str) -> list[tuple[Any, ...]]:
    return [
        (row["observed_from"], row["observed_to"], row["status"])
        for row in told(imported, "coverage")
        if row["kind"] == kind
    ]


def account(imported: Imported, name: str) -> FileAccount:
    return next(one for one in imported.files if one.file == name)


def adds_up(one: FileAccount) -> bool:
    left_out = one.duplicates + sum(one.ignored.values()) + len(one.rejected)
    return one.rows == one.imported + left_out and one.imported >= 0


def test_the_tables_are_those_of_the_archive_with_the_same_ids(tmp_path: Path) -> None:
    api, archive = read(synced(member(), NOW)), archived(tmp_path)
    assert told(api, "activities") == told(archive, "activities")
    assert told(api, "connections") == told(archive, "connections")
    assert api.member_id == archive.member_id
    assert told(api, "members")[-1]["headline_length"] == len("Head of Sales")


def test_a_whole_life_is_the_same_by_archive_and_by_interface(archive: Path) -> None:
    by_archive = linkedin_archive.read(archive)
    days = [dt.datetime(2026, 11, day, tzinfo=dt.UTC) for day in (12, 15)]
    store = synced(LinkedIn(domains=_domains_of(archive), consented=CONSENTED), *days)
    by_interface = read(store)
    assert told(by_interface, "connections") == told(by_archive, "connections")
    ours, theirs = told(by_interface, "activities"), told(by_archive, "activities")
    # The snapshot holds no articles: a post that announces one stands as a post.
    articles = {row["activity_id"] for row in theirs if row["kind"] == "article_published"}
    recommended = {"recommendation_given", "recommendation_received"}
    assert _without(ours, articles, recommended) == _without(theirs, articles, recommended)
    assert all(map(adds_up, by_interface.files))


def _without(rows: list[Row], ids: set[str], kinds: set[str]) -> list[Row]:
    return [r for r in rows if r["activity_id"] not in ids and r["kind"] not in kinds]


def _domains_of(archive: Path) -> dict[str, list[list[Row]]]:
    stems = {name.partition("_1234")[0].removesuffix(".csv"): d for d, name in FILES.items()}
    stems |= {"Endorsement_Given_Info": "ENDORSEMENTS", "Recommendations_Given": "RECOMMENDATIONS"}
    stems |= {"Rich_Media": "RICH_MEDIA", "Certifications": "CERTIFICATIONS"}
    stems |= {"Publications": "PUBLICATIONS", "Profile Summary": "PROFILE_SUMMARY"}
    stems |= {"Votes": "ALL_VOTES", "Groups": "GROUPS"}
    found: dict[str, list[Row]] = {}
    with zipfile.ZipFile(archive) as zipped:
        for name in zipped.namelist():
            stem = name.removesuffix(".csv")
            stem = stem if stem in stems else stem.rpartition("_")[0]
            if name.endswith(".csv") and stem in stems:
                text = zipped.read(name).decode()
                text = text[text.index("First Name") :] if stem == "Connections" else text
                escape = "\\" if stem == "Comments" else None
                rows = csv.DictReader(io.StringIO(text, newline=""), escapechar=escape)
                found.setdefault(stems[stem], []).extend(rows)
    return {domain: chunks(rows, 400) for domain, rows in found.items()}


def test_an_archive_and_the_interface_together_count_each_deed_once(tmp_path: Path) -> None:
    linkedin = member()
    linkedin.events = deeds()
    api, archive = read(synced(linkedin, NOW)), archived(tmp_path)
    for pair in ([archive, api], [api, archive]):
        assert kinds(merged(pair)) == kinds(api)
    assert kinds(merged([archive, archive])) == kinds(archive)


def post(number: int, when: int, **other: Any) -> Row:
    content = {"shareCommentary": {"text": "News"}, "shareMediaCategory": "NONE"}
    activity: Row = {
        "id": f"urn:li:share:{when << 22}",
        "created": {"time": when},
        "lifecycleState": "PUBLISHED",
        "author": "urn:li:person:zb1",
        "specificContent": {"com.linkedin.ugc.ShareContent": content | other},
    }
    return event(number, "ugcPosts", when, activity=activity)


def like(number: int, when: int, **other: Any) -> Row:
    activity = {"reactionType": "CELEBRATE", "object": POST, "created": {"time": when}}
    return event(number, "socialActions/likes", when, activity=activity | other)


def comment(number: int, when: int, text: object) -> Row:
    activity = {"message": text, "object": POST, "created": {"time": when}}
    return event(number, "socialActions/comments", when, activity=activity)


def message(number: int, when: int, thread: str, *, actor: str = "urn:li:person:zb1") -> Row:
    activity = {
        "thread": f"urn:li:messagingThread:{thread}",
        "content": {"fallback": "Hello again"},
        "createdAt": when,
    }
    return event(number, "messages", when, activity=activity, actor=actor)


def deeds() -> list[Row]:
    """Return a deed of each kind that the changelog tells, all from after the snapshot."""
    return [
        post(1, at(10)),
        post(2, at(10, hour=11), shareCommentary={"text": ""}, shareMediaCategory="URN_REFERENCE"),
        like(3, at(10)),
        comment(4, at(10), {"text": "Well said"}),
        comment(5, at(11), "Well said, too"),
        message(6, at(10), "2-a"),
        message(7, at(11), "2-a", actor="urn:li:person:other"),
        message(8, at(11), "2-new"),
        event(
            9,
            "originalArticles",
            at(10),
            method="ACTION",
            activity={"id": "urn:li:originalArticle:9", "created": {"time": at(9)}},
        ),
    ]


def test_what_the_changelog_tells_becomes_deeds() -> None:
    linkedin = member()
    before = kinds(read(synced(linkedin, NOW)))
    linkedin.events = deeds()
    after = read(synced(linkedin, NOW))
    assert kinds(after) - before == Counter(
        post_published=1,
        repost_made=1,
        reaction_given=1,
        comment_made=2,
        message_sent=2,
        message_received=1,
        article_published=1,
    )
    assert all(map(adds_up, after.files))


def test_messages_of_the_changelog_belong_to_the_conversations_of_the_mailbox() -> None:
    linkedin = member()
    linkedin.events = deeds()
    imported = read(synced(linkedin, NOW))
    day = dt.datetime(2026, 6, 10)  # noqa: DTZ001 - as in the tables
    new = [row for row in told(imported, "activities") if row["occurred_at"] >= day]
    mail = sorted(
        (row["occurred_at"], row["kind"], row["counterpart_id"])
        for row in new
        if row["kind"].startswith("message")
    )
    assert [(kind, who) for _, kind, who in mail] == [
        ("message_sent", "ivo-král"),
        ("message_received", "ivo-král"),
        ("message_sent", None),
    ]


def test_what_the_snapshot_has_is_not_told_again_by_the_changelog() -> None:
    linkedin = member()
    before = told(read(synced(linkedin, NOW)), "activities")
    made = int(dt.datetime(2026, 5, 8, 10, 0, 1, tzinfo=dt.UTC).timestamp() * 1000)
    shared = int(dt.datetime(2026, 5, 7, 16, 41, 18, tzinfo=dt.UTC).timestamp() * 1000)
    wrote = int(dt.datetime(2026, 6, 1, 14, 3, 22, tzinfo=dt.UTC).timestamp() * 1000)
    linkedin.events = [
        like(1, made + 377, object="urn:li:ugcPost:7450000000000000123"),
        comment(2, made - 1000, {"text": "She said"}),
        post(3, shared + 900),
        message(4, wrote + 12, "2-a"),
    ]
    linkedin.events[2]["activity"]["created"]["time"] = shared + 1100
    for one in linkedin.events:
        one["processedAt"] = at(12)
    imported = read(synced(linkedin, NOW))
    assert told(imported, "activities") == before
    repeated = [one for one in imported.files if one.file.startswith("changelog")]
    assert [one.duplicates for one in repeated] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"activityStatus": "FAILURE"}, "did not succeed"),
        ({"method": "DELETE", "activity": {}}, "a deletion"),
        ({"method": "PARTIAL_UPDATE"}, "a change of something older"),
        ({"actor": "urn:li:organization:5"}, "not the member's own"),
        ({"resourceName": "people/skills"}, "no signal is measured from it"),
        ({"resourceName": "invitations"}, "names nobody: the snapshot tells the same"),
    ],
)
def test_what_is_no_new_deed_of_the_member_is_left_out_with_the_reason(
    changed: Row, why: str
) -> None:
    linkedin = member()
    before = kinds(read(synced(linkedin, NOW)))
    linkedin.events = [like(1, at(10)) | changed]
    imported = read(synced(linkedin, NOW))
    assert kinds(imported) == before
    (one,) = (one for one in imported.files if one.file.startswith("changelog"))
    assert [reason for reason in one.ignored if reason.startswith(why)]
    assert adds_up(one)


def test_what_was_deleted_later_is_left_out() -> None:
    linkedin = member()
    gone = {"method": "DELETE", "activity": {}, "resourceUri": "/socialActions/likes/1"}
    linkedin.events = [like(1, at(10)), event(2, "socialActions/likes", at(11)) | gone]
    one = account(read(synced(linkedin, NOW)), "changelog socialActions/likes")
    assert one.ignored == {"deleted later": 1, "a deletion": 1}


def test_drafts_of_posts_are_no_posts() -> None:
    linkedin = member()
    linkedin.events = [post(1, at(10))]
    linkedin.events[0]["activity"]["lifecycleState"] = "DRAFT"
    one = account(read(synced(linkedin, NOW)), "changelog ugcPosts")
    assert one.ignored == {"not published": 1}


def test_the_note_to_an_invitation_is_no_message() -> None:
    linkedin = member()
    note = message(1, at(10), "2-z")
    note["activity"]["extensionContent"] = {"com.linkedin.InvitationMessageContent": {}}
    linkedin.events = [note]
    one = account(read(synced(linkedin, NOW)), "changelog messages")
    assert one.ignored == {"the note to an invitation": 1}


def test_what_was_seen_of_a_kind_is_joined_where_it_meets() -> None:
    june = [Seen(first=at(4), last=at(10)), Seen(first=at(20), last=at(25))]
    whole = _covered(june, dt.date(2024, 1, 1), {"ALL_LIKES": dt.date(2026, 6, 10)})
    assert whole == [
        (dt.date(2024, 1, 1), dt.date(2026, 6, 10)),
        (dt.date(2026, 6, 21), dt.date(2026, 6, 25)),
    ]
    apart = _covered(june, dt.date(2026, 6, 14), {"ALL_LIKES": dt.date(2026, 6, 15)})
    assert apart == [
        (dt.date(2026, 6, 5), dt.date(2026, 6, 10)),
        (dt.date(2026, 6, 14), dt.date(2026, 6, 15)),
        (dt.date(2026, 6, 21), dt.date(2026, 6, 25)),
    ]
    unfinished = [Seen(first=at(4), last=at(4))]
    assert _covered(unfinished, dt.date(2026, 6, 1), {}) == []


def _covered(
    stretches: list[Seen], first: dt.date, days: dict[str, dt.date]
) -> list[tuple[dt.date, dt.date]]:
    row = {"kind": "reaction_given", "observed_from": first, "observed_to": dt.date(2026, 6, 30)}
    read_rows = tables.from_rows("coverage", [row | {"member_id": "m", "status": "measured"}])
    rows = coverage(read_rows, days, stretches, "m", ()).to_pylist()
    return sorted(
        (row["observed_from"], row["observed_to"])
        for row in rows
        if row["kind"] == "reaction_given"
    )


def test_names_of_reactions_are_those_of_the_archive() -> None:
    assert REACTION_NAMES["CELEBRATE"] == "PRAISE"
    assert not set(REACTION_NAMES) & set(REACTION_NAMES.values())


def doubled(rows: list[Row]) -> list[list[Row]]:
    """Return every chunk twice, the second time in another order."""
    whole = chunks(rows, 2)
    return [*whole, *(list(reversed(chunk)) for chunk in whole)]


def test_chunks_that_come_twice_count_once() -> None:
    once, twice = member(size=100), member(size=100)
    twice.domains = {name: doubled(part[0]) for name, part in once.domains.items()}
    plain, imported = read(synced(once, NOW)), read(synced(twice, NOW))
    for name in ("activities", "connections", "members"):
        assert told(imported, name) == told(plain, name)
    assert account(imported, "snapshot INVITATIONS").duplicates == 2
    assert all(map(adds_up, imported.files))


def test_rows_that_come_twice_across_chunks_count_once_hidden_connections_too() -> None:
    once, twice = member(size=100), member(size=100)
    rows = once.domains["CONNECTIONS"][0]
    rows += [{"First Name": "Ada", "Last Name": "Okafor", "Connected On": "09 Feb 2026"}]
    twice.domains["CONNECTIONS"] = chunks([*rows, *rows], 3)
    assert told(read(synced(twice)), "connections") == told(read(synced(once)), "connections")


def test_messages_of_one_second_that_differ_in_their_text_alone_are_two() -> None:
    linkedin = member(size=100)
    inbox = linkedin.domains["INBOX"][0]
    before = kinds(read(synced(linkedin, NOW)))["message_received"]
    inbox.append(inbox[0] | {"CONTENT": "And one more thing"})
    inbox.append(dict(inbox[0]))
    assert kinds(read(synced(linkedin, NOW)))["message_received"] == before + 1


def test_not_yet_is_unknown_and_nothing_is_nothing() -> None:
    linkedin = member()
    linkedin.domains["ALL_LIKES"] = []
    early, late = read(synced(linkedin, NOW)), read(synced(linkedin))
    assert early.kind == "partial"
    assert late.kind == "complete"
    pending = account(early, "snapshot ALL_LIKES")
    assert (pending.status, pending.rows) == ("unknown", 0)
    assert [note for note in early.notes if "ALL_LIKES" in note]
    # What the changelog saw is known all the same.
    assert seen(early, "reaction_given") == [(dt.date(2026, 6, 4), NOW.date(), "measured")]
    assert seen(early, "vote_cast") == []
    assert seen(late, "vote_cast")[0][2] == "measured"
    facts = told(early, "members")[-1]
    assert facts["certifications"] is None
    assert told(late, "members")[-1]["certifications"] == 0


def test_the_changelog_covers_the_days_since_consent_and_the_snapshot_those_before() -> None:
    imported = read(synced(member()))
    oldest = dt.date(2024, 2, 1)
    assert seen(imported, "reaction_given") == [(oldest, LATER.date(), "measured")]
    assert seen(imported, "vote_cast") == [(oldest, LATER.date(), "measured")]
    assert seen(imported, "article_published") == [(dt.date(2026, 6, 4), LATER.date(), "estimated")]
    assert seen(imported, "recommendation_received") == [(oldest, LATER.date(), "estimated")]
    assert seen(imported, "repost_made") == [(oldest, LATER.date(), "measured")]
    assert imported.seen_to == LATER.date()


def test_what_only_the_snapshot_shows_ends_with_it() -> None:
    soon = NOW + dt.timedelta(hours=20)
    imported = read(synced(member(), NOW, soon))
    assert seen(imported, "connection")[0][1] == NOW.date()
    assert seen(imported, "comment_made")[0][1] == soon.date()
    # The changelog shows some reposts: what follows the snapshot is a lower bound.
    assert [row[2] for row in seen(imported, "repost_made")] == ["measured", "estimated"]


def test_the_member_may_be_named_by_another_source() -> None:
    linkedin = member()
    linkedin.domains = {name: linkedin.domains[name] for name in ("PROFILE", "ALL_LIKES")}
    linkedin.events = [message(1, at(10), "2-z")]
    alone = read(synced(linkedin, NOW))
    assert alone.member_id == "name:zoë brandt"
    named = read(synced(linkedin, NOW), member_id="zoë-brandt")
    assert named.member_id == "zoë-brandt"
    assert kinds(named)["message_sent"] == kinds(alone)["message_sent"] == 1
    again = read(synced(linkedin, NOW), member_id=alone.member_id)
    assert told(again, "activities") == told(alone, "activities")


def test_before_the_first_sync_there_is_nothing_to_read() -> None:
    with pytest.raises(SourceError, match="Nothing was synced"):
        read(MemoryStore())
    with pytest.raises(SourceError, match="Nothing was synced"):
        read(synced(LinkedIn(consented=CONSENTED), NOW))


def test_reading_twice_gives_the_same() -> None:
    store = synced(member())
    one, two = read(store), read(store)
    assert all(a.equals(b) for (_, a), (_, b) in zip(one.tables, two.tables, strict=True))
    assert merged([one, two]).tables.activities.num_rows == one.tables.activities.num_rows


def test_rows_without_any_known_column_are_rejected() -> None:
    linkedin = member(size=100)
    linkedin.domains["ALL_LIKES"] = [[{"Wann": "heute"}, {"Datum": "morgen"}]]
    imported = read(synced(linkedin))
    one = account(imported, "snapshot ALL_LIKES")
    assert [row.reason for row in one.rejected] == ["none of its columns is known"] * 2
    assert seen(imported, "reaction_given") == [(dt.date(2026, 6, 4), LATER.date(), "measured")]


EVENTS = st.builds(
    lambda number, resource, when, method, actor, activity: event(
        number, resource, when, method=method, actor=actor, activity=activity
    ),
    st.integers(0, 40),
    st.sampled_from(
        ["ugcPosts", "socialActions/likes", "socialActions/comments", "messages", "other", ""]
    ),
    st.integers(at(4), at(12)),
    st.sampled_from(["CREATE", "DELETE", "UPDATE", "ACTION", ""]),
    st.sampled_from(["urn:li:person:zb1", "urn:li:person:b", "", None]),
    st.recursive(
        st.none() | st.integers() | st.text(max_size=8) | st.just("urn:li:messagingThread:2-a"),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "message", "text", "object", "created", "time", "thread"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=8,
    ),
)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EVENTS, max_size=12))
def test_every_event_is_accounted_for(events: list[Row]) -> None:
    linkedin = member(size=100)
    linkedin.events = events
    store = synced(linkedin, NOW)
    imported = read(store)
    changelog = [one for one in imported.files if one.file.startswith("changelog")]
    assert sum(one.rows for one in changelog) == len(store.events())
    assert all(map(adds_up, imported.files))
    ids = imported.tables.activities["activity_id"].to_pylist()
    assert len(ids) == len(set(ids))


def test_the_account_names_whose_data_it_is() -> None:
    store = synced(member(), NOW)
    found = store.account()
    assert isinstance(found, Account)
    assert found.token == Token(Direct(member()).token.reveal()).mark
    assert isinstance(read(store).tables.members, pa.Table)
