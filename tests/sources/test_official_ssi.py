"""LinkedIn's own index: JSON, saved pages, pasted text, tables and typed values."""

from __future__ import annotations

import datetime as dt
import html
import json
import os
import tomllib
from contextlib import nullcontext
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openssi.errors import SourceError
from openssi.sources.official_ssi import not_found, pasted, read, recognises, typed
from openssi.sources.official_ssi.typed import OPTIONS

DAY = dt.date(2026, 11, 20)
WHOLE = {
    "total": 53.0,
    "brand": 20.97,
    "people": 6.4,
    "insights": 10.25,
    "relationships": 15.0,
    "industry_top": 10.0,
    "industry_average": 35.0,
    "network_top": 12.0,
    "network_average": 36.0,
}


def page_json(**changed: Any) -> dict[str, Any]:
    page = {
        "activeSeat": False,
        "memberScore": {
            "overall": 19.705751,
            "subScores": [
                {"score": 3.68, "pillar": "FIND_RIGHT_PEOPLE"},
                {"score": 13.118002, "pillar": "PROFESSIONAL_BRAND"},
                {"score": 0.29999998, "pillar": "INSIGHT_ENGAGEMENT"},
                {"score": 2.6077502, "pillar": "STRONG_RELATIONSHIP"},
            ],
        },
        "groupScore": [
            {
                "groupType": "INDUSTRY",
                "rank": 75,
                "groupSize": 0,
                "industry": "Software Development",
                "score": {"overall": 30.99, "subScores": []},
            },
            {"groupType": "NETWORK", "rank": 81, "score": {"overall": 32.72, "subScores": []}},
            {"groupType": "TEAM", "rank": 1, "score": {"overall": 54.6}},
        ],
    }
    return page | changed


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    moment = dt.datetime(2026, 11, 19, 12, tzinfo=dt.UTC).timestamp()
    os.utime(path, (moment, moment))
    return path


def claimed(path: Path) -> bool:
    return recognises(path, path.read_bytes()[:65_536])


def test_the_pages_json_is_read_by_the_names_of_its_pillars(tmp_path: Path) -> None:
    path = written(tmp_path / "ssi.json", json.dumps(page_json()))
    assert claimed(path)
    (one,) = (imported := read(path, member_id="ada", day=DAY)).official
    assert one.total == pytest.approx(19.705751)
    assert one.pillars == pytest.approx(
        {"brand": 13.118002, "people": 3.68, "insights": 0.3, "relationships": 2.60775}
    )
    assert one.industry is not None
    assert (one.industry.name, one.industry.top, one.industry.average) == (
        "Software Development",
        75,
        30.99,
    )
    assert one.network is not None
    assert (one.network.top, one.network.average) == (81, 32.72)
    assert (one.day, one.member_id, imported.seen_to) == (DAY, "ada", DAY)
    assert all(table.num_rows == 0 for _, table in imported.tables)


@pytest.mark.parametrize("wrap", ["{}", "<html><code>{}</code></html>"])
def test_a_pillar_that_is_not_known_is_named(tmp_path: Path, wrap: str) -> None:
    page = page_json()
    page["memberScore"]["subScores"][0]["pillar"] = "FIND_ANY_PEOPLE"
    path = written(tmp_path / "ssi", wrap.format(json.dumps(page)))
    imported = read(path, member_id="ada", day=DAY)
    assert "people" not in imported.official[0].pillars
    assert "ssi: 'FIND_ANY_PEOPLE' is none of the four pillars" in imported.notes[0]


def test_without_a_day_the_files_own_date_stands_and_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "ssi.json", json.dumps(page_json()))
    imported = read(path, member_id="ada")
    assert imported.seen_to == dt.date(2026, 11, 19)
    assert "2026-11-19 (UTC)" in imported.notes[0]


