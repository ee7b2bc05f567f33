"""A deed with a post is known by its second, whatever is known of its text and its address."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import tiny_archive as tiny

from openssi.sources.account import Imported
from openssi.sources.linkedin_archive import read
from openssi.sources.merged import merged

HEADER = "Date,Link,Message\n"
LINE = f"2026-05-08 10:00:00,{tiny.POST}activity%3A{tiny.OTHER},"


def archive(folder: Path, day: str, comments: str) -> Imported:
    files = tiny.FILES | {"Comments_123456789.csv": HEADER + comments}
    return read(tiny.zipped(folder / f"Complete_LinkedInDataExport_{day}.zip", files))


def comments_of(one: Imported) -> list[str]:
    rows = one.tables.activities.to_pylist()
    return [row["activity_id"] for row in rows if row["kind"] == "comment_made"]


def test_two_comments_of_one_second_are_two_and_a_row_said_twice_is_one(tmp_path: Path) -> None:
    one = archive(tmp_path, "06-13-2026", f"{LINE}First\n{LINE}Second\n{LINE}First\n")
    assert len(set(comments_of(one))) == 2
    (account,) = (file for file in one.files if file.file.startswith("Comments"))
    assert account.duplicates == 1


def test_a_comment_that_was_edited_or_is_addressed_otherwise_stays_one(tmp_path: Path) -> None:
    old = archive(tmp_path, "06-13-2026", f"{LINE}Frist\n")
    elsewhere = LINE.replace("activity%3A", "ugcPost%3A")
    new = archive(tmp_path, "07-13-2026", f"{elsewhere}First\n")
    assert comments_of(old) == comments_of(new)
    kinds = Counter(merged([old, new]).tables.activities["kind"].to_pylist())
    assert kinds["comment_made"] == 1
