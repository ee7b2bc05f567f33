"""Archives from strangers: streamed and counted, or refused with one clear line."""

from __future__ import annotations

import io
import lzma
import os
import re
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import tiny_archive as tiny

from openssi.errors import SourceError
from openssi.sources import bounded
from openssi.sources.container import opened
from openssi.sources.entries import Entry

FILES = {"a.csv": b"one\n", "Jobs/b.csv": b"two\n"}


def zipped(path: Path, files: Mapping[str, bytes] = FILES) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def tarred(path: Path, mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, content in FILES.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def foldered(path: Path) -> Path:
    for name, content in FILES.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


def contents(path: Path) -> dict[str, bytes]:
    with opened(path) as container:
        return {entry.path: container.open(entry).read() for entry in container.entries}


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        contents(path)
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    return caught.value.what


MAKERS: Mapping[str, Callable[[Path], Path]] = {
    "zip": lambda folder: zipped(folder / "x.zip"),
    "no ending": lambda folder: zipped(folder / "x"),
    "tar": lambda folder: tarred(folder / "x.tar"),
    "tgz": lambda folder: tarred(folder / "x.tar.gz", "w:gz"),
    "bz2": lambda folder: tarred(folder / "x.tar.bz2", "w:bz2"),
    "xz": lambda folder: tarred(folder / "x.tar.xz", "w:xz"),
    "folder": lambda folder: foldered(folder / "Complete_LinkedInDataExport.zip"),
}


@pytest.mark.parametrize("form", MAKERS)
def test_zip_tar_and_folder_hold_the_same(tmp_path: Path, form: str) -> None:
    assert contents(MAKERS[form](tmp_path)) == FILES


def test_a_folder_with_nothing_but_a_zip_stands_for_the_zip(tmp_path: Path) -> None:
    zipped(tmp_path / "x.zip")
    (tmp_path / ".DS_Store").write_bytes(b"junk")
    assert contents(tmp_path) == FILES


@pytest.mark.parametrize("name", ["__MACOSX/._a.csv", ".DS_Store", "x/._b.csv", "Thumbs.db"])
def test_traces_of_operating_systems_are_junk(name: str) -> None:
    assert Entry(path=name).is_junk
    assert not Entry(path="a.csv").is_junk


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.zip") == "gone.zip: no such file or folder."


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "an empty file"),
        (b"<html>sign in</html>", "not a ZIP, a tar or a folder"),
        (b"\x1f\x8bnot gzip", "not a ZIP, a tar or a folder"),
        (b"BZhnot bzip2", "not a ZIP, a tar or a folder"),
        (b"\xfd7zXZ\x00not xz", "not a ZIP, a tar or a folder"),
        (b"PK\x05\x06" + bytes(18), "an empty ZIP file"),
        (b"PK\x03\x04" + bytes(100), "cut off or damaged"),
    ],
)
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert what in refusal(path)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_zip_is_refused(tmp_path: Path, share: float) -> None:
    path = zipped(tmp_path / "x.zip")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert "cut off or damaged" in refusal(path)


@pytest.mark.parametrize("blocks", [1, 2, 3, 4])
def test_a_truncated_tar_is_refused(tmp_path: Path, blocks: int) -> None:
    path = tarred(tmp_path / "x.tar")
    path.write_bytes(path.read_bytes()[: blocks * tarfile.BLOCKSIZE])
    assert "cut off or damaged" in refusal(path)


def test_a_file_without_rights_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "x.zip")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert refusal(path) == "x.zip: no right to read it."


@pytest.mark.parametrize(
    "name", ["../a.csv", "/etc/a.csv", "C:/a.csv", "x/../../a.csv", "..\\a.csv", "\\\\host\\a.csv"]
)
def test_an_entry_that_reaches_outside_condemns_the_archive(tmp_path: Path, name: str) -> None:
    assert "reaches outside" in refusal(zipped(tmp_path / "x.zip", {name: b"x"}))


