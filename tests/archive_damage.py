"""Damage done to archives: what hypothesis draws from to break their bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping

from hypothesis import strategies as st

Files = dict[str, bytes]
Change = Callable[[bytes], bytes]

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '=HYPERLINK("https://example.org")',
    "+1-1",
    "@SUM(A1)",
    "a\x00b",
    "\x1b]8;;https://example.org\x07x\x1b[31m",
    "\u202eevil\u2066",
    "'; DROP TABLE activities; --",
    "{{ 7 * 7 }}",
    "[red]x[/red]",
    "%s%n%p",
    "x" * 70_000,
    "\U0001f600" * 50,
    "e\u0301" * 20,
    "https://www.linkedin.com/in/",
    "https://www.linkedin.com/in/%ff%fe%00",
    "www.linkedin.com/in/..%2f..",
    "urn:li:activity:99999999999999999999999999",
    "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A-1",
    "9999-12-31 23:59:59",
    "0001-01-01 00:00:00",
    "2026-02-30 10:00:00",
    "31 Feb 2026",
    "1/1/70, 12:00 AM",
    "12/31/99, 11:59 PM",
    "Jan 0000",
    "Sat Feb 30 25:61:61 UTC 2025",
    "\u0662\u0660\u0662\u0666-05-08 10:00:00",
    "nan",
    "1e999",
    "",
    " ",
)
PIECES = (b'"', b'""', b"\\", b"\n", b"\r", b"\r\n", b",", b"\x00", b"\xff", b";", b"\t", b"\x1a")
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp1252", "cp037", "utf-7")
LINE_ENDS = ("\r", "\r\n", "\n\n", "\x0b", "\x0c", "\u2028", "\n\r")
NAMES = (
    "Complete_LinkedInDataExport_06-13-2026.zip",
    "Basic_LinkedInDataExport_06-13-2026.zip",
    "Complete_LinkedInDataExport_02-31-2026.zip",
    "Complete_LinkedInDataExport_01-01-1900.zip",
    "Complete_LinkedInDataExport_12-31-9999.zip",
    "my data.zip",
)
ENTRIES = (
    "../outside.csv",
    "/absolute.csv",
    "C:\\windows.csv",
    "Connections.csv",
    "connections (1).csv",
    "deep/er/Shares_1.csv",
    "x" * 300 + ".csv",
    "inner.zip",
    "Articles/Articles/2026-01-01 10:00 x.html",
    "Articles/Articles/=1+1<script>.html",
    "\x1b[31m.csv",
    "messages.csv/messages.csv",
)


@st.composite
def spliced(draw: st.DrawFn) -> Change:
    """Bytes put in, taken out or overwritten at some places."""
    cuts = draw(
        st.lists(
            st.tuples(
                st.floats(0, 1), st.sampled_from(PIECES) | st.binary(max_size=9), st.integers(0, 40)
            ),
            min_size=1,
            max_size=6,
        )
    )

    def change(content: bytes) -> bytes:
        for share, piece, lost in cuts:
            place = int(len(content) * share)
            content = content[:place] + piece + content[place + lost :]
        return content

    return change


@st.composite
def cells(draw: st.DrawFn) -> Change:
    """Cells that hold something else, whatever their column is for."""
    given = draw(
        st.lists(
            st.tuples(
                st.floats(0, 1, exclude_max=True),
                st.floats(0, 1, exclude_max=True),
                st.sampled_from(HOSTILE) | st.text(max_size=40),
            ),
            min_size=1,
            max_size=8,
        )
    )

    def change(rows: list[list[str]]) -> list[list[str]]:
        for down, across, text in given:
            row = rows[int(len(rows) * down)] if rows else []
            if row:
                row[int(len(row) * across)] = text
        return rows

    return as_rows(change)


@st.composite
def columns(draw: st.DrawFn) -> Change:
    """A column lost, doubled, renamed or moved."""
    how = draw(st.sampled_from(["lost", "doubled", "renamed", "moved"]))
    share = draw(st.floats(0, 1, exclude_max=True))

    def change(rows: list[list[str]]) -> list[list[str]]:
        width = max(map(len, rows), default=0)
        for row in (row for row in rows if len(row) == width > 0):
            place = int(width * share)
            if how == "renamed":
                row[place] += "x" if row is rows[0] else ""
                continue
            cell = row[place] if how == "doubled" else row.pop(place)
            if how != "lost":
                row.insert(0, cell)
        return rows

    return as_rows(change)


@st.composite
def row_order(draw: st.DrawFn) -> Change:
    """Rows that repeat, change places or are gone; the header is one of them."""
    order = draw(st.lists(st.floats(0, 1, exclude_max=True), max_size=30))
    return as_rows(lambda rows: [list(rows[int(len(rows) * at)]) for at in order if rows])


def as_rows(change: Callable[[list[list[str]]], list[list[str]]]) -> Change:
    """Lift a change of rows to one of bytes."""

    def lifted(content: bytes) -> bytes:
        text = content.decode("utf-8", "replace")
        csv.field_size_limit(1 << 24)
        try:
            rows = list(csv.reader(io.StringIO(text, newline="")))
        except csv.Error:
            return content
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(change(rows))
        return out.getvalue().encode("utf-8", "replace")

    return lifted


def recoded(encoding: str) -> Change:
    """The same text in another encoding."""
    return lambda content: content.decode("utf-8", "replace").encode(encoding, "replace")


def line_ends(mark: str) -> Change:
    """Other ends of lines, those inside of fields too."""
    return lambda content: content.replace(b"\n", mark.encode())


CHANGES = st.one_of(
    spliced(),
    cells(),
    cells(),
    columns(),
    row_order(),
    st.sampled_from(ENCODINGS).map(recoded),
    st.sampled_from(LINE_ENDS).map(line_ends),
    st.integers(0, 3).map(lambda n: lambda content: content[: len(content) * n // 4]),
)


@st.composite
def damaged_files(draw: st.DrawFn, whole: Mapping[str, bytes]) -> Files:
    """The files of an archive, some of them changed, gone, swapped or under other names."""
    files = dict(whole)
    some = st.sampled_from(sorted(files))
    for name, change in draw(st.lists(st.tuples(some, CHANGES), min_size=1, max_size=4)):
        files[name] = change(files[name])
    for name, other in draw(st.lists(st.tuples(some, some), max_size=2)):
        files[name], files[other] = files[other], files[name]
    for name in draw(st.lists(some, max_size=3, unique=True)):
        del files[name]
    for name in draw(st.lists(st.sampled_from(ENTRIES), max_size=1)):
        files[name] = draw(st.sampled_from(sorted(whole.values())) | st.binary(max_size=99))
    return files


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files, its names as they are given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@st.composite
def damaged_archives(draw: st.DrawFn, whole: Mapping[str, bytes]) -> tuple[str, bytes]:
    """A name and the bytes of a file that once was an archive; seven in eight are still a zip."""
    name = draw(st.sampled_from(NAMES))
    if draw(st.integers(0, 7)):
        return name, packed(draw(damaged_files(whole)))
    content = packed(whole)
    return name, content[:4] + draw(spliced())(content[4:])
