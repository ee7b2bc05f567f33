"""Broken, hostile and odd files: a clear error or a correct partial import, never a crash."""

from __future__ import annotations

import datetime as dt
import io
import tarfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
import tiny_archive as tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from openssi.errors import SourceError
from openssi.sources.account import FileAccount, Imported
from openssi.sources.linkedin_archive import read
from openssi.sources.linkedin_archive.sheet import MAX_FIELD

COMMENTS = "Date,Link,Message\n"
LINK = f"{tiny.POST}activity%3A{tiny.OTHER}"


def imported(folder: Path, **changed: str | bytes) -> Imported:
    files = {**tiny.FILES, **{f"{name}.csv": content for name, content in changed.items()}}
    return read(tiny.zipped(folder / tiny.NAME, files))


def account(one: Imported, name: str) -> FileAccount:
    return next(file for file in one.files if file.file == name)


def comments(folder: Path, text: str | bytes) -> FileAccount:
    return account(imported(folder, Comments_123456789=text), "Comments_123456789.csv")


def row(second: int, text: str) -> str:
    return f"2026-05-08 10:00:{second:02},{LINK},{text}\n"


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    found = comments(tmp_path, COMMENTS + row(1, '"open') + row(2, "fine") + row(3, "fine"))
    assert found.imported == 2
    assert [(one.line, one.reason) for one in found.rejected] == [
        (2, "a quote that is never closed")
    ]


def test_quotes_that_do_not_match_cost_one_row(tmp_path: Path) -> None:
    found = comments(tmp_path, COMMENTS + row(1, '"a"b"') + row(2, "fine"))
    assert found.imported == 1
    assert [one.line for one in found.rejected] == [2]


def test_a_huge_field_costs_one_row(tmp_path: Path) -> None:
    found = comments(tmp_path, COMMENTS + row(1, f'"{"x" * (MAX_FIELD + 9)}"') + row(2, "fine"))
    assert found.imported == 1
    assert "characters" in found.rejected[0].reason


def test_a_row_of_another_width_is_rejected_with_its_line(tmp_path: Path) -> None:
    found = comments(tmp_path, COMMENTS + row(1, '"two\nlines"') + "a,b\n" + row(2, "fine"))
    assert found.imported == 2
    assert found.rejected[0].line == 4
    assert found.rejected[0].reason == "2 columns where the header has 3"


@pytest.mark.parametrize("date", ["2026-13-45 10:00:00", "08/05/2026?", "yesterday", "2026-05-08"])
def test_a_date_in_another_format_is_rejected(tmp_path: Path, date: str) -> None:
    found = comments(tmp_path, f"{COMMENTS}{date},{LINK},text\n")
    assert found.imported == 0
    assert found.rejected[0].reason == "the date is not written like '2026-05-07 16:41:18'"


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ("2031-05-08 10:00:00", "dated after the archive was made"),
        ("1970-01-01 00:00:00", "dated before LinkedIn opened"),
    ],
)
def test_a_date_outside_of_the_archives_time_is_rejected(
    tmp_path: Path, date: str, reason: str
) -> None:
    assert comments(tmp_path, f"{COMMENTS}{date},{LINK},text\n").rejected[0].reason == reason


def test_control_characters_formulas_and_tags_are_only_text(tmp_path: Path) -> None:
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    evil = f'=cmd|x,"<script>",{tiny.IVO},,"A\x00B\x1b[31m\u202e","=1+1",08 Feb 2026\n'
    one = imported(tmp_path, Connections=header + evil)
    (connection,) = one.tables.connections.to_pylist()
    assert connection["company"] == "A B [31m"
    assert connection["title"] == "=1+1"


def test_windows_encoding_is_read_where_the_bytes_are_not_utf_8(tmp_path: Path) -> None:
    rows = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    rows += "Ada,Okafor,,,Café Müller,,08 Feb 2026\n"
    one = imported(tmp_path, Connections=rows.encode("cp1252"))
    assert one.tables.connections["company"].to_pylist() == ["Café Müller"]


def test_a_lost_column_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    one = imported(tmp_path, Reactions_123456789="When,Type,Link\nx,LIKE,y\n")
    found = account(one, "Reactions_123456789.csv")
    assert found.status == "unknown"
    assert found.reason == "no column 'Date' (found: Type, Link, 1 unknown)"
    assert any("Reactions_123456789.csv" in note for note in one.notes)
    assert "reaction_given" not in one.tables.coverage["kind"].to_pylist()
    assert "comment_made" in one.tables.coverage["kind"].to_pylist()


def test_a_first_row_of_data_is_not_shown_as_columns(tmp_path: Path) -> None:
    one = imported(tmp_path, Comments_123456789="a secret,another,third\n")
    assert account(one, "Comments_123456789.csv").reason == ("no column 'Date' (found: 3 unknown)")


