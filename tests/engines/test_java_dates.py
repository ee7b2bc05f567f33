"""Formats of dates, from DuckDB's letters to Java's."""

from __future__ import annotations

import pytest

from openssi.engines.java_dates import pattern


@pytest.mark.parametrize(
    ("format_", "wanted"),
    [
        ("%d.%m.%Y %H:%M", "d.M.yyyy H:m"),
        ("%-d.%-m.%Y", "d.M.yyyy"),
        ("%Y%m%d", "yyyyMMdd"),
        ("%m/%d/%y %I:%M %p", "M/d/yy h:m a"),
        ("%Y-%m-%dT%H:%M:%S.%f%z", "yyyy-M-d'T'H:m:s.SSSSSS[XXX][XX][X]"),
        ("%d %b %Y o'clock 100%%", "d MMM yyyy' o''clock 100%'"),
        ("%Y %j", "yyyy D"),
    ],
)
def test_a_format_is_written_in_java_s_letters(format_: str, wanted: str) -> None:
    assert pattern(format_) == wanted


@pytest.mark.parametrize("format_", ["%A, %d", "%d %Z", "%c", "%", "%d %"])
def test_what_java_has_no_letter_for_is_known(format_: str) -> None:
    assert pattern(format_) is None
