"""Markdown shows the numbers of the page, and runs nothing that others wrote."""

from __future__ import annotations

import re

import pytest
from sample_result import hostile_result, sample_result

from openssi import report
from openssi.report import numbers
from openssi.report.figures import figures
from openssi.report.history_rows import history_rows
from openssi.report.markdown_text import table, words
from openssi.result import Result

RESULT = sample_result(days=30)
HOSTILE = hostile_result()


def pages(result: Result) -> list[str]:
    rows = history_rows(result.history, every="week")
    return [
        report.result_markdown(result),
        report.explanation_markdown(result, result.signals),
        report.history_markdown(result, rows),
    ]


def test_every_row_of_a_table_has_the_columns_of_its_head() -> None:
    for page in [*pages(RESULT), *pages(HOSTILE)]:
        for block in re.findall(r"(?:^\|.*\n)+", page, flags=re.MULTILINE):
            counts = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(counts) == 1, block


def test_what_others_wrote_is_text() -> None:
    for page in pages(HOSTILE):
        assert not re.search(r"(?<!\\)<", page)
        assert not re.search(r"(?<!\\)\]\(", page)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("a|b", r"a\|b"),
        ("<b>", r"\<b\>"),
        ("&lt;", r"\&lt;"),
        ("[x](y)", r"\[x\](y)"),
        ("*_`~", r"\*\_\`\~"),
        ("reply_rate _x_ a__b", r"reply_rate \_x\_ a\_\_b"),
        ("a\nb\x1b[31m", r"a b \[31m"),
        ("\\|", r"\\\|"),
    ],
)
def test_signs_of_markdown_are_made_plain(given: str, told: str) -> None:
    assert words(given) == told


def test_it_says_the_numbers_of_the_page() -> None:
    shown = figures(RESULT)
    page = report.result_markdown(RESULT)
    assert f"**{numbers.points(shown.total)}** of 100" in page
    for pillar in RESULT.pillars:
        assert f"| {pillar.title} | {numbers.points(shown.pillars[pillar.id])} of 25 |" in page
    for signal in RESULT.signals:
        assert words(signal.title) in page
    assert "unaffiliated with LinkedIn" in page


def test_a_table_needs_no_more_than_its_rows() -> None:
    assert list(table(("Why", "Points"), [("x", "1")])) == [
        "| Why | Points |",
        "|---|---:|",
        "| x | 1 |",
    ]
