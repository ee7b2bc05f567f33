"""Archives of one member of which one tells the address, and another the name alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_archive as tiny

from openssi.errors import SourceError
from openssi.sources.linkedin_archive import read_all
from openssi.sources.merged import merged

OLD, NEW = (f"Complete_LinkedInDataExport_{day}-2026.zip" for day in ("06-13", "09-13"))
NAME_ALONE = {
    name: text
    for name, text in tiny.FILES.items()
    if name not in {"Invitations.csv", "messages.csv"}
}


def other(first: str, last: str) -> dict[str, str]:
    """The same archive under another name."""
    own = f"{first},{last}"
    return {name: text.replace("Zoë,Brandt", own) for name, text in NAME_ALONE.items()}


def test_a_name_alone_takes_the_address_of_the_archive_that_bears_it(tmp_path: Path) -> None:
    old, new = tiny.zipped(tmp_path / OLD, NAME_ALONE), tiny.zipped(tmp_path / NEW)
    heard: list[Path] = []
    readings = read_all([old, new], begun=heard.append)
    assert heard == [old, new]
    assert {one.member_id for one in readings} == {"zoë-brandt"}
    assert readings[0].identified_by == f"the name, which is the same as in {NEW}"
    (note,) = readings[0].notes
    assert "bears the same name" in note
    both, alone = merged(readings), readings[1]
    assert both.tables.activities.num_rows == alone.tables.activities.num_rows
    assert note in both.notes


def test_another_name_alone_stays_another_member(tmp_path: Path) -> None:
    old, new = tiny.zipped(tmp_path / OLD, other("Maya", "Lind")), tiny.zipped(tmp_path / NEW)
    with pytest.raises(SourceError, match="different members"):
        merged(read_all([old, new]))


def test_a_name_that_two_addresses_bear_is_nobodys(tmp_path: Path) -> None:
    renamed = {name: text.replace(tiny.ME, f"{tiny.ME}-2") for name, text in tiny.FILES.items()}
    paths = [
        tiny.zipped(tmp_path / OLD, NAME_ALONE),
        tiny.zipped(tmp_path / NEW),
        tiny.zipped(tmp_path / "Complete_LinkedInDataExport_10-13-2026.zip", renamed),
    ]
    assert len({one.member_id for one in read_all(paths)}) == 3


def test_a_given_address_is_that_of_all(tmp_path: Path) -> None:
    paths = [tiny.zipped(tmp_path / OLD, NAME_ALONE), tiny.zipped(tmp_path / NEW)]
    assert [one.member_id for one in read_all(paths, me=tiny.ME)] == ["zoë-brandt"] * 2


def test_two_people_are_not_one_because_an_address_is_given(tmp_path: Path) -> None:
    files = {
        name: text.replace("Ivo", "Kim").replace("ivo-kr%C3%A1l", "kim-kral")
        for name, text in other("Maya", "Lind").items()
        if name in {"Profile.csv", "Connections.csv"}
    }
    old, new = tiny.zipped(tmp_path / OLD, files), tiny.zipped(tmp_path / NEW)
    with pytest.raises(SourceError, match="no connection in common") as caught:
        merged(read_all([old, new], me=tiny.ME))
    assert "Maya" not in str(caught.value)


def test_another_name_with_the_same_connections_is_the_same_member(tmp_path: Path) -> None:
    old, new = tiny.zipped(tmp_path / OLD, other("Zoë", "Weber")), tiny.zipped(tmp_path / NEW)
    assert not merged(read_all([old, new], me=tiny.ME)).notes


def test_another_name_and_nothing_to_compare_is_said(tmp_path: Path) -> None:
    few = {"Profile.csv": other("Maya", "Lind")["Profile.csv"], "Skills.csv": "Name\nSales\n"}
    few["Groups.csv"] = "Group Name\nSales People\n"
    old, new = tiny.zipped(tmp_path / OLD, few), tiny.zipped(tmp_path / NEW)
    (note,) = merged(read_all([old, new], me=tiny.ME)).notes
    assert "of another name" in note
