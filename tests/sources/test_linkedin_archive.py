"""One complete archive of 2026, from its bytes to the canonical tables."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
import tiny_archive as tiny

from openssi.sources.account import FileAccount, Imported
from openssi.sources.linkedin_archive import identify, kinds_shown_by, read

Rows = list[dict[str, object]]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return read(tiny.zipped(tmp_path_factory.mktemp("archive") / tiny.NAME))


@pytest.fixture(scope="module")
def activities(imported: Imported) -> Rows:
    rows: Rows = imported.tables.activities.to_pylist()
    return rows


def of_kind(activities: Rows, kind: str) -> Rows:
    return [row for row in activities if row["kind"] == kind]


def account(imported: Imported, name: str) -> FileAccount:
    return next(one for one in imported.files if one.file == name)


def test_says_what_it_is_whose_it_is_and_how_far_it_saw(imported: Imported) -> None:
    assert imported.source == "LinkedIn data archive"
    assert imported.kind == "complete"
    assert imported.member_id == "zoë-brandt"
    assert imported.seen_to == dt.date(2026, 6, 13)


def test_counts_every_kind(activities: Rows) -> None:
    assert Counter(row["kind"] for row in activities) == {
        "message_sent": 2,
        "message_received": 2,
        "inmail_received": 1,
        "invitation_sent": 1,
        "invitation_received": 1,
        "endorsement_received": 1,
        "recommendation_received": 1,
        "search_performed": 1,
        "company_followed": 1,
        "member_followed": 1,
        "post_published": 1,
        "comment_made": 2,
        "reaction_given": 1,
        "repost_made": 1,
    }


def test_the_direction_of_a_message_is_that_of_its_sender(activities: Rows) -> None:
    sent = [row for row in of_kind(activities, "message_sent") if row["counterpart_id"]]
    assert [row["counterpart_id"] for row in sent] == ["ivo-král"]
    assert sent[0]["occurred_at"] == dt.datetime(2026, 6, 1, 14, 3, 22)  # noqa: DTZ001 - tables are UTC
    answered = [row["object_id"] for row in of_kind(activities, "message_received")]
    assert sent[0]["object_id"] in answered


def test_a_group_and_a_vanished_person_have_a_conversation_but_no_counterpart(
    activities: Rows,
) -> None:
    nobody = [
        row
        for row in activities
        if str(row["kind"]).startswith("message_") and row["counterpart_id"] is None
    ]
    assert len(nobody) == 2
    assert all(row["object_id"] for row in nobody)


def test_a_stranger_who_opens_with_a_subject_wrote_an_inmail(activities: Rows) -> None:
    (inmail,) = of_kind(activities, "inmail_received")
    assert inmail["counterpart_id"] == "ada-okafor"


def test_hidden_connections_count_by_their_day(imported: Imported) -> None:
    table = imported.tables.connections
    assert table["connection_id"].to_pylist() == [
        "ivo-král",
        "hidden:2026-06-07:1",
        "hidden:2026-06-07:2",
    ]
    assert table["connected_on"].to_pylist()[0] == dt.date(2026, 2, 8)
    assert table["title"].to_pylist() == ["Chief Executive Officer", None, None]


def test_an_invitation_knows_its_way_and_whether_it_had_a_note(activities: Rows) -> None:
    (sent,) = of_kind(activities, "invitation_sent")
    assert (sent["counterpart_id"], sent["has_text"]) == ("ivo-král", True)
    (received,) = of_kind(activities, "invitation_received")
    assert (received["counterpart_id"], received["has_text"]) == ("ada-okafor", False)
    assert received["occurred_at"] == dt.datetime(2026, 6, 10, 0, 5)  # noqa: DTZ001 - tables are UTC


def test_comments_on_own_posts_are_told_from_those_on_others(activities: Rows) -> None:
    other, own = of_kind(activities, "comment_made")
    assert (other["counterpart_id"], other["object_id"]) == (None, str(tiny.OTHER))
    assert (own["counterpart_id"], own["object_id"]) == ("zoë-brandt", str(tiny.OWN))


def test_a_comment_knows_when_its_post_was_made(activities: Rows) -> None:
    other = of_kind(activities, "comment_made")[0]
    assert other["object_at"] == dt.datetime(2026, 4, 15, 2, 0, 14, 306000)  # noqa: DTZ001 - tables are UTC


def test_the_last_profile_row_holds_everything_shown(imported: Imported) -> None:
    last = imported.tables.members.to_pylist()[-1]
    assert last["seen_on"] == dt.date(2026, 6, 13)
    assert last["name"] == "Zoë Brandt"
    assert (last["title"], last["company"]) == ("Head of Sales", "Nordlicht")
    assert (last["headline_length"], last["summary_length"]) == (13, 12)
    assert (last["positions"], last["skills"], last["languages"]) == (2, 2, 1)
    assert (last["recommendations"], last["media_items"]) == (1, 0)
    assert (last["has_photo"], last["followers"], last["joined_on"]) == (None, None, None)


def test_dated_facts_have_rows_of_their_own(imported: Imported) -> None:
    rows = {row["seen_on"]: row for row in imported.tables.members.to_pylist()}
    assert rows[dt.date(2019, 1, 1)]["title"] == "Account Executive"
    assert rows[dt.date(2019, 1, 1)]["positions"] == 1
    assert rows[dt.date(2024, 1, 1)]["positions"] == 2
    assert rows[dt.date(2024, 8, 19)]["recommendations"] == 1
    assert rows[dt.date(2024, 8, 19)]["positions"] is None


def test_every_row_is_accounted_for(imported: Imported) -> None:
    for one in imported.files:
        left_out = one.duplicates + sum(one.ignored.values()) + len(one.rejected)
        assert one.rows == one.imported + left_out
    messages = account(imported, "messages.csv")
    assert messages.imported == 5
    assert messages.ignored == {"a sponsored message": 1, "a draft that was never sent": 1}
    assert account(imported, "Skills.csv").duplicates == 1
    assert account(imported, "Positions.csv").duplicates == 1


def test_a_row_without_a_date_is_rejected_with_its_line(imported: Imported) -> None:
    (rejected,) = account(imported, "Comments_123456789.csv").rejected
    assert (rejected.line, rejected.reason) == (5, "no date")


def test_private_files_stay_closed_and_new_ones_are_reported(imported: Imported) -> None:
    assert account(imported, "Logins.csv").status == "ignored"
    assert "private" in account(imported, "Logins.csv").reason
    assert account(imported, "New Thing.csv").status == "unknown"


def test_no_name_of_a_contact_and_no_text_reaches_a_table(imported: Imported) -> None:
    told = repr([table.to_pylist() for _, table in imported.tables])
    for secret in ("Ada", "Okafor", "thank", "Shall we", "Hello", "Good work", "head of sales"):
        assert secret not in told


def test_complete_covers_what_has_no_file(imported: Imported) -> None:
    rows = {row["kind"]: row for row in imported.tables.coverage.to_pylist()}
    assert rows["vote_cast"]["status"] == "measured"
    assert rows["invitation_sent"]["status"] == "estimated"
    assert rows["connection"]["observed_to"] == dt.date(2026, 6, 13)
    assert rows["connection"]["observed_from"] == dt.date(2024, 2, 1)
    assert "reaction_received" not in rows
    assert "profile_view_received" not in rows


def test_a_folder_gives_what_the_zip_gives(imported: Imported, tmp_path: Path) -> None:
    folder = tiny.unpacked(tmp_path / "Complete_LinkedInDataExport_06-13-2026")
    assert identify(folder)
    again = read(folder)
    assert again.files == imported.files
    for (_, one), (_, two) in zip(again.tables, imported.tables, strict=True):
        assert one.equals(two)


def test_other_folders_are_not_identified(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    assert not identify(tmp_path)
    assert not identify(tmp_path / "missing")


PULSE = "https://www.linkedin.com/pulse/"


def with_articles(folder: Path) -> Imported:
    shared = f"Date,ShareLink,ShareCommentary,SharedUrl\n2026-05-01 10:00:00,{tiny.POST}share%3A"
    articles = {
        "Articles/Articles/2025-02-03 04_05_06.0-dated.html": "<h1>Dated</h1>",
        "Articles/Articles/told.html": f'<h1><a href="{PULSE}told-zoe">Told</a></h1>',
        "Articles/Articles/lost.html": "<h1>No date</h1>",
        "Articles/Drafts/draft.html": "<h1>Draft</h1>",
        "Shares.csv": f"{shared}7450000000000000001,New article,{PULSE}told-zoe\n",
    }
    return read(tiny.zipped(folder / tiny.NAME, {**tiny.FILES, **articles}))


def test_an_article_is_dated_by_its_name_or_by_the_post_that_announced_it(tmp_path: Path) -> None:
    one = with_articles(tmp_path)
    rows = of_kind(one.tables.activities.to_pylist(), "article_published")
    assert [str(row["occurred_at"]) for row in rows] == [
        "2026-05-01 10:00:00",
        "2025-02-03 04:05:06",
    ]
    assert account(one, "Articles/Articles/told.html").duplicates == 1
    assert account(one, "Articles/Articles/lost.html").ignored == {
        "no date in its name and no post that shares it": 1
    }
    assert account(one, "Articles/Drafts/draft.html").status == "ignored"


def test_an_article_that_cannot_be_dated_makes_their_number_a_lower_bound(
    imported: Imported, tmp_path: Path
) -> None:
    def status(one: Imported) -> object:
        rows = one.tables.coverage.to_pylist()
        return next(row["status"] for row in rows if row["kind"] == "article_published")

    assert status(imported) == "measured"
    assert status(with_articles(tmp_path)) == "estimated"


def covered(folder: Path, name: str, *files: str) -> set[str]:
    few = {file: tiny.FILES[file] for file in files}
    return set(read(tiny.zipped(folder / name, few)).tables.coverage["kind"].to_pylist())


def test_a_choice_of_single_files_covers_those_files_alone(tmp_path: Path) -> None:
    kinds = covered(tmp_path, "Basic_LinkedInDataExport_06-13-2026.zip", "Invitations.csv")
    assert kinds == {"invitation_sent", "invitation_received"}


def test_a_whole_basic_archive_covers_what_has_no_file(tmp_path: Path) -> None:
    core = ("Profile.csv", "Connections.csv", "messages.csv")
    kinds = covered(tmp_path, "Basic_LinkedInDataExport_06-13-2026.zip", *core)
    assert {"invitation_sent", "recommendation_given", "endorsement_received"} <= kinds
    assert kinds.isdisjoint({"post_published", "company_followed", "search_performed"})


def test_a_renamed_archive_is_known_by_its_files(tmp_path: Path) -> None:
    one = read(tiny.zipped(tmp_path / "my data.zip"))
    assert one.kind == "complete"
    assert one.seen_to == dt.date(2026, 6, 10)
    basic = {file: tiny.FILES[file] for file in ("Profile.csv", "Connections.csv")}
    assert read(tiny.zipped(tmp_path / "my basic data.zip", basic)).kind == "basic"


def test_groups_count_without_a_date(tmp_path: Path) -> None:
    groups = {
        **tiny.FILES,
        "Groups.csv": "Group Name,Group URL\nSales People,https://x.example/g\n",
    }
    rows = read(tiny.zipped(tmp_path / tiny.NAME, groups)).tables.activities.to_pylist()
    (joined,) = of_kind(rows, "group_joined")
    assert joined["occurred_at"] is None
    assert joined["object_id"]


def test_each_file_says_what_it_makes_measurable() -> None:
    assert kinds_shown_by("x/messages.csv") == (
        "message_sent",
        "message_received",
        "inmail_sent",
        "inmail_received",
    )
    assert kinds_shown_by("Logins.csv") == ()