def test_links_condemn_the_archive(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("a.csv")
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert "is a link" in refusal(tmp_path / "x.zip")
    link = tarfile.TarInfo("a.csv")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with tarfile.open(tmp_path / "x.tar", "w") as tar:
        tar.addfile(link)
    assert "is a link" in refusal(tmp_path / "x.tar")


@pytest.mark.parametrize("target", ["", "nowhere", "x.zip"])
def test_links_condemn_a_folder(tmp_path: Path, target: str) -> None:
    zipped(tmp_path / "x.zip")
    folder, lonely = foldered(tmp_path / "archive"), tmp_path / "lonely"
    lonely.mkdir()
    try:
        (folder / "Jobs" / "c.csv").symlink_to(tmp_path / target)
        (lonely / "c.zip").symlink_to(tmp_path / target)
    except OSError:
        pytest.skip("links need rights here")
    assert "Jobs: 'c.csv' is a link" in refusal(folder)
    assert "'c.zip' is a link" in refusal(lonely)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files here")
def test_a_pipe_condemns_a_folder(tmp_path: Path) -> None:
    folder = foldered(tmp_path / "archive")
    os.mkfifo(folder / "c.csv")
    assert "'c.csv' is a link, a pipe or a device" in refusal(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files here")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.zip")
    assert refusal(tmp_path / "x.zip") == ("x.zip: a pipe or a device, not a file or a folder.")


@pytest.mark.skipif(not Path(os.devnull).is_char_device(), reason="no devices among files here")
def test_a_device_is_refused_at_once() -> None:
    assert "a pipe or a device" in refusal(Path(os.devnull))


def test_an_encrypted_entry_is_refused_where_it_is_opened(tmp_path: Path) -> None:
    path = tiny.locked(zipped(tmp_path / "x.zip"), "a.csv")
    assert refusal(path) == "x.zip: entry 'a.csv' is encrypted."
    with opened(path) as container, container.open(container.entries[0]) as stream:
        assert stream.read() == FILES["Jobs/b.csv"]


def test_overlapping_entries_are_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "x.zip").read_bytes())
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[second + 42 : second + 46] = struct.pack("<I", 2)
    (tmp_path / "x.zip").write_bytes(data)
    assert "lies over another one" in refusal(tmp_path / "x.zip")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.csv", "one")
        archive.writestr("a.csv", "two")
    assert "is there twice" in refusal(tmp_path / "x.zip")


def test_a_bomb_is_stopped_by_real_bytes(tmp_path: Path) -> None:
    size = bounded.FREE_BYTES + (1 << 20)
    path = zipped(tmp_path / "x.zip", {"a.csv": bytes(size)})
    with opened(path) as container, container.open(container.entries[0]) as stream:
        stream.read(bounded.FREE_BYTES - (1 << 20))
        with pytest.raises(SourceError, match="far more than"):
            stream.read()


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_a_bomb_in_a_packed_tar_is_stopped(tmp_path: Path, mode: str) -> None:
    with tarfile.open(tmp_path / "x.tgz", mode) as archive:  # type: ignore[call-overload]
        for name in ("a.csv", "b.csv"):
            info = tarfile.TarInfo(name)
            info.size = bounded.FREE_BYTES
            archive.addfile(info, io.BytesIO(bytes(info.size)))
    assert "far more than" in refusal(tmp_path / "x.tgz")


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("share", [0.5, 0.95])
def test_a_packed_tar_that_is_cut_off_is_refused(tmp_path: Path, mode: str, share: float) -> None:
    path = tarred(tmp_path / "x.tar", mode)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert re.search("cut off or damaged|not a ZIP, a tar", refusal(path))


def test_an_xz_that_asks_for_gigabytes_of_memory_is_refused(tmp_path: Path) -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 30}]
    content = lzma.compress(tarred(tmp_path / "x.tar").read_bytes(), filters=filters)
    (tmp_path / "x.tar").write_bytes(content)
    assert "not a ZIP, a tar" in refusal(tmp_path / "x.tar")


def test_a_full_disk_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def __init__(self, **_: object) -> None:
            super().__init__()

        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("openssi.sources.spooled.SpooledTemporaryFile", Full)
    assert "no room" in refusal(tarred(tmp_path / "x.tar", "w:xz"))


def test_a_header_that_lies_about_the_size_is_noticed(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "x.zip", {"a.csv": b"a" * 5000}).read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 50)
    (tmp_path / "x.zip").write_bytes(data)
    assert "damaged" in refusal(tmp_path / "x.zip")


def test_damage_inside_is_noticed(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "x.zip", {"a.csv": bytes(range(256)) * 99}).read_bytes())
    data[60] ^= 0xFF
    (tmp_path / "x.zip").write_bytes(data)
    assert "damaged" in refusal(tmp_path / "x.zip")


def test_too_many_entries_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openssi.sources.entries.MAX_ENTRIES", 1)
    assert "2 files" in refusal(zipped(tmp_path / "x.zip"))


def test_control_characters_of_names_are_not_shown(tmp_path: Path) -> None:
    assert "\x1b" not in refusal(zipped(tmp_path / "x.zip", {"../\x1b[31m.csv": b"x"}))
