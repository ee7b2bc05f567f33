"""What the sources show, what each brought, and what would bring the most: as scoring sees it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from rich.console import Console
from sample_result import sample_result

from openssi import intake, pipeline, report
from openssi.methodology import default
from openssi.report.doctor_sources import coverage
from openssi.report.figures import figures
from openssi.report.measurable import known, seen
from openssi.report.standing import base_weight, standing
from openssi.report.unseen import unseen_by_source
from openssi.report.ways import ACCOUNTS, ANALYTICS, API, CHECKIN, COMPLETE, PLATFORM, WAYS, way_of
from openssi.sources import self_report, synthetic
from openssi.sources.account import Checkup, Imported, OfficialReading
from openssi.sources.joined import joined
from openssi.sources.self_report import CheckIn
from openssi.tables import FACTS, SCHEMAS, Tables, from_rows

END = dt.date(2026, 11, 15)
TOLD = {
    "has_photo": 1, "followers": 2400, "profile_views_90d": 210, "groups_joined_28d": 1,
    "profiles_viewed_28d": 60, "prospects_viewed_28d": 25,
}  # fmt: skip
RULES = default()


@cache
def archive(folder: Path, kind: synthetic.Kind) -> Checkup:
    path = folder / f"{kind}.zip"
    synthetic.write(path, seed=7, years=2, end=END, kind=kind, connections=300, messages=300)
    return intake.checkup(path)


def told(whole: Imported, *days: dt.date) -> Imported:
    answers = [CheckIn(number=n, day=day, answers=TOLD) for n, day in enumerate(days, start=1)]
    return self_report.read(answers, member_id=whole.member_id)


def read(member_id: str) -> Imported:
    """A reading of LinkedIn's own number, which makes no signal measurable."""
    one = OfficialReading(day=END, total=52.05, member_id=member_id, source="typed in")
    tables = Tables(**{name: from_rows(name, []) for name in SCHEMAS})
    return Imported(
        source="Official readings", kind="official", member_id=member_id, tables=tables,
        seen_to=END, files=(), official=(one,),
    )  # fmt: skip


def mixed(folder: Path, kind: synthetic.Kind, *days: dt.date) -> Checkup:
    alone = archive(folder, kind)
    whole = alone.whole
    more = (told(whole, *days), read(whole.member_id))
    together = joined([whole, *more])
    return Checkup(readings=(*alone.readings, *more), whole=together)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ways")


DAYS = ((), (END,), (END - dt.timedelta(200),), (END - dt.timedelta(60), END))


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("kind", ["complete", "basic"])
def test_what_is_seen_is_what_scoring_sees(
    folder: Path, kind: synthetic.Kind, days: tuple[dt.date, ...]
) -> None:
    checkup = mixed(folder, kind, *days) if days else archive(folder, kind)
    result = pipeline.score(checkup.whole)
    scored = {one.id for one in result.signals if one.value is not None or one.points is not None}
    assert {rule.id for rule in seen(RULES, known(checkup.whole))} == scored
    stands = standing(checkup, RULES)
    assert stands.seen / stands.whole == pytest.approx(figures(result).coverage)


def test_each_source_says_what_it_added(folder: Path) -> None:
    stands = standing(mixed(folder, "basic", END), RULES)
    first, second, third = stands.sources
    assert (first.file, first.kind, second.source) == ("basic.zip", "basic", "Check-in")
    assert {rule.id for rule in second.brought} >= {"inbound_profile_views", "groups"}
    assert (third.rows, third.brought, third.first) == (1, (), END)
    brought = [rule for row in stands.sources for rule in row.brought]
    assert len(brought) == len({rule.id for rule in brought})
    assert base_weight(brought) == stands.seen


def test_what_would_bring_the_most_comes_first(folder: Path) -> None:
    basic = standing(archive(folder, "basic"), RULES)
    gains = [base_weight(one.opens) for one in basic.next]
    assert gains == sorted(gains, reverse=True)
    assert basic.next[0].way in {COMPLETE, API}
    whole = standing(archive(folder, "complete"), RULES)
    ways = [one.way for one in whole.next]
    assert not {COMPLETE, API, PLATFORM}.intersection(ways)
    assert {CHECKIN, ANALYTICS, ACCOUNTS} <= set(ways)


