"""Xlsx files that were made to do harm, or that came to harm."""

from __future__ import annotations

import datetime as dt
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from analytics_books import ME, aggregate, book, link, post

from openssi.errors import SourceError
from openssi.sources import creator_analytics
from openssi.sources.account import Imported

SHEET = "xl/worksheets/sheet2.xml"
BOOK = "xl/workbook.xml"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The parts of a good file."""
    posts = [[link(post(dt.date(2026, 10, 2))), "10/2/2026", "5"]]
    sheets = aggregate(dt.date(2026, 10, 1), [("1,234", 5, 1)] * 14, posts=posts)
    path = book(tmp_path_factory.mktemp("good") / "good.xlsx", sheets)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(folder: Path, parts: dict[str, bytes]) -> Path:
    path = folder / "export.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def read(path: Path) -> Imported:
    return creator_analytics.read(path, member_id=ME)


def cell(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(old, new, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (cell(b'r="A1"', b'r="XFD1048576"'), "rows"),
        (cell(b'r="A1"', b"r = 'XFD1'"), "columns"),
        (cell(b'r="A1"', b'r="ZZZZZZZZZ1"'), "columns"),
        (cell(b'<row r="1"', b'<row r="999999999999"'), "rows"),
        (cell(b"</sheetData>", b"<row/>" * 9_000 + b"</sheetData>"), "rows"),
        (cell(b"</row>", b"<c><v>1</v></c>" * 900 + b"</row>"), "columns"),
        (cell(b"</row>", b"<x:c><v>1</v></x:c>" * 900 + b"</row>"), "columns"),
        (cell(b"</worksheet>", b" " * (9 << 20) + b"</worksheet>"), "bytes"),
        (cell(b"</worksheet>", b" " * (40 << 20) + b"</worksheet>"), "bytes"),
        (cell(b"<sheetData>", b"<sheetData"), "damaged"),
    ],
    ids=[
        "last cell",
        "last column",
        "no column",
        "far row",
        "rows",
        "cells",
        "prefixed cells",
        "long",
        "bomb",
        "cut tag",
    ],
)
def test_sheets_that_would_take_all_memory_are_refused(
    tmp_path: Path, parts: dict[str, bytes], change: Callable[[bytes], bytes], said: str
) -> None:
    path = packed(tmp_path, parts | {SHEET: change(parts[SHEET])})
    with pytest.raises(SourceError, match=said) as raised:
        read(path)
    assert "analytics page" in raised.value.hint
    assert creator_analytics.recognises(path, path.read_bytes()[: 1 << 16])


def test_a_long_text_that_cells_share_is_refused(tmp_path: Path, parts: dict[str, bytes]) -> None:
    strings = b"<sst><si><t>x</t></si><si><r><t>" + b"long " * 900 + b"</t></r></si></sst>"
    with pytest.raises(SourceError, match="bytes in a cell"):
        read(packed(tmp_path, parts | {"xl/sharedStrings.xml": strings}))


def test_more_shared_texts_than_an_export_has_are_refused(
    tmp_path: Path, parts: dict[str, bytes]
) -> None:
    sheet = b"<sheetData>" + (b"<row>" + b'<c t="s"><v>0</v></c>' * 60 + b"</row>") * 900
    with pytest.raises(SourceError, match="texts"):
        read(packed(tmp_path, parts | {SHEET: sheet}))


def test_a_sheet_that_stands_under_many_names_is_read_up_to_a_bound(
    tmp_path: Path, parts: dict[str, bytes]
) -> None:
    long = parts[SHEET].replace(b"Impressions", b"Impressions" + b" long" * 90_000)
    rels = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId2"/>' % (n, n) for n in range(9, 40))
    whole = parts[BOOK].replace(b"</sheets>", rels + b"</sheets>")
    with pytest.raises(SourceError, match="characters"):
        read(packed(tmp_path, parts | {BOOK: whole, SHEET: long}))


def test_too_many_sheets_are_refused(tmp_path: Path, parts: dict[str, bytes]) -> None:
    more = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(9, 99))
    whole = parts[BOOK].replace(b"</sheets>", more + b"</sheets>")
    with pytest.raises(SourceError, match="sheets"):
        read(packed(tmp_path, parts | {BOOK: whole}))


def test_a_part_that_stands_there_twice_is_refused(tmp_path: Path, parts: dict[str, bytes]) -> None:
    path = packed(tmp_path, parts)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SHEET, parts[SHEET])
    with pytest.raises(SourceError, match="twice"):
        read(path)


@pytest.mark.parametrize("size", [0, 30, 900, 4000])
def test_a_file_that_was_cut_off_is_refused(
    tmp_path: Path, parts: dict[str, bytes], size: int
) -> None:
    path = packed(tmp_path, parts)
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(SourceError):
        read(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read(tmp_path / "none.xlsx")
    with pytest.raises(SourceError, match="not an xlsx"):
        read(tmp_path)


def test_what_no_reader_needs_is_never_unpacked(tmp_path: Path, parts: dict[str, bytes]) -> None:
    more = {"xl/media/image1.png": b"\0" * (40 << 20), "xl/vbaProject.bin": b"\0" * 99}
    assert read(packed(tmp_path, parts | more)).seen_to == dt.date(2026, 10, 14)


def test_no_name_of_a_sheet_reaches_a_terminal_raw(tmp_path: Path, parts: dict[str, bytes]) -> None:
    whole = parts[BOOK].replace(b"ENGAGEMENT", "E\u202e\u2028NG".encode())
    files = [account.file for account in read(packed(tmp_path, parts | {BOOK: whole})).files]
    assert "export.xlsx/E??NG" in files


@pytest.mark.parametrize("seed", range(8))
def test_damage_is_read_or_refused(tmp_path: Path, parts: dict[str, bytes], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage that repeats
    for _ in range(12):
        name = chance.choice([SHEET, BOOK, "xl/worksheets/sheet3.xml", "xl/styles.xml"])
        part = bytearray(parts[name])
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(part))
            odd = chance.choice([b"", b"\0", b"<", b"1e400", b'r="A0"', b't="s"', b"-1", b"&#0;"])
            part[at : at + chance.randint(0, 9)] = odd
        try:
            one = read(packed(tmp_path, parts | {name: bytes(part)}))
        except SourceError:
            continue
        for file in one.files:
            left = file.duplicates + sum(file.ignored.values()) + len(file.rejected)
            assert file.rows == file.imported + left
