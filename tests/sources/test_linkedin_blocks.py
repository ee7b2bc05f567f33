"""Rows read in stretches are the rows that are read one by one, whatever the text."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.linkedin_archive.sheet import Sheet

HEADER = "a,b,c\n"
CELLS = st.text(st.sampled_from('x",\n\r é😀'), max_size=6)


def sheet(text: str) -> tuple[Sheet, Ledger]:
    ledger = Ledger("messages.csv")
    stream = io.BufferedReader(io.BytesIO((HEADER + text).encode()))  # type: ignore[arg-type]
    found = Sheet(stream, ledger, backslash=False)
    next(found.headers())
    return found, ledger


def one_by_one(text: str) -> tuple[list[tuple[int, list[str]]], Ledger]:
    found, ledger = sheet(text)
    return [(line, row[:3]) for line, row in found.rows()], ledger


def in_blocks(text: str) -> tuple[list[tuple[int, list[str]]], Ledger]:
    found, ledger = sheet(text)
    rows = []
    for block in found.blocks():
        cells = zip(*(block.column(place) for place in range(3)), strict=True)
        rows += [(block.line(row), list(one)) for row, one in enumerate(cells)]
        assert list(block.column(-1)) == [""] * block.size
    return rows, ledger


def quoted(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return out.getvalue()


def assert_same(text: str) -> None:
    rows, ledger = one_by_one(text)
    again, account = in_blocks(text)
    assert again == rows
    assert (account.rows, account.rejected) == (ledger.rows, ledger.rejected)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=9))
def test_rows_in_quotes(rows):
    text = quoted(rows)
    assert [row for _, row in in_blocks(text)[0]] == rows
    assert_same(text)


@given(
    st.lists(
        st.one_of(
            st.lists(CELLS, min_size=2, max_size=4).map(lambda r: quoted([r])),
            st.text(st.sampled_from('x",\n'), max_size=9),
        ),
        max_size=9,
    )
)
def test_rows_of_any_kind(parts):
    assert_same("".join(parts))


def test_many_rows_with_a_broken_one_among_them():
    whole = quoted([[f"c{n}", 'say ""', f"line\nand {n}"] for n in range(9000)])
    assert_same(whole + 'x"y,"open\n' + whole)
    assert len(in_blocks(whole)[0]) == 9000


def test_a_huge_row_is_left_to_the_reader_of_rows():
    assert_same(quoted([["a", "b", "c"], ["a", "x" * 300_000, "c"], ["a", "b", "c"]]))