@pytest.mark.parametrize("wrap", ["{}", "<!--{}-->", "\n  {}\n"])
def test_a_saved_page_hides_the_json_in_an_escaped_element(tmp_path: Path, wrap: str) -> None:
    block = html.escape(wrap.format(json.dumps(page_json()))) if wrap[0] != "<" else None
    block = block or wrap.format(json.dumps(page_json()))
    filler = "<code>{&quot;a&quot;:1}</code>" + "<p>İ padding</p>" * 8_000
    page = f'<!DOCTYPE html><html><body>{filler}<CODE id="x">{block}</CODE></body></html>'
    path = written(tmp_path / "page.html", page)
    assert claimed(path)
    (one,) = read(path, member_id="ada", day=DAY).official
    assert one.total == pytest.approx(19.705751)


def test_a_saved_page_may_name_its_day(tmp_path: Path) -> None:
    said = "<!-- Page saved with SingleFile\n saved date: Sat Nov 21 2026 00:30:00 GMT+0100 -->"
    block = html.escape(json.dumps(page_json()))
    path = written(tmp_path / "p.html", f"<!DOCTYPE html>{said}<html><code>{block}</code></html>")
    assert read(path, member_id="ada").seen_to == DAY


def test_a_saved_page_without_json_tells_what_it_shows(tmp_path: Path) -> None:
    body = "".join(f"<div>{line}</div>" for line in shown("en", before=True).splitlines())
    path = written(tmp_path / "p.html", f"<html><head><title>x</title></head>{body}</html>")
    assert claimed(path)
    (one,) = read(path, member_id="ada", day=DAY).official
    assert one.pillars["brand"] == 20.97


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"memberScore": 3}',
        '{"memberScore": {"overall": "53"}}',
        '{"memberScore": {"overall": 1e400}}',
        '{"memberScore": {"overall": NaN}}',
        '{"memberScore": {"overall": 1' + "0" * 400 + "}}",
        '{"memberScore":' + "[" * 100_000,
        '{"memberScore": {"overall": 101}}',
        "<html>" + "<code>" * 100_000 + "memberScore",
        "<html>" + "<code" * 100_000 + "</code>",
        "<html>Social Selling Index</html>",
        "\x00" * 1000,
        "",
    ],
)
def test_what_cannot_be_a_reading_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "x.json", text)
    claimed(path)
    with pytest.raises(SourceError) as caught:
        read(path, member_id="ada", day=DAY)
    assert caught.value.hint


def shown(code: str, *, before: bool) -> str:
    """Write the page's visible text in a language, with each number before or after its words."""
    path = files("openssi.sources.official_ssi").joinpath("phrases.toml")
    words = tomllib.loads(path.read_text("utf-8"))[code]
    comma = code != "en"

    def said(key: str, value: float | None = None) -> str:
        text = words[key][0].replace("*", "der").capitalize()
        number = "" if value is None else f"{value:g}".replace(".", "," if comma else ".")
        return text.replace("{n}%", f"{number}\u202f%" if comma else f"{number}%").replace(
            "{n}", number
        )

    def pair(number: str, text: str) -> str:
        return f"{number}\n{text}" if before else f"{text}\n{number}"

    def bars() -> list[str]:
        values = (("brand", 20.97), ("people", 6.4), ("insights", 10.25), ("relationships", 15))
        return [pair(f"{v:g}".replace(".", "," if comma else "."), said(k)) for k, v in values]

    lines = ["Social Selling Index", "3", *(said(k) for k in ("brand", "people", "insights"))]
    lines += [pair(said("top", 10), said("industry_rank"))]
    lines += [pair(said("top", 12), said("network_rank"))]
    lines += [said("out_of", 53).replace(" ", "\n", 1), *bars()]
    lines += [said("industry"), said("out_of", 35), said("average", 35), said("top", 10)]
    lines += [said("up", 2), said("network"), said("out_of", 36), said("top", 12), said("same")]
    return "\n".join(lines)


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "pt"])
def test_the_pasted_page_is_read_in_five_languages(code: str, *, before: bool) -> None:
    one = pasted(shown(code, before=before), day=DAY, member_id="ada")
    assert one.total == 53
    assert one.pillars == {"brand": 20.97, "people": 6.4, "insights": 10.25, "relationships": 15}
    assert one.industry is not None
    assert one.network is not None
    assert (one.industry.top, one.industry.average, one.industry.rank_change) == (10, 35, 2)
    assert (one.network.top, one.network.average, one.network.rank_change) == (12, 36, 0)
    assert not_found(one) == ()