def test_a_column_more_and_another_order_change_nothing(tmp_path: Path) -> None:
    text = f"Extra,Message,Date,Link\nx,Hello,2026-05-08 10:00:00,{LINK}\n"
    assert comments(tmp_path, text).imported == 1


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    one = imported(tmp_path, Comments_123456789="")
    assert "an empty file" in account(one, "Comments_123456789.csv").reason


def test_a_renamed_file_is_known_by_its_header(tmp_path: Path) -> None:
    one = imported(tmp_path, MyNetwork=tiny.FILES["Connections.csv"], Connections=b"")
    found = account(one, "MyNetwork.csv")
    assert (found.imported, found.reason) == (3, "known by its header, not by its name")


def test_rows_that_are_all_wrong_end_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openssi.sources.linkedin_archive.ledger.MAX_REJECTED", 9)
    with pytest.raises(SourceError, match="rows that cannot be read"):
        comments(tmp_path, COMMENTS + "x\n" * 10)


def test_two_archives_in_one_folder_are_refused(tmp_path: Path) -> None:
    for name in ("old", "new"):
        tiny.unpacked(tmp_path / "both" / name)
    with pytest.raises(SourceError, match="more than one archive"):
        read(tmp_path / "both")


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not a LinkedIn data archive"):
        read(tiny.zipped(tmp_path / "x.zip", {"photo.jpg": b"x", "other.csv": "a,b\n1,2\n"}))


def test_an_archive_that_does_not_tell_whose_it_is_asks(tmp_path: Path) -> None:
    path = tiny.zipped(tmp_path / tiny.NAME, {"Connections.csv": tiny.FILES["Connections.csv"]})
    with pytest.raises(SourceError, match="does not tell whose it is"):
        read(path)
    assert read(path, me="https://www.linkedin.com/in/Zo%C3%AB-Brandt/").member_id == "zoë-brandt"


def test_a_given_address_settles_which_way_messages_went(tmp_path: Path) -> None:
    path = tiny.zipped(tmp_path / tiny.NAME)
    kinds = read(path, me=tiny.IVO).tables.activities["kind"].to_pylist()
    assert kinds.count("message_sent") == 3


@pytest.mark.parametrize("date", ["8-May-26", "46150", "46150.42", "5/28/2026 10:00", "5/8/2026"])
def test_dates_of_a_spreadsheet_are_refused_with_the_way_out(tmp_path: Path, date: str) -> None:
    with pytest.raises(SourceError, match="--allow-resaved"):
        comments(tmp_path, f"{COMMENTS}{date},{LINK},text\n")


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("8-May-26", dt.date(2026, 5, 8)),
        ("46150.5", dt.date(2026, 5, 8)),
        ("5/28/2026 10:00", dt.date(2026, 5, 28)),
        ("28.05.2026 10:00", dt.date(2026, 5, 28)),
        ("5/8/2026 10:00", None),
    ],
)
def test_dates_of_a_spreadsheet_are_taken_on_request_where_they_are_plain(
    tmp_path: Path, date: str, day: dt.date | None
) -> None:
    text = f"{COMMENTS}{date},{LINK},text\n"
    path = tiny.zipped(tmp_path / tiny.NAME, {**tiny.FILES, "Comments_123456789.csv": text})
    found = account(read(path, allow_resaved=True), "Comments_123456789.csv")
    assert found.first == day
    assert len(found.rejected) == (day is None)


def adds_up(one: FileAccount) -> bool:
    left_out = one.duplicates + sum(one.ignored.values()) + len(one.rejected)
    return one.imported >= 0 and one.rows == one.imported + left_out


def assert_survives(files: dict[str, str | bytes]) -> None:
    with TemporaryDirectory() as folder:
        path = tiny.zipped(Path(folder) / tiny.NAME, files)
        try:
            one = read(path)
        except SourceError as error:
            assert error.hint  # noqa: PT017 - one of two right outcomes
        else:
            assert all(adds_up(file) for file in one.files)
            assert len(one.files) == len(files)


@cache
def as_zip() -> bytes:
    with TemporaryDirectory() as folder:
        return tiny.zipped(Path(folder) / "x.zip").read_bytes()


