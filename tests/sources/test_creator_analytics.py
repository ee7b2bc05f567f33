"""Creator analytics: every layout and language, and nothing that the sheets do not say."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import analytics_books as books
import pytest
import tiny_archive as tiny
from analytics_books import ME, OWN, Rows, Written, aggregate, book, link, post, urn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openssi import pipeline, tables
from openssi.errors import SourceError
from openssi.sources import creator_analytics, linkedin_archive
from openssi.sources.account import Imported

FIRST = dt.date(2026, 10, 1)
COUNTS = [("1,234", -28 if n == 3 else 5, n % 3) for n in range(12)]


def read(path: Path) -> Imported:
    return creator_analytics.read(path, member_id=ME)


def recognised(path: Path) -> bool:
    return creator_analytics.recognises(path, path.read_bytes()[: 1 << 16])


def export(folder: Path, **changed: Any) -> Path:
    return book(folder / "export.xlsx", aggregate(FIRST, COUNTS, **changed))


def totals(one: Imported, kind: str) -> dict[dt.date, float]:
    return {
        row["occurred_at"].date(): row["quantity"]
        for row in one.tables.activities.to_pylist()
        if row["kind"] == kind
    }


def covered(one: Imported) -> dict[str, tuple[dt.date, dt.date, str]]:
    return {
        row["kind"]: (row["observed_from"], row["observed_to"], row["status"])
        for row in one.tables.coverage.to_pylist()
    }


def adds_up(one: Imported) -> bool:
    return all(
        f.rows == f.imported + f.duplicates + sum(f.ignored.values()) + len(f.rejected)
        for f in one.files
    )


def test_days_become_totals_and_zero_days_are_covered(tmp_path: Path) -> None:
    one = read(export(tmp_path))
    assert totals(one, "post_viewed") == {FIRST + dt.timedelta(n): 1234.0 for n in range(12)}
    assert totals(one, "follower_gained") == {
        FIRST + dt.timedelta(n): float(n % 3) for n in range(12) if n % 3
    }
    span = (FIRST, dt.date(2026, 10, 12), "measured")
    kinds = ("post_viewed", "engagement_received", "follower_gained")
    assert covered(one) == dict.fromkeys(kinds, span)
    assert one.seen_to == dt.date(2026, 10, 12)
    assert one.tables.members.to_pylist()[0]["followers"] == 1234
    assert adds_up(one)


def test_ids_of_totals_are_the_same_in_overlapping_exports(tmp_path: Path) -> None:
    ids = set(read(export(tmp_path)).tables.activities["activity_id"].to_pylist())
    longer = aggregate(FIRST - dt.timedelta(20), [("1,234", 5, 1)] * 40)
    others = set(
        read(book(tmp_path / "b.xlsx", longer)).tables.activities["activity_id"].to_pylist()
    )
    assert ids < others
    assert "total:post_viewed:2026-10-01" in ids


@pytest.mark.parametrize(
    "written", [books.american, books.european, books.as_it_is, books.serial, str]
)
@pytest.mark.parametrize("language", ["en", "pt"])
def test_any_language_and_way_to_write_days_says_the_same(
    tmp_path: Path, written: Written, language: str
) -> None:
    one = read(export(tmp_path, written=written, language=language, colon=""))
    assert totals(one, "engagement_received") == totals(
        read(export(tmp_path)), "engagement_received"
    )
    assert one.tables.members.to_pylist()[0]["seen_on"] == dt.date(2026, 10, 12)
    assert one.tables.members.to_pylist()[0]["followers"] == 1234


def test_a_day_in_words_is_the_last_day(tmp_path: Path) -> None:
    sheets = dict(aggregate(FIRST, COUNTS))
    words = ["Total de seguidores em 12 de out. de 2026", "1'006"]
    sheets["FOLLOWERS"] = [words, *sheets["FOLLOWERS"][1:]]
    (member,) = read(book(tmp_path / "a.xlsx", sheets)).tables.members.to_pylist()
    assert (member["seen_on"], member["followers"]) == (dt.date(2026, 10, 12), 1006)


def test_an_empty_ranking_says_nothing_of_posts(tmp_path: Path) -> None:
    assert "post_published" not in covered(read(export(tmp_path)))


def test_the_layout_of_2026_has_two_sheets_of_readers(tmp_path: Path) -> None:
    sheets = aggregate(FIRST, COUNTS)
    readers = sheets.pop("DEMOGRAPHICS")
    one = read(
        book(
            tmp_path / "new.xlsx",
            sheets | {"AUDIENCE DEMOGRAPHICS": readers, "CONTENT DEMOGRAPHICS": readers},
        )
    )
    told = {account.file.rpartition("/")[2]: account.status for account in one.files}
    assert told == {
        "DISCOVERY": "ignored",
        "ENGAGEMENT": "parsed",
        "TOP POSTS": "parsed",
        "FOLLOWERS": "parsed",
        "AUDIENCE DEMOGRAPHICS": "ignored",
        "CONTENT DEMOGRAPHICS": "ignored",
    }


def test_a_negative_number_takes_back_and_breaks_no_score(tmp_path: Path) -> None:
    told = [(9, -28 if n == 3 else 5, 1) for n in range(30)]
    one = read(book(tmp_path / "a.xlsx", aggregate(FIRST, told)))
    assert totals(one, "engagement_received")[dt.date(2026, 10, 4)] == -28.0
    assert "takes back" in " ".join(one.notes)
    assert points_of(one, "engagement_received") > 0


def test_nothing_but_corrections_scores_as_nothing(tmp_path: Path) -> None:
    one = read(book(tmp_path / "a.xlsx", aggregate(FIRST, [(9, -5, 0)] * 30)))
    assert points_of(one, "engagement_received") == 0


def points_of(one: Imported, signal: str) -> float:
    """Score one signal as if another source had seen everything else."""
    told = {
        "observed_from": FIRST,
        "observed_to": one.seen_to,
        "member_id": ME,
        "status": "measured",
    }
    unseen = {"reaction_received", "comment_received", "repost_received"}
    rows = [told | {"kind": kind} for kind in tables.KINDS if kind not in unseen]
    whole = replace(one.tables, coverage=tables.from_rows("coverage", rows))
    result = pipeline.score(replace(one, tables=whole))
    points = next(found.points for found in result.signals if found.id == signal)
    assert points is not None
    return points


POSTS: Rows = [
    [link(OWN, "ugcPost"), "5/7/2026", "57", "", urn(OWN + (400 << 22)), "5/7/2026", "2,345"],
    [link(post(dt.date(2026, 10, 8))), "10/8/2026", "5", "", "", "", ""],
    ["", "", "", "", link(post(dt.date(2026, 10, 9))), "10/9/2026", "1'006"],
    ["https://www.linkedin.com/pulse/some-article-zoe", "10/2/2026", "5", "", "", "", ""],
    ["https://www.linkedin.com/company/nordlicht", "10/2/2026", "5", "", "", "", ""],
]


def test_the_rankings_name_each_post_once(tmp_path: Path) -> None:
    one = read(export(tmp_path, posts=POSTS))
    posts = totals(one, "post_published")
    assert list(posts) == [dt.date(2026, 5, 7), dt.date(2026, 10, 8), dt.date(2026, 10, 9)]
    account = next(account for account in one.files if account.file.endswith("TOP POSTS"))
    assert (account.rows, account.imported, account.duplicates) == (6, 3, 1)
    assert account.ignored == {"an article: the data archive tells when it was published": 1}
    assert [row.reason for row in account.rejected] == ["not the address of a post"]
    assert covered(one)["post_published"] == (FIRST, dt.date(2026, 10, 12), "estimated")


def test_full_rankings_do_not_say_how_often_the_member_posts(tmp_path: Path) -> None:
    rows = [[link(post(dt.date(2026, 10, 2), n / 4)), "10/2/2026", "1"] for n in range(50)]
    one = read(export(tmp_path, posts=rows))
    assert "post_published" not in covered(one)
    assert "full" in " ".join(one.notes)


def test_a_post_has_the_same_id_as_in_the_archive(tmp_path: Path) -> None:
    archive = linkedin_archive.read(tiny.zipped(tmp_path / tiny.NAME))
    own = {
        row["activity_id"]: row
        for row in archive.tables.activities.to_pylist()
        if row["kind"] == "post_published"
    }
    one = read(export(tmp_path, posts=POSTS[:1]))
    found = [row for row in one.tables.activities.to_pylist() if row["kind"] == "post_published"]
    assert {row["activity_id"] for row in found} == set(own)
    assert {row["object_id"] for row in found} == {str(OWN)}
    assert found[0]["occurred_at"] == next(iter(own.values()))["occurred_at"]


def test_a_post_that_was_written_long_before_counts_from_its_day(tmp_path: Path) -> None:
    one = read(export(tmp_path, posts=[[link(OWN), "10/2/2026", "57"]]))
    assert list(totals(one, "post_published")) == [dt.date(2026, 10, 2)]


def test_the_posts_tell_the_order_where_the_days_do_not(tmp_path: Path) -> None:
    first = dt.date(2026, 10, 8)
    sheets = aggregate(first, [(5, 5, 1)])
    with pytest.raises(SourceError, match="month or the day first"):
        read(book(tmp_path / "a.xlsx", sheets))
    posts = [[link(post(dt.date(2026, 10, 8))), "10/8/2026", "5"]]
    one = read(book(tmp_path / "b.xlsx", aggregate(first, [(5, 5, 1)], posts=posts)))
    assert one.seen_to == first


def test_blank_cells_are_unknown_and_leave_a_hole(tmp_path: Path) -> None:
    told: list[tuple[object, object, object]] = [(7, 1, 1)] * 9
    told[3], told[4] = ("", "", ""), ("", 2, "-")
    one = read(book(tmp_path / "a.xlsx", aggregate(FIRST, told)))
    rows = [row for row in one.tables.coverage.to_pylist() if row["kind"] == "post_viewed"]
    assert [(row["observed_from"].day, row["observed_to"].day) for row in rows] == [(1, 3), (6, 9)]
    account = next(account for account in one.files if account.file.endswith("ENGAGEMENT"))
    assert account.ignored == {"no number: unknown, not 0": 1}
    assert adds_up(one)


def test_rows_that_cannot_be_used_cost_only_themselves(tmp_path: Path) -> None:
    sheets = dict(aggregate(FIRST, [(7, 1, 1)] * 9))
    days = [list(row) for row in sheets["ENGAGEMENT"]]
    days[2][1], days[3][0] = "1.2K", "soon"
    days += [days[5], [days[6][0], 8, 8]]
    one = read(book(tmp_path / "a.xlsx", sheets | {"ENGAGEMENT": days}))
    account = next(account for account in one.files if account.file.endswith("ENGAGEMENT"))
    assert [(row.line, row.reason) for row in account.rejected] == [
        (3, "not a whole number"),
        (4, "no day, or one that does not fit the others"),
        (12, "a day that stands there before with other numbers"),
    ]
    assert (account.imported, account.duplicates) == (7, 1)
    assert adds_up(one)


def test_a_first_day_that_is_none_is_rejected_and_no_header(tmp_path: Path) -> None:
    sheets = dict(aggregate(FIRST, [(7, 1, 1)] * 9))
    days = [list(row) for row in sheets["ENGAGEMENT"]]
    days[1][0] = "soon"
    one = read(book(tmp_path / "a.xlsx", sheets | {"ENGAGEMENT": days}))
    account = next(account for account in one.files if account.file.endswith("ENGAGEMENT"))
    assert [row.line for row in account.rejected] == [2]
    assert account.imported == 8


def test_columns_that_change_places_are_known_by_name(tmp_path: Path) -> None:
    sheets = dict(aggregate(FIRST, [(7, 1, 1)] * 9))
    turned = [[row[0], row[2], row[1]] for row in sheets["ENGAGEMENT"]]
    one = read(book(tmp_path / "a.xlsx", sheets | {"ENGAGEMENT": turned}))
    assert set(totals(one, "post_viewed").values()) == {7.0}


def test_a_column_more_is_left_where_names_tell_the_others(tmp_path: Path) -> None:
    sheets = dict(aggregate(FIRST, [(7, 1, 1)] * 9))
    wider = [[*row[:2], "3", row[2]] for row in sheets["ENGAGEMENT"]]
    wider[0][2] = "Members reached"
    one = read(book(tmp_path / "a.xlsx", sheets | {"ENGAGEMENT": wider}))
    assert set(totals(one, "engagement_received").values()) == {1.0}
    wider[0] = ["Datum", "Eins", "Zwei", "Drei"]
    one = read(book(tmp_path / "b.xlsx", sheets | {"ENGAGEMENT": wider}))
    assert totals(one, "engagement_received") == {}
    assert {file.file: file.status for file in one.files}["b.xlsx/ENGAGEMENT"] == "unknown"


@pytest.mark.parametrize("translate", [False, True])
def test_a_single_post_gives_the_split_of_what_it_received(
    tmp_path: Path, *, translate: bool
) -> None:
    rows = [[f"Etiqueta {row[0]}", *row[1:]] if row and translate else row for row in books.SINGLE]
    one = read(book(tmp_path / "one.xlsx", {"Post analytics": rows}))
    told = {row["kind"]: row for row in one.tables.activities.to_pylist()}
    assert {kind: row["quantity"] for kind, row in told.items()} == {
        "post_published": 1.0,
        "reaction_received": 40.0,
        "comment_received": 12.0,
        "repost_received": 2.0,
    }
    assert {row["object_id"] for row in told.values()} == {str(OWN)}
    assert told["reaction_received"]["activity_id"] == f"total:reaction_received:{OWN}"
    assert one.tables.coverage.num_rows == 0
    assert one.seen_to == dt.date(2026, 5, 7)
    assert one.kind == "single post"
    assert adds_up(one)


def test_translated_labels_whose_numbers_do_not_add_up_are_left(tmp_path: Path) -> None:
    rows = [[f"Etiqueta {row[0]}", *row[1:]] if row else row for row in books.SINGLE]
    rows[8] = ["Etiqueta Social", "3"]
    one = read(book(tmp_path / "one.xlsx", {"Post analytics": rows}))
    assert one.tables.activities["kind"].to_pylist() == ["post_published"]


def test_it_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    assert recognised(export(tmp_path, language="pt").rename(tmp_path / "anything.bin"))
    assert recognised(book(tmp_path / "one.xlsx", {"Sheet": books.SINGLE}))
    assert not recognised(book(tmp_path / "other.xlsx", {"Budget": [["Item", "Cost"], ["Tea", 3]]}))
    assert not recognised(tiny.zipped(tmp_path / tiny.NAME))
    assert not linkedin_archive.identify(export(tmp_path))
    assert not creator_analytics.recognises(tmp_path, b"")
    with zipfile.ZipFile(tmp_path / "around.zip", "w") as around:
        around.write(tmp_path / "one.xlsx", "one.xlsx")
    assert not recognised(tmp_path / "around.zip")


def test_another_table_is_refused_with_what_would_do(tmp_path: Path) -> None:
    other = book(tmp_path / "other.xlsx", {"Budget": [["Item", "Cost"], ["Tea", 3]]})
    with pytest.raises(SourceError, match="no sheet of creator analytics"):
        read(other)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dates(dt.date(2016, 1, 1), dt.date(2030, 1, 1)),
    st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(-50, 500), st.integers(0, 9)),
        min_size=13,
        max_size=20,
    ),
    st.sampled_from([books.american, books.european, books.serial]),
)
def test_every_number_is_read_back(
    tmp_path: Path, first: dt.date, counts: list[tuple[int, int, int]], written: Written
) -> None:
    one = read(book(tmp_path / "a.xlsx", aggregate(first, counts, written=written)))
    for place, kind in enumerate(("post_viewed", "engagement_received", "follower_gained")):
        told = {first + dt.timedelta(n): float(row[place]) for n, row in enumerate(counts)}
        assert totals(one, kind) == {day: number for day, number in told.items() if number}
    assert adds_up(one)


def test_what_it_adds_is_scored(tmp_path: Path) -> None:
    one = read(book(tmp_path / "a.xlsx", aggregate(FIRST, [(900, 30, 2)] * 30)))
    values = {signal.id: signal.value for signal in pipeline.score(one).signals}
    assert values["engagement_received"] == pytest.approx(210)
    assert values["followers_gained"] == pytest.approx(14)
