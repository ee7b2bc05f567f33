"""What a Basic archive does not show is unknown; what a Complete one lacks was not done."""

from __future__ import annotations

import zipfile

import pytest
from rich.console import Console

import openssi
from openssi import report
from openssi.result import Result, Signal, Status
from openssi.sources import synthetic
from openssi.sources.synthetic.files.archive import zip_bytes

ONLY_COMPLETE = {
    "content_published": "Shares",
    "posting_regularity": "Shares",
    "comments_made": "Comments",
    "early_comments": "Comments",
    "reactions_given": "Reactions",
    "people_searches": "SearchQueries",
    "sharing": "InstantReposts",
}
"""Signals, and the file behind each that only a Complete archive has."""


def signals(result: Result) -> dict[str, Signal]:
    return {signal.id: signal for signal in result.signals}


@pytest.fixture(scope="module")
def basic(tmp_path_factory: pytest.TempPathFactory) -> Result:
    path = tmp_path_factory.mktemp("basic") / "Basic_LinkedInDataExport_11-15-2026.zip"
    synthetic.write(path, years=1, kind="basic", connections=60, messages=120)
    return openssi.score(path)


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A Complete archive whose member never posted, commented, reacted or searched."""
    path = tmp_path_factory.mktemp("silent") / "Complete_LinkedInDataExport_11-15-2026.zip"
    synthetic.write(path, years=1, connections=60, messages=120)
    with zipfile.ZipFile(path) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    gone = (*ONLY_COMPLETE.values(), "Articles")
    path.write_bytes(zip_bytes({k: v for k, v in files.items() if not k.startswith(gone)}))
    return openssi.score(path)


@pytest.mark.parametrize("name", ONLY_COMPLETE)
def test_what_a_basic_archive_does_not_show_is_unknown(basic: Result, name: str) -> None:
    signal = signals(basic)[name]
    assert signal.status is Status.NOT_OBSERVED
    assert signal.value is None
    assert signal.points is None


@pytest.mark.parametrize("name", ONLY_COMPLETE)
def test_what_a_complete_archive_lacks_was_not_done(silent: Result, name: str) -> None:
    signal = signals(silent)[name]
    assert signal.status in {Status.MEASURED, Status.ESTIMATED}
    assert signal.value == 0
    assert signal.points == 0


def test_what_rests_on_invitations_is_estimated(basic: Result, silent: Result) -> None:
    for result in (basic, silent):
        assert signals(result)["acceptance_rate"].status is Status.ESTIMATED


def test_a_basic_report_begins_with_how_to_get_the_complete_archive(
    basic: Result, silent: Result
) -> None:
    assert not silent.advisories
    (advice,) = basic.advisories
    assert "choose the larger archive" in advice
    assert not any("Basic" in note for note in basic.notes)
    page = report.html(basic)
    _, _, main = page.partition('<main id="main">')
    assert main.index("choose the larger archive") < main.index("The index today")
    console = Console(width=80, color_system=None)
    with console.capture() as captured:
        console.print(report.text(basic))
    assert captured.get().startswith("This is the Basic archive")
