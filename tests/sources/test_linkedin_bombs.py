"""Archives made to use up memory or time: one clear error, or what can be read of them."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tiny_archive as tiny
from own_process import outcome

from openssi.errors import SourceError
from openssi.sources.account import FileAccount
from openssi.sources.linkedin_archive import read

MEGABYTE = 1 << 20
MOST_MEGABYTES = 200
COMMENTS = b"Date,Link,Message\n"
WIDE_COMMENTS = "Date,Link,Message\n".encode("utf-16")
MESSAGES = tiny.FILES["messages.csv"].split("\n", 1)[0].encode() + b"\n"
CONNECTIONS = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def zipped(path: Path, name: str, pieces: Iterator[bytes]) -> Path:
    tiny.zipped(path, {other: text for other, text in tiny.FILES.items() if other != name})
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as entry,
    ):
        for piece in pieces:
            entry.write(piece)
    return path


def account(path: Path, name: str) -> FileAccount:
    return next(one for one in read(path).files if one.file == name)


def repeated(
    piece: bytes, megabytes: int, *, head: bytes = b"", tail: bytes = b""
) -> Iterator[bytes]:
    yield head
    for _ in range(megabytes):
        yield piece * (MEGABYTE // len(piece))
    yield tail


BOMBS: dict[str, tuple[str, Callable[[int], Iterator[bytes]]]] = {
    "field": ("Comments_1.csv", lambda size: repeated(b"x", size, head=COMMENTS + b'2026,"')),
    "line": ("messages.csv", lambda size: repeated(b"x", size, head=MESSAGES)),
    "quotes": ("messages.csv", lambda size: repeated(b'"', size, head=MESSAGES)),
    "commas": ("Connections.csv", lambda size: repeated(b",", size, head=CONNECTIONS)),
    "columns": ("New Thing.csv", lambda size: repeated(b",", size)),
    "nothing": ("Connections.csv", lambda size: repeated(b"\0", size, head=CONNECTIONS)),
    "wide letters": (
        "Comments_1.csv",
        lambda size: repeated("\U0001f600,".encode("utf-16-le"), size, head=WIDE_COMMENTS),
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_within_the_free_bytes_is_read_in_little_memory(tmp_path: Path, bomb: str) -> None:
    name, pieces = BOMBS[bomb]
    told, peak = outcome(zipped(tmp_path / tiny.NAME, name, pieces(14)))
    assert not told or "far more than" in told
    assert peak <= MOST_MEGABYTES


@pytest.mark.deep
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_gigabyte_of_it_is_refused_in_little_memory(tmp_path: Path, bomb: str) -> None:
    name, pieces = BOMBS[bomb]
    told, peak = outcome(zipped(tmp_path / tiny.NAME, name, pieces(1024)))
    assert "more than" in told
    assert peak <= MOST_MEGABYTES


def test_a_sparse_file_in_a_folder_is_refused_before_its_end(tmp_path: Path) -> None:
    folder = tiny.unpacked(tmp_path / "archive")
    with (folder / "Comments_1.csv").open("wb") as file:
        file.write(COMMENTS)
        file.truncate(3 << 30)
    with pytest.raises(SourceError, match=r"more than [0-9,]+ characters"):
        read(folder)


def test_many_files_that_are_small_enough_are_too_much_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = "openssi.sources.linkedin_archive.files"
    parts = {f"Connections_{part}.csv": rows(part) for part in range(3)}
    path = tiny.zipped(tmp_path / tiny.NAME, {**tiny.FILES, **parts})
    assert len(read(path).tables.connections) == 33
    monkeypatch.setattr(f"{home}._MAX_ROWS", 30)
    with pytest.raises(SourceError, match="30 rows"):
        read(path)
    monkeypatch.undo()
    monkeypatch.setattr(f"{home}._MAX_TEXT", 2000)
    with pytest.raises(SourceError, match="2,000 characters"):
        read(path)


def rows(part: int) -> bytes:
    names = (f"n{part}x{row},b,,,c,t,08 Feb 2026\n".encode() for row in range(10))
    return CONNECTIONS + b"".join(names)


def test_a_file_of_more_text_than_is_kept_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openssi.sources.linkedin_archive.mail.MAX_KEPT", 100)
    with pytest.raises(SourceError, match="100 bytes of names and addresses"):
        read(tiny.zipped(tmp_path / tiny.NAME))


def test_recipients_without_end_take_little_memory(tmp_path: Path) -> None:
    def letters() -> Iterator[bytes]:
        yield MESSAGES
        for row in range(60):
            urls = ",".join(f"https://www.linkedin.com/in/q{row * 4000 + to}" for to in range(4000))
            cells = (f"2-{row}", "", "Ivo", tiny.IVO, "All", urls, "2026-06-01 14:05:22 UTC")
            yield ('"' + '","'.join((*cells, "", "Hi", "INBOX", "", "No")) + '"\n').encode()

    told, peak = outcome(zipped(tmp_path / tiny.NAME, "messages.csv", letters()))
    assert not told
    assert peak <= MOST_MEGABYTES


def test_each_broken_row_among_many_costs_one_row(tmp_path: Path) -> None:
    broken = b'"x"y,b,c\n'
    good = (f"2026-05-08 10:00:00,urn:li:activity:{tiny.OTHER},t{row}\n" for row in range(300))
    content = COMMENTS + b"".join(broken + row.encode() for row in good)
    path = tiny.zipped(tmp_path / tiny.NAME, {**tiny.FILES, "Comments_123456789.csv": content})
    found = account(path, "Comments_123456789.csv")
    assert (found.rows, found.imported, len(found.rejected)) == (600, 300, 300)
    assert [one.line for one in found.rejected] == list(range(2, 602, 2))


def test_entries_without_end_are_refused_before_they_are_listed(tmp_path: Path) -> None:
    path = tmp_path / tiny.NAME
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(30_000):
            archive.writestr(f"{number:0300}.csv", b"")
    with pytest.raises(SourceError, match="more files than"):
        read(path)


def test_folders_without_end_in_a_tar_are_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "x.tgz", "w:gz", compresslevel=1) as archive:
        for number in range(20_001):
            folder = tarfile.TarInfo(f"{number}")
            folder.type = tarfile.DIRTYPE
            archive.addfile(folder)
    with pytest.raises(SourceError, match="more than 20,000 files"):
        read(tmp_path / "x.tgz")


@pytest.mark.parametrize("mode", ["w", "w:gz"])
@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_a_name_of_many_megabytes_is_not_read(tmp_path: Path, mode: str, form: int) -> None:
    with tarfile.open(tmp_path / "x.tar", mode, format=form) as archive:  # type: ignore[call-overload]
        archive.addfile(tarfile.TarInfo("x" * (3 * MEGABYTE)), io.BytesIO())
    with pytest.raises(SourceError, match="damaged"):
        read(tmp_path / "x.tar")


def test_folders_in_folders_without_end_are_not_followed(tmp_path: Path) -> None:
    inner = tiny.unpacked(tmp_path / "archive")
    for _ in range(40):
        inner /= "d"
        inner.mkdir()
    (inner / "Shares.csv").write_text("x", encoding="utf-8")
    one = read(tmp_path / "archive")
    assert len(one.files) == len(tiny.FILES) + 1
    (deep,) = (file for file in one.files if file.file.startswith("d/"))
    assert (deep.file, deep.status) == ("d/d/d/d/d/d/", "unknown")
    assert deep.reason == "a folder below 5 others: not looked into"