def test_what_a_complete_archive_shows_is_as_the_way_says(folder: Path) -> None:
    found = known(archive(folder, "complete").whole)
    assert COMPLETE.shows - {"title"} <= {*found.spans, *found.filled}
    assert {name for name in found.spans if name not in FACTS} - COMPLETE.shows <= {
        "group_joined", "inmail_sent", "inmail_received",
    }  # fmt: skip


def test_every_signal_of_ours_names_a_way() -> None:
    assert all(way_of(rule.shown_by) for rule in RULES.signals)
    assert len({way.id for way in WAYS}) == len(WAYS)
    assert way_of("The moon") is None


def printed(checkup: Checkup, width: int) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(report.doctor_text(checkup, RULES))
    return captured.get()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_text_begins_with_sources_and_ends_with_what_is_seen(folder: Path, width: int) -> None:
    checkup = mixed(folder, "complete", END)
    lines = printed(checkup, width).splitlines()
    assert max(map(len, lines)) <= width
    assert lines[0].startswith("Sources (3)")
    stands = standing(checkup, RULES)
    assert " ".join(lines[-2:]).strip().endswith(coverage(stands).split(": ")[1])
    text = " ".join(" ".join(lines).split())
    assert "What would bring the most next" in text
    assert f"{base_weight(stands.next[0].opens):.0f} points {stands.next[0].way.title}" in text
    assert "2026-11-15 52.05 (typed in)" in text
    assert "… " not in text
    alone = printed(archive(folder, "complete"), width)
    assert "Sources (" not in alone


def test_programs_get_the_same(folder: Path) -> None:
    checkup = mixed(folder, "basic", END)
    stands = standing(checkup, RULES)
    found = json.loads(report.doctor_json(checkup, RULES))
    assert found["archive"]["kind"] == "basic"
    assert [one["base_weight"] for one in found["sources"]] == [
        base_weight(row.brought) for row in stands.sources
    ]
    assert found["base_weight"] == {"seen": stands.seen, "of": stands.whole}
    assert found["next"][0]["source"] == stands.next[0].way.id
    assert found["waiting"] == []
    table = list(csv.DictReader(io.StringIO(report.doctor_csv(checkup, RULES))))
    kinds = [row["status"] for row in table]
    assert (kinds.count("source"), kinds.count("next")) == (3, len(stands.next))
    assert float(table[-1]["base_weight"]) == stands.seen
    counted = [row for row in table if row["rows"]]
    assert sum(int(row["rows"]) for row in counted) == found["totals"]["rows"]
    text = report.doctor_markdown(checkup, RULES)
    assert text.startswith("# Sources\n")
    assert text.endswith(f"{coverage(stands)}\n")


def test_who_waits_is_named(folder: Path) -> None:
    checkup = archive(folder, "basic")
    waiting = ("Ingrid Øvergård-Mwangi (seat 4)", "=cmd()")
    checkup = replace(checkup, whole=replace(checkup.whole, waiting=waiting))
    assert waiting[0] in printed(checkup, 80)
    assert json.loads(report.doctor_json(checkup, RULES))["waiting"] == list(waiting)
    assert "'=cmd()" in report.doctor_csv(checkup, RULES)
    assert waiting[0].split(" (")[0] in report.doctor_markdown(checkup, RULES)


def test_what_could_not_be_seen_says_how_to_get_it() -> None:
    result = sample_result()
    signals = {rule.id: rule.shown_by for rule in RULES.signals}
    named = tuple(
        one.model_copy(update={"shown_by": signals.get(one.id, one.shown_by)})
        for one in result.signals
    )
    result = result.model_copy(update={"signals": named})
    groups = {one.shown_by: one for one in unseen_by_source(result)}
    analytics = groups[ANALYTICS.title]
    assert analytics.how == (ANALYTICS.how,)
    assert {one.id for one in analytics.signals} >= {"engagement_per_post", "followers_gained"}
    assert "followers_gained" in analytics.told
    page = report.html(result)
    assert "Post impressions, 365 days" in page
    assert "A check-in tells it too." in page


def test_an_archive_that_was_read_is_not_asked_for_again() -> None:
    result = sample_result()
    assert COMPLETE.how in {line for one in unseen_by_source(result) for line in one.how}
    first = result.signals[0].model_copy(update={"sources": ("LinkedIn data archive",)})
    read_one = result.model_copy(update={"signals": (first, *result.signals[1:])})
    assert COMPLETE.how not in {line for one in unseen_by_source(read_one) for line in one.how}
