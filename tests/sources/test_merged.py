"""Archives of one member, old and new, Basic and Complete, together."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_archive as tiny

from openssi.errors import SourceError
from openssi.sources.account import Imported
from openssi.sources.linkedin_archive import read
from openssi.sources.merged import merged

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def archive(folder: Path, day: str, connections: str | None = None, **changed: str) -> Imported:
    files = dict(tiny.FILES)
    if connections is not None:
        files["Connections.csv"] = HEADER + connections
    files |= {name.replace("_", "."): text for name, text in changed.items()}
    return read(tiny.zipped(folder / f"Complete_LinkedInDataExport_{day}.zip", files))


def ended(one: Imported) -> dict[str, object]:
    return {row["connection_id"]: row["ended_on"] for row in one.tables.connections.to_pylist()}


def test_the_same_archive_twice_changes_nothing(tmp_path: Path) -> None:
    one = archive(tmp_path, "06-13-2026")
    both = merged([one, one])
    assert both.tables.activities.equals(one.tables.activities)
    assert both.tables.members.equals(one.tables.members)
    assert both.tables.coverage.equals(one.tables.coverage)
    assert ended(both) == ended(one)


def test_the_order_of_archives_does_not_matter(tmp_path: Path) -> None:
    old, new = archive(tmp_path, "06-13-2026"), archive(tmp_path, "09-13-2026")
    for (_, one), (_, two) in zip(
        merged([old, new]).tables, merged([new, old]).tables, strict=True
    ):
        assert one.equals(two)


def test_overlapping_archives_count_each_activity_once(tmp_path: Path) -> None:
    old, new = archive(tmp_path, "06-13-2026"), archive(tmp_path, "09-13-2026")
    both = merged([old, new])
    assert both.tables.activities.num_rows == new.tables.activities.num_rows
    assert both.seen_to == dt.date(2026, 9, 13)


def test_an_old_archive_without_addresses_counts_its_invitations_once(tmp_path: Path) -> None:
    rows = (
        "From,To,Sent At,Message,Direction\n"
        'Zoë Brandt,Ivo Král,"2/1/26, 2:37 PM",Hello Ivo,OUTGOING\n'
    )
    old = archive(tmp_path, "06-13-2026", Invitations_csv=rows)
    new = archive(tmp_path, "09-13-2026")
    kinds = merged([old, new]).tables.activities["kind"].to_pylist()
    assert kinds.count("invitation_sent") == 1


def test_a_connection_that_vanished_ended_by_the_newer_day(tmp_path: Path) -> None:
    ivo, ada = f"Ivo,Král,{tiny.IVO},,,,08 Feb 2026\n", f"Ada,Okafor,{tiny.ADA},,,,09 Feb 2026\n"
    both = merged(
        [archive(tmp_path, "06-13-2026", ivo + ada), archive(tmp_path, "09-13-2026", ivo)]
    )
    assert ended(both) == {"ivo-král": None, "ada-okafor": dt.date(2026, 9, 13)}


def test_one_who_came_back_is_connected(tmp_path: Path) -> None:
    ivo = f"Ivo,Král,{tiny.IVO},,,,08 Feb 2026\n"
    ada = f"Ada,Okafor,{tiny.ADA},,,,"
    imports = [
        archive(tmp_path, "03-13-2026", f"{ivo}{ada}09 Feb 2026\n"),
        archive(tmp_path, "06-13-2026", ivo),
        archive(tmp_path, "09-13-2026", f"{ivo}{ada}01 Aug 2026\n"),
    ]
    assert ended(merged(imports)) == {"ivo-král": None, "ada-okafor": None}


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        (f"Ada,Okafor,{tiny.ADA},,,,09 Feb 2026", ",,,,,,09 Feb 2026", "ada-okafor"),
        (",,,,,,09 Feb 2026", f"Ada,Okafor,{tiny.ADA},,,,09 Feb 2026", "ada-okafor"),
        ("Ada,Okafor,,,,,09 Feb 2026", f"Ada,O.,{tiny.ADA},,,,09 Feb 2026", "ada-okafor"),
    ],
    ids=["hid", "showed", "address"],
)
def test_who_hides_or_has_another_address_did_not_leave(
    tmp_path: Path, old: str, new: str, kept: str
) -> None:
    other = {"messages_csv": tiny.FILES["messages.csv"].splitlines()[0] + "\n"}
    ivo = f"Ivo,Král,{tiny.IVO},,,,08 Feb 2026\n"
    invited = 'From,To,Sent At,Message,Direction\nZoë Brandt,Ivo Král,"2/1/26, 2:37 PM",,OUTGOING'
    both = merged(
        [
            replace(
                archive(tmp_path, "06-13-2026", ivo + old, Invitations_csv=invited + "\n", **other),
                member_id="zoë-brandt",
            ),
            archive(tmp_path, "09-13-2026", ivo + new),
        ]
    )
    assert ended(both) == {"ivo-král": None, kept: None}


def test_each_archive_keeps_the_profile_of_its_day(tmp_path: Path) -> None:
    old = archive(tmp_path, "06-13-2026", Skills_csv="Name\nSales\n")
    new = archive(tmp_path, "09-13-2026")
    rows = {row["seen_on"]: row for row in merged([old, new]).tables.members.to_pylist()}
    assert rows[dt.date(2026, 6, 13)]["skills"] == 1
    assert rows[dt.date(2026, 9, 13)]["skills"] == 2


def test_a_basic_and_a_complete_archive_cover_what_the_complete_one_covers(
    tmp_path: Path,
) -> None:
    few = {name: tiny.FILES[name] for name in ("Profile.csv", "Connections.csv", "Invitations.csv")}
    basic = read(tiny.zipped(tmp_path / "Basic_LinkedInDataExport_06-13-2026.zip", few))
    both = merged([basic, archive(tmp_path, "06-13-2026")])
    assert both.kind == "complete"
    assert not both.notes
    assert not both.advisories
    kinds = both.tables.coverage["kind"].to_pylist()
    assert len(kinds) == len(set(kinds))
    assert "post_published" in kinds


def test_a_newer_basic_archive_leaves_posts_known_up_to_the_complete_one(tmp_path: Path) -> None:
    core = ("Profile.csv", "Connections.csv", "messages.csv")
    few = {name: tiny.FILES[name] for name in core}
    basic = read(tiny.zipped(tmp_path / "Basic_LinkedInDataExport_09-13-2026.zip", few))
    both = merged([archive(tmp_path, "06-13-2026"), basic])
    (advice,) = both.advisories
    assert "posts, comments, reactions and searches are known up to 2026-06-13 alone" in advice
    assert "the day of Complete_LinkedInDataExport_06-13-2026.zip" in advice
    last = {row["kind"]: row["observed_to"] for row in both.tables.coverage.to_pylist()}
    assert last["post_published"] == dt.date(2026, 6, 13)
    assert last["message_sent"] == dt.date(2026, 9, 13)
    assert not merged([basic, archive(tmp_path, "10-13-2026")]).advisories


def test_archives_of_two_members_are_not_mixed(tmp_path: Path) -> None:
    one = archive(tmp_path, "06-13-2026")
    with pytest.raises(SourceError, match="different members"):
        merged([one, replace(one, member_id="ivo-král")])


def test_a_namesake_found_under_another_address_did_not_leave(tmp_path: Path) -> None:
    """An old archive gave the address of one Ada to the other: the day tells who is who."""
    older = "Ada,Okafor,,,,,09 Feb 2026\nAda,Okafor,,,,,20 Feb 2026\n"
    newer = f"Ada,Okafor,{tiny.ADA}-2,,,,09 Feb 2026\nAda,Okafor,{tiny.ADA},,,,20 Feb 2026\n"
    both = merged([archive(tmp_path, "06-13-2026", older), archive(tmp_path, "09-13-2026", newer)])
    assert ended(both) == {"ada-okafor": None, "ada-okafor-2": None}


@pytest.mark.parametrize("row", ["2026-09-02x", "31 Feb 2026"])
def test_nobody_left_because_of_rejected_rows(tmp_path: Path, row: str) -> None:
    ivo, ada = f"Ivo,Král,{tiny.IVO},,,,08 Feb 2026\n", f"Ada,Okafor,{tiny.ADA},,,,09 Feb 2026\n"
    bad = f"Ada,Okafor,{tiny.ADA},,,,{row}\n"
    old, new = (
        archive(tmp_path, "06-13-2026", ivo + ada),
        archive(tmp_path, "09-13-2026", ivo + bad),
    )
    both = merged([old, new])
    assert ended(both) == {"ivo-král": None, "ada-okafor": None}
    assert [note for note in both.notes if "nobody counts as gone" in note]
    last = merged([old, new, archive(tmp_path, "10-13-2026", ivo)])
    assert ended(last)["ada-okafor"] == dt.date(2026, 10, 13)


def test_nobody_left_where_every_row_was_rejected(tmp_path: Path) -> None:
    ada = f"Ada,Okafor,{tiny.ADA},,,,"
    old = archive(tmp_path, "06-13-2026", f"{ada}09 Feb 2026\n")
    new = archive(tmp_path, "09-13-2026", f"{ada}soon\n")
    assert ended(merged([old, new])) == {"ada-okafor": None}
