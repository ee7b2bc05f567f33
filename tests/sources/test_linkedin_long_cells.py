"""Cells longer than any may be: one row is lost each, for the true reason, and no row more."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_archive as tiny

from openssi.sources.account import FileAccount
from openssi.sources.linkedin_archive import read
from openssi.sources.linkedin_archive.lines import MAX_LINE
from openssi.sources.linkedin_archive.sheet import BROKEN, MAX_FIELD

LONG = f"a field of more than {MAX_FIELD:,} characters"
LINK = f"{tiny.POST}activity%3A{tiny.OTHER}"
COMMENTS, REACTIONS, SHARES = "Comments_123456789", "Reactions_123456789", "Shares_123456789"
HEADS = {
    COMMENTS: "Date,Link,Message\n",
    REACTIONS: "Date,Link,Type\n",
    SHARES: "Date,ShareLink,ShareCommentary\n",
}


def account(folder: Path, name: str, *cells: str) -> FileAccount:
    """What becomes of a file of these last cells, of which each begins a row."""
    link = {SHARES: f"{tiny.POST}share%3A{tiny.OWN}"}.get(name, LINK)
    rows = (f"2026-05-08 10:00:{at:02},{link}{at},{cell}\n" for at, cell in enumerate(cells))
    files = {**tiny.FILES, f"{name}.csv": HEADS[name] + "".join(rows)}
    found = read(tiny.zipped(folder / tiny.NAME, files)).files
    return next(one for one in found if one.file == f"{name}.csv")


CELLS = {
    "one line": "x" * (MAX_FIELD + 9),
    "many lines": "some words\n" * (MAX_FIELD // 10),
    "many quotes": 'said ""so""\n' * (MAX_FIELD // 8),
    "commas and lines": "a,b,c,d,e,f,g\n" * (MAX_FIELD // 12),
    "one line of megabytes": "x" * (5 << 20),
    "half a megabyte in lines": f"{'x' * 999}\n" * 500,
}


@pytest.mark.parametrize("name", sorted(HEADS))
@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_that_is_too_long_costs_its_row_alone(tmp_path: Path, name: str, cell: str) -> None:
    found = account(tmp_path, name, "LIKE", f'"{CELLS[cell]}"', "LIKE", "PRAISE")
    assert (found.rows, found.imported, found.duplicates) == (4, 3, 0)
    assert [(one.line, one.reason) for one in found.rejected] == [(3, LONG)]


@pytest.mark.parametrize("name", sorted(HEADS))
def test_a_long_cell_without_quotes_costs_its_row_alone(tmp_path: Path, name: str) -> None:
    found = account(tmp_path, name, "x" * (MAX_FIELD * 3), "LIKE")
    assert (found.rows, found.imported) == (2, 1)
    reason = f"a line of more than {MAX_LINE:,} characters"
    assert [(one.line, one.reason) for one in found.rejected] == [(2, reason)]


def test_lines_are_counted_rightly_below_a_long_one(tmp_path: Path) -> None:
    found = account(tmp_path, COMMENTS, f'"{"x" * (5 << 20)}"', "fine", 'a "b', '"open')
    assert [one.line for one in found.rejected] == [2, 5]


def test_escaped_quotes_of_a_long_cell_do_not_end_it(tmp_path: Path) -> None:
    cell = 'she \\"said\\" 5\\" so\n' * (MAX_FIELD // 15)
    found = account(tmp_path, COMMENTS, f'"{cell}"', "fine")
    assert (found.rows, found.imported, found.rejected[0].reason) == (2, 1, LONG)


@pytest.mark.parametrize("name", sorted(HEADS))
def test_a_quote_that_is_never_closed_before_much_text_costs_its_line(
    tmp_path: Path, name: str
) -> None:
    fine = f"fine {'x' * 900}"
    rows = (f"2026-05-08 {at // 60:02}:{at % 60:02}:00,{LINK}{at},{fine}" for at in range(500))
    text = HEADS[name] + f'2026-05-08 10:00:01,{LINK},"open\n' + "\n".join(rows) + "\n"
    found = read(tiny.zipped(tmp_path / tiny.NAME, {**tiny.FILES, f"{name}.csv": text})).files
    one = next(one for one in found if one.file == f"{name}.csv")
    assert (one.rows, one.imported) == (501, 500)
    assert [(row.line, row.reason) for row in one.rejected] == [(2, BROKEN[0])]
