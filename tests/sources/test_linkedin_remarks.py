"""What a reader must know about an archive: its day, its kind, its owner, what stayed closed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import tiny_archive as tiny

from openssi.errors import SourceError
from openssi.sources.account import Imported
from openssi.sources.linkedin_archive import read
from openssi.sources.linkedin_archive.urls import post_of

BASIC = "Basic_LinkedInDataExport_06-13-2026.zip"
CORE = ("Profile.csv", "Connections.csv", "messages.csv")


def archive(folder: Path, name: str, **changed: str) -> Imported:
    files = {**tiny.FILES, **{f"{stem}.csv": text for stem, text in changed.items()}}
    return read(tiny.zipped(folder / name, files))


def test_a_private_entry_that_is_encrypted_stays_closed_like_any(tmp_path: Path) -> None:
    whole = read(tiny.zipped(tmp_path / tiny.NAME))
    assert read(tiny.locked(tmp_path / tiny.NAME, "Logins.csv")).files == whole.files


@pytest.mark.parametrize("name", ["messages.csv", "Connections.csv", "New Thing.csv"])
def test_an_entry_that_is_needed_and_encrypted_is_refused(tmp_path: Path, name: str) -> None:
    path = tiny.locked(tiny.zipped(tmp_path / tiny.NAME), name)
    with pytest.raises(SourceError, match=f"'{name}' is encrypted") as caught:
        read(path)
    assert "password" in caught.value.hint


def test_rows_from_after_the_day_in_the_name_speak_against_it(tmp_path: Path) -> None:
    notes = archive(tmp_path, "Complete_LinkedInDataExport_05-07-2026.zip").notes
    (note,) = (note for note in notes if "says 2026-05-07, but" in note)
    assert "dated more than a day later and were rejected" in note
    assert not archive(tmp_path, "Complete_LinkedInDataExport_06-10-2026.zip").notes


@pytest.mark.parametrize(("day", "noted"), [("07-14-2027", False), ("07-20-2027", True)])
def test_a_long_silence_before_the_day_in_the_name_speaks_against_it(
    tmp_path: Path,
    day: str,
    noted: bool,  # noqa: FBT001 - a case
) -> None:
    notes = archive(tmp_path, f"Complete_LinkedInDataExport_{day}.zip").notes
    assert any("nothing in it is newer than 2026-06-10" in note for note in notes) is noted


def basic(folder: Path, *names: str) -> Imported:
    return read(tiny.zipped(folder / BASIC, {name: tiny.FILES[name] for name in (*CORE, *names)}))


def test_a_basic_archive_is_said_to_lack_what_it_lacks_and_no_more(tmp_path: Path) -> None:
    (advice,) = basic(tmp_path).advisories
    assert "it shows no posts, comments, reactions or searches." in advice
    one = basic(tmp_path, "Shares_123456789.csv")
    assert "it shows no comments, reactions or searches." in one.advisories[0]
    assert "post_published" in one.tables.coverage["kind"].to_pylist()
    stems = ("Shares_123456789", "Comments_123456789", "Reactions_123456789", "SearchQueries")
    whole = basic(tmp_path, *(f"{stem}.csv" for stem in stems))
    assert (whole.kind, whole.advisories) == ("basic", ())


def test_addresses_seen_as_often_are_one_doubt_with_its_way_out(tmp_path: Path) -> None:
    head = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    row = 'Zoë Brandt,Ivo Král,"2/{day}/26, 2:37 PM",,OUTGOING,{me},{ivo}\n'
    rows = [
        row.format(day=day, me=f"https://www.linkedin.com/in/{slug}", ivo=tiny.IVO)
        for day, slug in enumerate(("zoe-brandt", "zoe-weber"), 1)
    ]
    one = archive(tmp_path, tiny.NAME, Invitations=head + "".join(rows))
    assert one.member_id == "zoe-brandt"
    (note,) = one.notes
    assert "'zoe-brandt' was taken" in note
    assert "--me" in note
    assert "zoe-weber" not in note
    settled = read(tmp_path / tiny.NAME, me="https://www.linkedin.com/in/zoe-weber")
    assert (settled.member_id, settled.notes) == ("zoe-weber", ())


def test_nobody_is_taken_where_two_are_in_every_conversation(tmp_path: Path) -> None:
    head, row = tiny.FILES["messages.csv"].split("\n")[0], tiny.FILES["messages.csv"].split("\n")[3]
    files = {
        "Profile.csv": "First Name,Last Name,Headline\nMaya,Lind,x\n",
        "messages.csv": f"{head}\n{row}\n",
    }
    one = read(tiny.zipped(tmp_path / tiny.NAME, files))
    assert one.member_id == "name:maya lind"
    assert any("as many conversations" in note and "--me" in note for note in one.notes)


@pytest.mark.parametrize(
    ("urn", "post"),
    [
        ("groupPost:8131-7458194261025673216", "7458194261025673216"),
        ("groupPost:7458194261025673216", "7458194261025673216"),
        ("activity:7458194261025673216-8131", "7458194261025673216"),
        ("ugcPost:7458194261025673216", "7458194261025673216"),
    ],
)
def test_a_post_in_a_group_is_known_by_its_own_number(urn: str, post: str) -> None:
    for link in (f"urn:li:{urn}", f"{tiny.POST}{urn.replace(':', '%3A')}"):
        found = post_of(link)
        assert found is not None
        assert found.id == post
        assert found.at == (7458194261025673216 >> 22) * 1000


MEDIA = "Date/Time,Media Description,Media Link\n"


def test_uploads_are_dated_in_the_account(tmp_path: Path) -> None:
    rows = (
        '"You uploaded a profile photo on April 12, 2026 at 8:03 AM (GMT)",,https://x.example/1\n'
        '"You uploaded a video on December 3, 2024 at 11:59\u202fPM (GMT)",,https://x.example/2\n'
        "Some day,,https://x.example/3\n"
        '"You uploaded a video on Foo 3, 2024 at 25:59 PM (GMT)",,https://x.example/4\n'
    )
    one = archive(tmp_path, tiny.NAME, Rich_Media=MEDIA + rows)
    (found,) = (file for file in one.files if file.file == "Rich_Media.csv")
    assert (found.imported, found.first, found.last) == (
        4,
        dt.date(2024, 12, 3),
        dt.date(2026, 4, 12),
    )
    counts = one.tables.members["media_items"].to_pylist()
    assert counts[-1] == 4
    assert not any(counts[:-1])


def test_an_address_that_is_not_the_archives_is_said(tmp_path: Path) -> None:
    path = tiny.zipped(tmp_path / tiny.NAME)
    other = read(path, me=tiny.ADA)
    assert other.member_id == "ada-okafor"
    (note,) = (one for one in other.notes if "--me" in one)
    assert "is of 'zoë-brandt', not of 'ada-okafor'" in note
    assert not any("--me" in one for one in read(path, me=tiny.ME).notes)