@cache
def as_tar(mode: Literal["w", "w:gz"]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, text in tiny.FILES.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return out.getvalue()


WHOLE = {"zip": as_zip, "tar": lambda: as_tar("w"), "tgz": lambda: as_tar("w:gz")}
NAMES = st.sampled_from(sorted(tiny.FILES))
BITS = st.sampled_from(
    [b'"', b'""', b"\\", b"\n", b"\r", b"\r\n", b",", b"\x00", b"\xff", b"\xef\xbb\xbf", b"=", b";"]
)


@settings(deadline=None)
@given(NAMES, st.lists(st.tuples(st.floats(0, 1), BITS | st.binary(max_size=9)), max_size=6))
def test_bytes_put_anywhere_never_crash(name: str, cuts: list[tuple[float, bytes]]) -> None:
    content = tiny.FILES[name].encode()
    for share, piece in cuts:
        place = int(len(content) * share)
        content = content[:place] + piece + content[place + len(piece) // 2 :]
    assert_survives({**tiny.FILES, name: content})


@settings(deadline=None)
@given(NAMES, st.lists(st.lists(st.text(max_size=30), max_size=14), max_size=6))
def test_rows_of_any_text_never_crash(name: str, rows: list[list[str]]) -> None:
    header = tiny.FILES[name].removeprefix(tiny.PREAMBLE).split("\n")[0]
    body = "\n".join(",".join(f'"{cell}"' for cell in cells) for cells in rows)
    assert_survives({**tiny.FILES, name: f"{header}\n{body}".encode("utf-8", "replace")})


@pytest.mark.parametrize("form", ["zip", "tar", "tgz"])
@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=3))))
def test_a_damaged_archive_never_crashes(form: str, damages: list[tuple[float, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"Complete_LinkedInDataExport_06-13-2026.{form}"
        content = bytearray(WHOLE[form]())
        for share, piece in damages:
            place = int(len(content) * share)
            content[place : place + len(piece)] = piece
        path.write_bytes(content)
        try:
            read(path)
        except SourceError as error:
            assert error.hint  # noqa: PT017 - one of two right outcomes


@pytest.mark.parametrize("year", ["9999", "1900", "2002", "2100"])
def test_a_name_of_an_impossible_year_is_no_date(tmp_path: Path, year: str) -> None:
    path = tiny.zipped(tmp_path / f"Complete_LinkedInDataExport_12-31-{year}.zip")
    assert read(path).seen_to == dt.date(2026, 6, 10)


def reactions(good: int, bad: int) -> str:
    rows = [f"2026-05-08 10:00:0{place},LIKE,{LINK}\n" for place in range(good)]
    return "Date,Type,Link\n" + "".join(rows) + f"soon,LIKE,{LINK}\n" * bad


@pytest.mark.parametrize(
    ("good", "bad", "status"),
    [(0, 0, "measured"), (2, 2, "measured"), (1, 2, "estimated"), (0, 2, None)],
)
def test_rejected_rows_are_not_observed_absence(
    tmp_path: Path, good: int, bad: int, status: str | None
) -> None:
    one = imported(tmp_path, Reactions_123456789=reactions(good, bad))
    covered = {row["kind"]: row["status"] for row in one.tables.coverage.to_pylist()}
    assert covered.get("reaction_given") == status
    found = account(one, "Reactions_123456789.csv")
    assert ("not known" in found.reason) == (not found.shows) == (status is None)
    assert any("Reactions" in note for note in one.notes) == (status is None)


def test_a_profile_section_that_lost_every_row_is_not_empty(tmp_path: Path) -> None:
    one = imported(tmp_path, Skills="Name\n \n \n")
    assert one.tables.members.to_pylist()[-1]["skills"] is None


def renamed(folder: Path, old: str, new: str) -> Imported:
    files = {(new if name == old else name): text for name, text in tiny.FILES.items()}
    return read(tiny.zipped(folder / tiny.NAME, files))


def test_messages_under_another_name_are_not_known_to_be_none(tmp_path: Path) -> None:
    one = renamed(tmp_path, "messages.csv", "mymsgs.csv")
    kinds = one.tables.coverage["kind"].to_pylist()
    assert not {"message_sent", "message_received"} & set(kinds)
    assert "comment_made" in kinds
    assert account(one, "mymsgs.csv").reason.endswith("which is like that of messages.csv")
    assert any("mymsgs.csv" in note for note in one.notes)


def test_a_section_under_another_name_is_not_known_to_be_empty(tmp_path: Path) -> None:
    one = renamed(tmp_path, "Skills.csv", "What I can.csv")
    assert one.tables.members.to_pylist()[-1]["skills"] is None
    assert "skills.csv" in account(one, "What I can.csv").reason


def test_a_file_like_messages_beside_them_changes_nothing(tmp_path: Path) -> None:
    one = imported(tmp_path, other_messages=tiny.FILES["messages.csv"])
    assert "message_sent" in one.tables.coverage["kind"].to_pylist()
    assert not one.notes


@pytest.mark.parametrize(
    ("old", "new"), [("Connected On", "Since"), ("First Name", "Name"), ("Last Name", "Name")]
)
def test_the_lost_column_is_named_below_a_preamble(tmp_path: Path, old: str, new: str) -> None:
    one = imported(tmp_path, Connections=tiny.FILES["Connections.csv"].replace(old, new))
    assert account(one, "Connections.csv").reason.startswith(f"no column '{old}' (found: ")
