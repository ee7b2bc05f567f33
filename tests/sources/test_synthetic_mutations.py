"""The synthetic archive in every era and kind, and after what happens to archives on their way."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from openssi.errors import OutputError
from openssi.sources.synthetic import MUTATIONS, Truth, write

Files = dict[str, bytes]
Make = Callable[..., tuple[Files, Truth]]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a writer of a small archive that gives its files and its truth, each made once."""
    made: dict[str, tuple[Files, Truth]] = {}

    def one(*mutations: str, **choices: object) -> tuple[Files, Truth]:
        key = repr((mutations, choices))
        if key not in made:
            out = tmp_path_factory.mktemp("mutated") / "archive.zip"
            truth = write(out, years=1, mutations=mutations, **choices)
            with zipfile.ZipFile(out) as archive:
                made[key] = {name: archive.read(name) for name in archive.namelist()}, truth
        return made[key]

    return one


def header(files: Files, name: str, line: int = 0) -> list[str]:
    return next(csv.reader([files[name].decode().splitlines()[line]]))


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def test_before_mid_2021_connections_had_neither_notes_nor_addresses(make: Make) -> None:
    files, truth = make(era=2021)
    expected = ["First Name", "Last Name", "Email Address", "Company", "Position", "Connected On"]
    assert header(files, "Connections.csv") == expected
    assert len(table(files["Connections.csv"])) == truth.network.connections + 1
    assert header(files, "Invitations.csv") == ["From", "To", "Sent At", "Message", "Direction"]
    assert header(files, "Shares.csv") == ["Date", "ShareLink", "ShareCommentary", "SharedUrl"]
    assert "Endorser Public Url" not in header(files, "Endorsement_Received_Info.csv")
    assert len(header(files, "messages.csv")) == 9


@pytest.mark.parametrize(
    ("era", "columns"), [(2021, 9), (2022, 9), (2023, 10), (2024, 11), (2025, 12), (2026, 13)]
)
def test_messages_grew_columns_over_the_years(make: Make, era: int, columns: int) -> None:
    files, truth = make(era=era)
    rows = table(files["messages.csv"])
    assert {len(row) for row in rows} == {columns}
    assert len(rows) == truth.mail.rows + 1
    assert (truth.mail.drafts > 0) == (era >= 2025)
    assert files["messages.csv"].startswith(b'"') == (era == 2026)


@pytest.mark.parametrize("era", [2022, 2023])
def test_addresses_of_connections_came_after_the_notes(make: Make, era: int) -> None:
    files, _ = make(era=era)
    assert files["Connections.csv"].startswith(b"Notes:\n")
    assert ("URL" in header(files, "Connections.csv", 3)) == (era == 2023)


def test_every_era_tells_of_the_same_life(make: Make) -> None:
    old, new = make(era=2021)[1], make(era=2026)[1]
    assert old.network == new.network
    assert old.activity == new.activity
    assert old.profile == new.profile


def test_a_basic_archive_says_nothing_of_content_and_searches(make: Make) -> None:
    files, truth = make(kind="basic")
    assert not any(
        name.startswith(("Shares", "Comments", "Reactions", "SearchQ", "Ad_T")) for name in files
    )
    assert truth.activity.shares == sum(truth.activity.reactions.values()) == 0
    assert truth.network == make()[1].network
    assert {"Connections.csv", "messages.csv", "Invitations.csv", "Profile.csv"} <= set(files)


def test_the_truth_outlives_every_mutation(make: Make) -> None:
    assert all(make(name)[1] == make()[1] for name in MUTATIONS)
    assert all(make(name)[0] != make()[0] for name in MUTATIONS)


def test_folders_junk_and_nesting(make: Make) -> None:
    files = make()[0]
    assert all(name.startswith("LinkedInDataExport/") for name in make("top_folder")[0])
    assert "__MACOSX/._Connections.csv" in make("macintosh_junk")[0]
    (inner,) = make("nested")[0].values()
    with zipfile.ZipFile(io.BytesIO(inner)) as archive:
        assert archive.namelist() == sorted(files)


def test_bytes_and_names(make: Make) -> None:
    assert make("byte_order_marks")[0]["messages.csv"].startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in make("carriage_returns")[0]["messages.csv"]
    assert "Connections (1).csv" in make("download_copies")[0]
    assert "\u202fPM" in make("narrow_spaces")[0]["Invitations.csv"].decode()
    wide = make("wide_characters")[0]["Endorsement_Received_Info.csv"]
    assert wide.decode("utf-16").startswith("Endorsement Date\tSkill Name")


def test_split_parts_hold_every_row_once(make: Make) -> None:
    whole = table(make()[0]["SearchQueries.csv"])
    split = make("split_parts")[0]
    parts = [table(split[f"SearchQueries{end}.csv"]) for end in ("", "_1", "_2")]
    assert all(part[0] == whole[0] for part in parts)
    assert sorted(row for part in parts for row in part[1:]) == sorted(whole[1:])


def test_a_profile_in_two_languages_has_each_position_twice(make: Make) -> None:
    files, truth = make("two_languages")
    _, *rows = table(files["Positions.csv"])
    assert len(rows) == 2 * truth.profile.positions
    assert len({(row[0], row[4]) for row in rows}) == truth.profile.positions
    assert len({row[1] for row in rows}) == 2 * truth.profile.positions


def test_a_renamed_member_has_two_addresses_in_the_messages(make: Make) -> None:
    files, truth = make("renamed_member")
    text = files["messages.csv"].decode()
    assert f"/in/{truth.slug}-old-7a1" in text
    assert f'/in/{truth.slug}"' in text


def test_a_spreadsheet_shortens_the_days(make: Make) -> None:
    lines = make("spreadsheet")[0]["Connections.csv"].decode("utf-8-sig").splitlines()
    assert lines[4].rsplit(",", 1)[1].count("-") == 2


def test_mutations_follow_each_other(make: Make) -> None:
    (name,) = make("top_folder", "nested")[0]
    assert name == "LinkedInDataExport.zip"


def test_an_unknown_mutation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="top_folder"):
        write(tmp_path / "x.zip", mutations=["melted"])
