"""Rows read in stretches are the rows that are read one by one, whatever the text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openssi.sources.linkedin_archive import plain
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.linkedin_archive.mail import Mail, read_mail
from openssi.sources.linkedin_archive.messages import MESSAGES
from openssi.sources.linkedin_archive.sheet import Sheet

HEADER = "a,b,c\n"
CELLS = st.text(st.sampled_from('x",\n\r é😀'), max_size=6)
LATEST = 1_800_000_000_000_000

COLUMNS = (*MESSAGES.needed, *MESSAGES.optional)
WHO = ("", "Ivo Král", "Zoë Brandt", 'A "B", C')
URLS = ("", "https://www.linkedin.com/in/ivo", "https://www.linkedin.com/in/a,linkedin.com/in/b")
DATES = (
    "2026-06-01 14:05:22 UTC",
    "2026-06-01 14:05:22",
    "2026/06/01 14:05:22",
    "2026-06-01T14:05:22",
    "2026-06-31 14:05:22 UTC",
    "2026-06-01 24:05:22 UTC",
    "0000-06-01 14:05:22 UTC",
    "1999-06-01 14:05:22 UTC",
    "2999-06-01 14:05:22 UTC",
    "yesterday",
    "",
)
CONTENT = (
    "",
    " ",
    "Hello",
    'He said "hi",\n"so"',
    "a\rb",
    '<p class="spinmail-quill-editor">',
    "😀",
)
PARTS = (
    st.sampled_from(("", "2-a", "2-b", '2-"c"')),
    st.sampled_from(WHO),
    st.sampled_from(URLS),
    st.sampled_from(WHO),
    st.sampled_from((DATES[0],) * 20 + DATES),
    st.sampled_from(CONTENT),
    st.sampled_from(URLS),
    st.sampled_from(("", "", "An idea")),
    st.sampled_from(("INBOX", "INBOX", "INBOX", "SPAM")),
    st.sampled_from(("No", "No", "", "Yes")),
    st.sampled_from(("No", "No", "TRUE")),
    st.sampled_from(("", "", "https://example.org/x")),
)
ROWS = st.tuples(*PARTS).map(list)
STRAY = st.sampled_from(
    ["\n", '"open\n', 'x"y,"z"w\n', "1,2\n", ",,,,,,,,,,,,,,,\n", "\ufeff", "\x00\n"]
)


def sheet(text: str, header: str = HEADER) -> tuple[Sheet, Ledger]:
    ledger = Ledger("messages.csv")
    content = (header + text).encode("utf-8", "surrogatepass")
    found = Sheet(io.BufferedReader(io.BytesIO(content)), ledger, backslash=False)  # type: ignore[arg-type]
    next(found.headers())
    return found, ledger


def one_by_one(text: str) -> tuple[list[tuple[int, list[str]]], Ledger]:
    found, ledger = sheet(text)
    return [(line, row[:3]) for line, row in found.rows()], ledger


def in_blocks(text: str) -> tuple[list[tuple[int, list[str]]], Ledger]:
    found, ledger = sheet(text)
    rows = []
    for block in found.blocks():
        cells = zip(*(block.column(place).to_pylist() for place in range(3)), strict=True)
        rows += [(block.line(row), list(one)) for row, one in enumerate(cells)]
        assert block.column(-1).to_pylist() == [""] * block.size
    return rows, ledger


def written(rows: list[list[str]], quoting: int = csv.QUOTE_ALL, end: str = "\n") -> str:
    out = io.StringIO()
    csv.writer(out, quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue()


def assert_same(text: str) -> None:
    rows, ledger = one_by_one(text)
    again, account = in_blocks(text)
    assert again == rows
    assert (account.rows, account.rejected) == (ledger.rows, ledger.rejected)


@settings(deadline=None)
@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=9),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_rows_as_programs_write_them(rows, quoting, end):
    text = written(rows, quoting, end)
    assert quoting != csv.QUOTE_ALL or [row for _, row in in_blocks(text)[0]] == rows
    assert_same(text)


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.lists(CELLS, min_size=2, max_size=4).map(lambda r: written([r])),
            st.text(st.sampled_from('x",\n\r\x00\ufeff'), max_size=9),
        ),
        max_size=9,
    )
)
def test_rows_of_any_kind(parts):
    assert_same("".join(parts))


def test_many_rows_with_a_broken_one_among_them():
    whole = written([[f"c{n}", 'say ""', f"line\nand {n}"] for n in range(40_000)])
    assert_same(whole + 'x"y,"open\n' + whole[:30_000])
    assert len(in_blocks(whole)[0]) == 40_000


def test_a_huge_cell_is_left_to_the_reader_of_rows():
    assert_same(written([["a", "b", "c"], ["a", "x" * 300_000, "c"], ["a", "b", "c"]]))
    assert_same(written([["a", "b", "c"], ["a", "x" * 3_000_000, "c"], ["a", "b", "c"]]))


def mail(text: str) -> tuple[Mail, Ledger, set[int]]:
    found, ledger = sheet(text, ",".join(COLUMNS) + "\n")
    seen: set[int] = set()
    (read,) = read_mail(found, MESSAGES, ledger, latest=LATEST, seen=seen).rows
    return read, ledger, seen


def told(read: Mail) -> list[dict[str, object]]:
    """The messages with their voices spelt out, for the numbers are each reading's own."""
    rows = read.messages.to_pylist()
    return [row | {"voice": read.voices[row["voice"]]} for row in rows]


def assert_same_mail(text: str) -> None:
    fast, account, seen = mail(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Sheet, "_may_be_plain", lambda _: False)
        careful, ledger, known = mail(text)
    assert told(fast) == told(careful)
    assert account.closed() == ledger.closed()
    assert seen == known


@settings(deadline=None)
@given(st.lists(ROWS, max_size=12), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_mail_is_the_same_read_in_stretches_or_row_by_row(rows, quoting):
    assert_same_mail(written(rows, quoting))


@settings(deadline=None)
@given(st.lists(st.one_of(ROWS.map(lambda row: written([row])), STRAY), max_size=12))
def test_damaged_mail_is_the_same_read_in_stretches_or_row_by_row(parts):
    assert_same_mail("".join(parts))


@settings(deadline=None)
@given(st.lists(ROWS, max_size=12), st.integers(40, 400))
def test_where_a_stretch_ends_changes_nothing(rows, size):
    text = written(rows)
    whole, account, _ = mail(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plain, "_SIZE", size)
        patched.setattr("openssi.sources.linkedin_archive.sheet._HEAD", 600)
        cut, ledger, _ = mail(text)
    assert told(cut) == told(whole)
    assert ledger.closed() == account.closed()