ENGLISH = """Your Social Selling Index (SSI) measures how effective you are at establishing your
professional brand, finding the right people, engaging with insights, and building relationships.
Top 10%
Industry SSI rank
Current Social Selling Index
53 out of 100
20.97 | Establish your professional brand
6.4 | Find the right people
10.25 | Engage with insights
15 | Build relationships
Remaining points 47
People in your industry
Sales professionals in the Software Development industry have an average SSI of 35.
You rank in the top 10%
Down 3% since last week
"""


def test_what_a_pasted_page_lacks_is_named() -> None:
    one = pasted(ENGLISH, day=DAY, member_id="ada")
    assert one.industry is not None
    assert (one.industry.name, one.industry.rank_change) == ("Software Development", -3)
    assert one.network is None
    assert [part.partition(" (")[0] for part in not_found(one)] == [
        "the rank in the network",
        "the average of the network",
        "the network rank's change since last week",
    ]


@pytest.mark.parametrize(
    ("gone", "named"),
    [("53 out of 100", "the total"), ("6.4 |", "the points of Find the right people")],
)
def test_a_pasted_page_without_total_or_pillar_is_refused(gone: str, named: str) -> None:
    with pytest.raises(SourceError) as caught:
        pasted(ENGLISH.replace(gone, ""), day=DAY, member_id="ada")
    assert any(named in line for line in caught.value.details)


def test_pillars_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(SourceError, match=r"53, but .* 62\.62"):
        pasted(ENGLISH.replace("15 |", "25 |"), day=DAY, member_id="ada")


def test_a_page_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(SourceError, match="as 10 and as 11"):
        pasted(ENGLISH.replace("in the top 10%", "in the top 11%"), day=DAY, member_id="ada")


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(SourceError):
        pasted(text, day=DAY, member_id="ada")


def test_typed_values_become_a_reading() -> None:
    one = typed(WHOLE | {"industry_change": None}, day=DAY, member_id="ada")
    assert one.source == "typed in"
    assert one.industry is not None
    assert (one.industry.top, one.industry.rank_change) == (10, None)
    assert typed({"total": 53}, day=DAY, member_id="ada").pillars == {}


def test_every_mistake_of_typed_values_is_named_with_its_option() -> None:
    wrong = WHOLE | {"brand": 25.5, "industry_top": 0, "network_top": 1.5, "network_average": 101}
    with pytest.raises(SourceError) as caught:
        typed(wrong, day=dt.date(1999, 1, 1), member_id="ada")
    named = [line.partition(" ")[0] for line in caught.value.details]
    assert named[:4] == ["--brand", "--industry-top", "--network-top", "--network-average"]
    assert set(named[:4]) <= set(OPTIONS)
    assert "1999-01-01" in caught.value.details[4]


@pytest.mark.parametrize(
    ("total", "fits"), [(53, True), (52.6, True), (52, False), (53.2, False), (54, False)]
)
def test_the_total_is_the_sum_within_rounding(total: float, *, fits: bool) -> None:
    refused = nullcontext() if fits else pytest.raises(SourceError, match="give 52")
    with refused:
        typed(WHOLE | {"total": total}, day=DAY, member_id="ada")


def test_some_pillars_alone_must_leave_room_for_the_others() -> None:
    typed({"total": 53, "brand": 20}, day=DAY, member_id="ada")
    with pytest.raises(SourceError, match="--total"):
        typed({"total": 13, "brand": 20}, day=DAY, member_id="ada")
    with pytest.raises(SourceError, match="--total"):
        typed({"total": 99, "brand": 20}, day=DAY, member_id="ada")


