"""`--incognito`: nothing in the page by which a person could be known."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from sample_result import sample_result

import openssi
from openssi import report
from openssi.report.incognito import NOTE, anonymous, rounded
from openssi.result import Result

SHORT = 4
"""Values shorter than this are no names; they would occur by chance."""
NAMING = (
    "name", "url", "company", "title", "from", "to", "position", "profile", "account", "email",
)  # fmt: skip


@pytest.fixture(scope="module")
def result(archive: Path) -> Result:
    return openssi.score(archive)


@pytest.fixture(scope="module")
def page(result: Result) -> str:
    return report.html(result, incognito=True)


def identifying(archive: Path, result: Result) -> set[str]:
    """Every full name, company, profile address and title of a role in the archive."""
    found = {result.member.name, result.member.company, result.member.title, result.member.id}
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            if name.endswith(".csv"):
                found |= named(files.read(name).decode("utf-8-sig"))
    return {text for text in found if text and len(text) >= SHORT}


def named(text: str) -> set[str]:
    """Cells of columns that name somebody, and first and last names together."""
    lines = text.splitlines()
    start = next((n for n, line in enumerate(lines) if "First Name" in line), 0)
    rows = csv.DictReader(io.StringIO("\n".join(lines[start:])))
    found: set[str] = set()
    for row in rows:
        cells = {k: v.strip() for k, v in row.items() if k and isinstance(v, str)}
        found.add(f"{cells.get('First Name', '')} {cells.get('Last Name', '')}".strip())
        found |= {v for k, v in cells.items() if any(word in k.lower() for word in NAMING)}
    return found


def test_no_name_of_the_archive_is_in_the_page(archive: Path, result: Result, page: str) -> None:
    names = identifying(archive, result)
    assert len(names) > 300
    text = page.partition("<body>")[2].partition("<script>")[0]
    told = report.html(result)
    assert sum(name in told for name in names) > 5
    ordinary = {name for name in names if name in ORDINARY}
    assert {name for name in names - ordinary if name in text} == set()


ORDINARY = frozenset({"Owner", "Partner", "Director"})
"""Levels of a career, which are some people's whole title."""


def test_scores_stay(result: Result) -> None:
    hidden = anonymous(result)
    assert hidden.total == result.total
    assert hidden.pillars == result.pillars
    assert [s.points for s in hidden.signals] == [s.points for s in result.signals]
    assert hidden.history.total == result.history.total


def test_it_says_so(page: str) -> None:
    assert "<h1>Your index</h1>" in page
    assert NOTE in page


def test_counts_keep_two_digits() -> None:
    assert [rounded(n) for n in (7, 38, 112, 2437, 0.494)] == [7, 38, 110, 2400, 0.494]
    hidden = anonymous(sample_result(days=10))
    counts = {s.id: s.evidence.count for s in hidden.signals}
    assert counts["connections"] == 1800
    assert hidden.description.connections == 1800


def test_the_network_keeps_its_shape_but_not_its_numbers(result: Result) -> None:
    told, hidden = result.description.network, anonymous(result).description.network
    assert told is not None
    assert hidden is not None
    known = [count for count in hidden.gained.counts if count is not None]
    assert all(count < 10 or count % 10 == 0 for count in known)
    companies = next(part for part in hidden.now.make_up if part.attribute == "company")
    assert [group.name for group in companies.groups][:2] == ["Company 1", "Company 2"]
    assert [len(part.groups) for part in hidden.now.make_up] == [
        len(part.groups) for part in told.now.make_up
    ]


def test_numbers_for_programs_are_no_closer_than_what_is_read() -> None:
    page = report.html(sample_result(days=10), incognito=True)
    assert 'data-points="4.1"' in page or 'data-points="4.0"' in page
    assert f'data-total="{sample_result(days=10).total!r}"' not in page


def test_events_groups_rules_and_notes_of_ones_own_are_hidden() -> None:
    result = sample_result(days=90)
    page = report.html(result, incognito=True)
    for text in ("Halvorsen", "Head of Partnerships", "Ngozi", "Computer Software", "Team of 12"):
        assert text not in page
    assert result.methodology.audience not in page
    assert "Profile facts before" not in page
