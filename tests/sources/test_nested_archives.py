"""A ZIP that was zipped once more is read; more than that, and bombs, are refused."""

from __future__ import annotations

import io
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import tiny_archive as tiny
from own_process import outcome

from openssi.errors import SourceError
from openssi.sources import bounded, spooled
from openssi.sources.container import opened
from openssi.sources.linkedin_archive import identify, read

MEGABYTE = 1 << 20
MOST_MEGABYTES = 200
INNER = tiny.NAME


def packed(files: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def saved(folder: Path, files: Mapping[str, str | bytes], name: str = "x.zip.zip") -> Path:
    path = folder / name
    path.write_bytes(packed(files))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read(path)
    assert caught.value.hint
    return caught.value.what


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_in_a_zip_gives_what_the_zip_gives(tmp_path: Path, method: int) -> None:
    inner = packed(tiny.FILES, method=method)
    whole = read(tiny.zipped(tmp_path / tiny.NAME))
    path = saved(tmp_path, {INNER: inner, "__MACOSX/._x.zip": b"junk"})
    assert identify(path)
    again = read(path)
    for (_, one), (_, two) in zip(whole.tables, again.tables, strict=True):
        assert one.equals(two)
    assert (again.kind, again.seen_to) == (whole.kind, whole.seen_to)
    names = {file.file for file in again.files}
    assert names == {*(f"{INNER}/{name}" for name in tiny.FILES), "__MACOSX/._x.zip"}


def test_a_zip_in_a_tar_and_in_a_folder_of_a_zip_is_read(tmp_path: Path) -> None:
    inner = packed(tiny.FILES)
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        info = tarfile.TarInfo(INNER)
        info.size = len(inner)
        archive.addfile(info, io.BytesIO(inner))
    assert read(tmp_path / "x.tar").kind == "complete"
    assert read(saved(tmp_path, {f"Downloads/{INNER}": inner})).kind == "complete"


def test_a_large_zip_in_a_zip_goes_through_a_file_that_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    monkeypatch.setattr(spooled, "_IN_MEMORY", 10)
    assert read(saved(tmp_path, {INNER: packed(tiny.FILES)})).kind == "complete"
    bomb = packed({"Comments.csv": bytes(40 << 20)})
    assert "more than" in refusal(saved(tmp_path, {INNER: bomb}))
    assert not list(room.iterdir())


@pytest.mark.parametrize("beside", ["Profile.csv", "notes.txt", "other.zip"])
def test_an_archive_beside_other_files_is_refused(tmp_path: Path, beside: str) -> None:
    path = saved(tmp_path, {INNER: packed(tiny.FILES), beside: b"x"})
    assert refusal(path) == "x.zip.zip: holds another archive beside other files."


def test_an_archive_in_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    innermost = packed(tiny.FILES)
    path = saved(tmp_path, {"a.zip": packed({"b.zip": innermost})})
    assert refusal(path) == "x.zip.zip: an archive in an archive in an archive."
    path = saved(tmp_path, {"a.zip": packed({**tiny.FILES, "b.zip": innermost})})
    assert refusal(path) == "x.zip.zip: an archive in an archive in an archive."


def test_what_is_only_called_a_zip_is_not_opened(tmp_path: Path) -> None:
    one = read(tiny.zipped(tmp_path / tiny.NAME, {**tiny.FILES, "a.zip": b"no zip"}))
    (found,) = (file for file in one.files if file.file == "a.zip")
    assert (found.status, found.reason) == ("ignored", "an archive within the archive: not opened")
    assert any("a.zip is another archive" in note for note in one.notes)


def test_an_archive_left_in_an_unpacked_folder_is_named(tmp_path: Path) -> None:
    folder = tiny.unpacked(tmp_path / "archive", {**tiny.FILES, INNER: packed(tiny.FILES)})
    one = read(folder)
    assert [note for note in one.notes if f"{INNER} is another archive" in note]


@pytest.mark.parametrize("share", [0.4, 0.9])
def test_a_damaged_inner_archive_is_named(tmp_path: Path, share: float) -> None:
    inner = packed(tiny.FILES)
    path = saved(tmp_path, {INNER: inner[: int(len(inner) * share)]})
    assert refusal(path) == f"x.zip.zip: {INNER}: a ZIP file that is cut off or damaged."


def test_all_bytes_count_against_the_archive_as_it_came(tmp_path: Path) -> None:
    """Each level alone would be let pass."""
    inner = packed({"a.csv": bytes(bounded.FREE_BYTES - MEGABYTE)}, method=zipfile.ZIP_STORED)
    path = saved(tmp_path, {INNER: inner})
    with (
        opened(path) as container,
        container.open(container.entries[0]) as stream,
        pytest.raises(SourceError, match="far more than"),
    ):
        stream.read()


def long_zip(megabytes: int, method: int) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", method) as archive,
        archive.open("Comments_1.csv", "w", force_zip64=True) as entry,
    ):
        entry.write(b"Date,Link,Message\n")
        for _ in range(megabytes):
            entry.write(b"x" * MEGABYTE)
    return out.getvalue()


@pytest.mark.parametrize(
    ("method", "megabytes"), [(zipfile.ZIP_DEFLATED, 600), (zipfile.ZIP_STORED, 60)]
)
def test_a_bomb_in_a_zip_is_refused_in_little_memory(
    tmp_path: Path, method: int, megabytes: int
) -> None:
    path = saved(tmp_path, {INNER: long_zip(megabytes, method)})
    text, peak = outcome(path)
    assert "more than" in text
    assert peak <= MOST_MEGABYTES