TABLE = """date;SSI Score;Brand;People;Insights;Relationships;Industry rank;Industry average
2026-11-06;52;20,5;6,4;10;15;11;35
2026-11-20;53;20,97;6,4;10,25;15;10;35
2026-11-20;53;20,97;6,4;10,25;15;10;35
2026-11-20;54;21,97;6,4;10,25;15;10;35
20.11.2026;53;20,97;6,4;10,25;15;10;35
2026-11-13;53;many;6,4;10,25;15;10;35
2026-11-14;53;30;6,4;10,25;15;10;35
;;;;;;;
2026-11-15;53
"""


def test_a_table_of_readings_accounts_for_every_row(tmp_path: Path) -> None:
    path = written(tmp_path / "readings.csv", TABLE)
    assert claimed(path)
    imported = read(path, member_id="ada")
    assert [one.day.day for one in imported.official] == [6, 20]
    assert imported.official[1].pillars["brand"] == 20.97
    assert imported.seen_to == DAY
    (account,) = imported.files
    assert (account.rows, account.imported, account.duplicates) == (9, 2, 1)
    assert account.ignored == {"an empty row": 1}
    reasons = {row.line: row.reason for row in account.rejected}
    assert sorted(reasons) == [5, 6, 7, 8, 10]
    assert "line 3 has another reading" in reasons[5]
    assert "2026-11-20" in reasons[6]
    assert "'brand' is not a number" in reasons[7]
    assert "from 0 to 25" in reasons[8]


def test_a_table_without_a_usable_row_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "readings.csv", "date,total,brand\nyesterday,53,20\n")
    with pytest.raises(SourceError, match="line 2"):
        read(path, member_id="ada")


@pytest.mark.parametrize(
    "text",
    [
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nA,B,c,d,e,f,g\n",
        "activityId,activityType,createdAt,seatId,memberIdentityKey\n",
        "Name,Email,Seat,SSI Score,Days Active,Searches,Profile Views,InMails,Date\n",
        "Name,Date,SSI Score,Establish your professional brand,Find the right people\n",
        '{"orderedItems": []}',
        "<html><body>Social Selling Index explained: four pillars</body></html>",
        "My notes on the Social Selling Index: aim for 70.",
        "\x00\xff",
        "",
    ],
)
def test_other_files_are_not_claimed(tmp_path: Path, text: str) -> None:
    assert not claimed(written(tmp_path / "x", text))


def test_folders_and_missing_files_are_not_claimed(tmp_path: Path) -> None:
    assert not recognises(tmp_path, b"")
    assert not recognises(tmp_path / "gone.html", b"<html>")


def test_a_text_file_with_the_pasted_page_is_claimed(tmp_path: Path) -> None:
    path = written(tmp_path / "page.txt", ENGLISH)
    assert claimed(path)
    imported = read(path, member_id="ada", day=DAY)
    assert imported.kind == "pasted text"
    assert "does not tell the rank in the network" in imported.notes[-1]


def test_the_tables_for_screen_readers_do_not_confuse() -> None:
    table = "Establish your professional brand\n20.97\nFind the right people\n6.4\n"
    table += "Engage with insights\n10.25\nBuild relationships\n15\nRemaining points\n47\n"
    for text in (
        table + ENGLISH,
        ENGLISH.replace("People in your industry", table + "People in your industry"),
    ):
        one = pasted(text, day=DAY, member_id="ada")
        assert list(one.pillars.values()) == [20.97, 6.4, 10.25, 15]


def test_lines_may_break_within_a_phrase() -> None:
    broken = ENGLISH.replace("Top 10%", "Top\n10\n%").replace("53 out of", "53\nout of")
    assert pasted(broken, day=DAY, member_id="ada") == pasted(ENGLISH, day=DAY, member_id="ada")
