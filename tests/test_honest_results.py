"""What a result must not say: a rate of nothing, damage in silence, days that nobody saw."""

import datetime as dt
import zipfile

import pytest

import openssi
from openssi import pipeline, report
from openssi.result import Status
from openssi.sources import synthetic
from openssi.sources.synthetic.files.archive import zip_bytes

NAME = "Complete_LinkedInDataExport_11-15-2026.zip"


@pytest.fixture(scope="module")
def life(tmp_path_factory):
    """A small archive and its truth."""
    path = tmp_path_factory.mktemp("life") / NAME
    truth = synthetic.write(path, years=2, connections=80, messages=160)
    return path, truth


def rewritten(path, folder, change):
    with zipfile.ZipFile(path) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    folder.mkdir(exist_ok=True)
    other = folder / NAME
    other.write_bytes(zip_bytes({name: change(name, data) for name, data in files.items()}))
    return other


def signal(result, name):
    return next(signal for signal in result.signals if signal.id == name)


def test_a_rate_of_no_trials_has_no_value_and_blames_nobody(life, tmp_path):
    def without_requests(name, data):
        return data.splitlines(keepends=True)[0] if name == "Invitations.csv" else data

    path = rewritten(life[0], tmp_path / "alone", without_requests)
    rate = signal(openssi.score(path, me=f"https://www.linkedin.com/in/{life[1].slug}"),
                  "acceptance_rate")  # fmt: skip
    assert rate.evidence.trials == 0
    assert (rate.value, rate.headline) == (None, "Nothing to rate yet")
    assert rate.points == 0


def test_inmails_are_not_observed_where_none_was_found(life):
    imported = pipeline.read(life[0])
    kinds = set(imported.tables.coverage["kind"].to_pylist())
    occurring = set(imported.tables.activities["kind"].to_pylist())
    assert ("inmail_sent" in kinds) == ("inmail_sent" in occurring)


def test_invitations_are_seen_from_the_oldest_one_listed(life):
    path, truth = life
    rows = pipeline.read(path).tables.coverage.to_pylist()
    since = {row["kind"]: row["observed_from"] for row in rows}
    assert since["invitation_sent"] == truth.network.invitations_from > since["message_sent"]


def test_a_damaged_file_is_told_and_its_signals_are_estimates(life, tmp_path):
    def cut(name, data):
        return data[: len(data) // 2] if name == "messages.csv" else data

    result = openssi.score(rewritten(life[0], tmp_path / "cut", cut))
    assert signal(result, "two_way_conversations").status is Status.ESTIMATED
    assert any("could not be used" in note for note in result.notes)


def test_days_after_the_data_are_told(life):
    result = openssi.score(life[0], as_of=dt.date(2027, 3, 1))
    assert any("data end on 2026-11-15" in note for note in result.notes)


def test_rows_after_the_day_in_the_name_are_told(life, tmp_path):
    early = tmp_path / "Complete_LinkedInDataExport_05-15-2026.zip"
    early.write_bytes(life[0].read_bytes())
    result = openssi.score(early)
    assert result.as_of == dt.date(2026, 5, 15)
    assert any("do not count yet" in note for note in result.notes) or any(
        file.rejected for file in pipeline.read(early).files
    )


def test_weeks_with_a_post_are_whole_weeks(life):
    evidence = signal(openssi.score(life[0]), "posting_regularity").evidence
    assert evidence.count == int(evidence.count)
    assert evidence.last_28_days <= 5


def test_the_page_shows_what_a_rate_is_made_of(life):
    result = openssi.score(life[0])
    told = signal(result, "reply_rate").evidence
    floor, pull = signal(result, "reply_rate").curve.floor, told.pull
    value = (told.faded_successes + pull * floor) / (told.faded_trials + pull)
    assert signal(result, "reply_rate").value == pytest.approx(value)
    assert "As they weigh today" in report.html(result)
