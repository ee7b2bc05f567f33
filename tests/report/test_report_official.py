"""LinkedIn's own number beside ours: on the page, in the terminal, and in every export."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from rich.console import Console, RenderableType
from sample_result import AS_OF, TITLES, official_result, point, sample_result

from openssi import report
from openssi.report import official_words
from openssi.report.beside import Beside, beside
from openssi.report.history_rows import history_rows
from openssi.report.notebook_html import notebook_html
from openssi.report.origins import OTHER, PLAIN, origin
from openssi.report.pictures.history import history_picture
from openssi.report.rounding import shown
from openssi.result import Official, Result
from openssi.sources import self_report
from openssi.sources.creator_analytics.reader import NAME as ANALYTICS
from openssi.sources.linkedin_api.reader import NAME as API
from openssi.sources.linkedin_archive.reader import NAME as ARCHIVE
from openssi.sources.mastodon_archive.reader import NAME as MASTODON
from openssi.sources.sales_navigator.members import NAME as SEATS

RESULT = official_result()
TOTAL = shown(RESULT.total or 0.0)


def printed(content: RenderableType, width: int = 100) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(content)
    return captured.get()


def compared(result: Result) -> Beside:
    found = beside(result)
    assert found is not None
    return found


def without_comparison() -> Result:
    told = Official(readings=(point(dt.date(2012, 5, 1), 40),), beside=None)
    return sample_result(days=60).model_copy(update={"official": told})


def test_each_pair_is_rounded_so_that_a_reader_can_check_it() -> None:
    pairs = compared(RESULT).pairs
    assert [pair.id for pair in pairs] == ["total", *TITLES]
    for pair in pairs:
        assert pair.shown is not None
        assert pair.difference == round(pair.shown - shown(pair.official), 1)
    assert round(sum(pair.shown or 0.0 for pair in pairs[1:]), 1) == pairs[0].shown == TOTAL


def test_places_in_the_picture_are_those_of_the_numbers() -> None:
    total, brand, *_ = compared(RESULT).pairs
    assert (total.at, brand.at) == (53.0, round(20.97 * 4, 2))
    assert total.here == round(RESULT.total or 0.0, 2)


def test_a_reading_of_the_total_alone_has_one_pair() -> None:
    assert RESULT.official is not None
    told = RESULT.official.beside
    assert told is not None
    alone = told.model_copy(update={"pillars": ()})
    official = RESULT.official.model_copy(update={"beside": alone})
    pairs = compared(RESULT.model_copy(update={"official": official})).pairs
    assert [pair.id for pair in pairs] == ["total"]


def test_an_index_of_fewer_pillars_is_not_compared() -> None:
    result = official_result(sample_result(missing="find_right_people"))
    total, _, people, *_ = compared(result).pairs
    assert total.difference is None
    assert "of the measurable 75" in total.why
    assert (people.shown, people.difference) == (None, None)
    assert "of fewer pillars" in official_words.line(result)


def test_ranks_are_those_of_linkedins_number() -> None:
    ranks = compared(RESULT).ranks
    assert ranks.startswith("LinkedIn placed you in the top 10% of your industry and top 12% of")
    assert "never the one made here" in ranks
    assert "never the one made here" in report.html(RESULT)


def test_without_a_reading_the_page_invites_in_one_line() -> None:
    page = report.html(sample_result(days=60))
    assert page.count('class="small soft invite"') == 1
    assert "<code>openssi official paste</code>" in page
    assert "linkedin.com/sales/ssi" in page
    assert 'id="beside"' not in page
    assert 'href="#beside"' not in page
    assert 'href="#beside"' in report.html(RESULT)
    assert 'class="small soft invite"' not in report.html(RESULT)


def test_readings_that_nothing_compares_with_are_listed() -> None:
    result = without_comparison()
    page = report.html(result)
    assert "the data show no day near one of them" in page
    assert "1 May 2012" in page
    assert official_words.line(result) == "LinkedIn's own: 40 on 1 May 2012"


def test_marks_of_readings_stand_in_the_history_and_join_nothing() -> None:
    history = RESULT.history
    plain = history_picture(history, RESULT.pillars)
    marked = history_picture(history, RESULT.pillars, RESULT.official)
    assert plain is not None
    assert marked is not None
    assert [set(mark.heights) for mark in marked.official] == [
        {"total"}, {"total"}, {"total", *TITLES},
    ]  # fmt: skip
    assert marked.official[-1].at == 100
    assert marked.official[-1].heights["total"] == round(100 * (1 - 53 / marked.total.top), 2)
    assert (marked.total.line, plain.official) == (plain.total.line, ())


def test_a_reading_after_the_data_makes_the_picture_longer() -> None:
    later = official_result(later=12)
    picture = history_picture(later.history, later.pillars, later.official)
    assert picture is not None
    assert picture.axis.last == AS_OF + dt.timedelta(12)
    assert picture.official[-1].at == 100
    far = official_result(later=90)
    short = history_picture(far.history, far.pillars, far.official)
    assert short is not None
    assert short.axis.last == AS_OF
    assert len(short.official) == 2


def test_a_high_reading_stays_within_the_picture() -> None:
    low = sample_result(days=60)
    told = Official(readings=(point(AS_OF, 99.0),), beside=None)
    picture = history_picture(low.history, low.pillars, told)
    assert picture is not None
    assert 0 <= picture.official[0].heights["total"] <= 100


def test_the_terminal_tells_it_in_one_line() -> None:
    lines = [line for line in printed(report.text(RESULT)).splitlines() if "LinkedIn's own" in line]
    assert lines == [f"LinkedIn's own: 53 on 20 Nov ({official_words.apart(53, TOTAL)} here)"]
    assert "LinkedIn's own:" not in printed(report.text(sample_result()))


def test_a_whole_difference_is_told_without_a_decimal() -> None:
    assert official_words.apart(53.0, 84.0) == "+31"
    assert official_words.apart(53.0, 53.04) == "no change"
    assert official_words.apart(60.0, 53.5) == "\N{MINUS SIGN}6.5"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_history_marks_readings(width: int) -> None:
    rows = history_rows(RESULT.history, every="month", official=RESULT.official)[-8:]
    text = printed(report.history_text(RESULT, rows), width)
    assert max(map(len, text.splitlines())) <= width
    may = next(line for line in text.splitlines() if line.startswith("2026-05-31"))
    assert "49.3" in may
    assert "no part of the line" in " ".join(text.split())
    assert "4 May 2026" in text


def test_each_reading_belongs_to_one_row() -> None:
    late = official_result(later=12)
    rows = history_rows(late.history, every="month", official=late.official)
    assert late.official is not None
    assert tuple(one for row in rows for one in row.official) == late.official.readings
    assert rows[-1].official[-1].day == AS_OF + dt.timedelta(12)
    until = history_rows(late.history, every="week", official=late.official, until=AS_OF)
    assert until[-1].official == ()


def test_exports_hold_every_reading() -> None:
    table = list(csv.DictReader(io.StringIO(report.csv_text(RESULT))))
    read = [row for row in table if row["row"] == "official"]
    assert [(row["day"], float(row["points"])) for row in read if row["id"] == "total"] == [
        ("2025-06-30", 44.3), ("2026-05-04", 49.3), ("2026-11-20", 53.0),
    ]  # fmt: skip
    assert [float(row["points"]) for row in read[-4:]] == [20.97, 6.4, 10.25, 15.38]
    rows = history_rows(RESULT.history, every="month", official=RESULT.official)
    days = list(csv.DictReader(io.StringIO(report.history_csv(rows))))
    assert [row["official"] for row in days if row["official"]] == ["44.3", "49.3", "53.0"]
    told = json.loads(report.history_json(RESULT, "month", rows))["rows"]
    assert [one["total"] for row in told for one in row["official"]] == [44.3, 49.3, 53.0]
    assert json.loads(report.json_text(RESULT))["official"]["readings"][1]["total"] == 49.3


def test_markdown_tells_both_numbers() -> None:
    text = report.result_markdown(RESULT)
    assert f"| Index | 53.0 | {TOTAL} | +{TOTAL - 53:.1f} |" in text
    assert "never the one made here" in text
    assert "4 May 2026: 49.3" in text
    rows = history_rows(RESULT.history, every="month", official=RESULT.official)
    table = report.history_markdown(RESULT, rows)
    assert "| LinkedIn |" in table
    assert "| 53.0 |" in next(line for line in table.splitlines() if "| 2026-11-20" in line)
    assert "Beside LinkedIn" not in report.result_markdown(sample_result(days=60))


def test_every_signal_says_where_its_number_comes_from() -> None:
    active = next(one for one in RESULT.signals if one.id == "days_active")
    unseen = next(one for one in RESULT.signals if one.value is None and one.points is None)
    assert origin(active) == "from the data archive and your own word"
    assert origin(unseen) == ""
    page, text = report.html(RESULT), str(report.explanation(RESULT, active))
    assert "measured, from the data archive and your own word</span>" in page
    assert "Measured, from the data archive and your own word" in text
    assert "Measured, from the data archive and your own word" in report.result_markdown(RESULT)
    table = {r["id"]: r for r in csv.DictReader(io.StringIO(report.csv_text(RESULT)))}
    assert table["days_active"]["sources"] == "LinkedIn data archive; Check-in"


def test_a_notebook_tells_sources_and_linkedins_number() -> None:
    cell = notebook_html(RESULT)
    assert "LinkedIn&#39;s own: 53 on 20 Nov" in cell
    assert "your own word (1)" in cell


def test_plain_names_are_those_of_sources_that_there_are() -> None:
    names = {ARCHIVE, self_report.NAME, MASTODON, ANALYTICS, API, SEATS}
    assert names == set(PLAIN)


def test_incognito_hides_what_users_call_their_own_tables() -> None:
    first = RESULT.signals[0].model_copy(update={"sources": ("acme-rosenqvist.toml", "Check-in")})
    result = RESULT.model_copy(update={"signals": (first, *RESULT.signals[1:])})
    assert "acme-rosenqvist" in report.html(result)
    page = report.html(result, incognito=True)
    assert "acme-rosenqvist" not in page
    assert f"from {OTHER} and your own word" in page
    assert 'data-official="53.0"' in page
