"""The user's own list of companies."""

from __future__ import annotations

from pathlib import Path

import pytest

from openssi.enrich.accounts import Accounts, read
from openssi.errors import SourceError


def accounts(folder: Path, text: str) -> Accounts:
    file = folder / "accounts.csv"
    file.write_text(text, encoding="utf-8")
    return read(file)


@pytest.mark.parametrize(
    ("listed", "company"),
    [
        ("Siemens AG", "SIEMENS"),
        ("Siemens", "Siemens A.G."),
        ("Müller & Co. KG", "Muller and Co KG"),
        ("Bäckerei Huber GmbH & Co. KG", "Baeckerei Huber".replace("ae", "ä")),
        ("Rossi S.p.A.", "Rossi SpA"),
        ("Møller A/S", "Moller AS"),
        ("Kowalski sp. z o.o.", "KOWALSKI"),
        ("Grupo Azul, S.A. de C.V.", "Grupo Azul"),
        ("Volvo", "AB Volvo"),
        ("The Acme Company, Inc.", "Acme"),
        ("Acme", "Acme (UK) Ltd."),
        ("Acme", "Acme France SAS"),
        ("Acme Holding", "Acme"),
        ("Ernst & Young", "Ernst and Young LLP"),
        ("O'Neil Ltd", "O\u2019Neil"),
        ("amazon.com", "Amazon"),
        ("Bär", "BAER"),
        ("BAER", "Bär"),
        ("Bär", "BAR"),
        ("Mueller GmbH", "Mu\u0308ller France"),
        ("Müller Holding", "Mueller"),
        ("Gießerei Öhler", "GIESSEREI OEHLER"),
        ("Sørensen A/S", "Soerensen"),
        ("Åkerlund", "Aakerlund AB"),
    ],
)
def test_companies_match_across_spellings(tmp_path: Path, listed: str, company: str) -> None:
    found = accounts(tmp_path, f'company,industry\n"{listed}",Banking\n').find(company)
    assert found is not None
    assert found.industry == "Banking"


@pytest.mark.parametrize(
    ("listed", "company"),
    [
        ("Acme France", "Acme Italia"),
        ("Acme", "Acme Robotics"),
        ("Acme", "Acne"),
        ("Baer", "Bar"),
        ("Mueller", "Muller"),
        ("SAS", "SA"),
        ("Global", "International"),
    ],
)
def test_different_companies_stay_apart(tmp_path: Path, listed: str, company: str) -> None:
    assert accounts(tmp_path, f"company,industry\n{listed},Banking\n").find(company) is None


def test_a_name_that_is_listed_both_ways_is_each_time_its_own(tmp_path: Path) -> None:
    known = accounts(tmp_path, "company,industry\nBär,Banking\nBAER,Insurance\n")
    assert [known.find(name).line for name in ("BÄR", "Baer", "Bar")] == [2, 3, 2]  # type: ignore[union-attr]


def test_a_loose_name_that_two_companies_share_matches_neither(tmp_path: Path) -> None:
    text = "company,industry\nAcme France,Banking\nAcme Italia,Insurance\n"
    assert accounts(tmp_path, text).find("Acme") is None


@pytest.mark.parametrize("company", [None, "", "  "])
def test_an_empty_name_matches_nothing(tmp_path: Path, company: str | None) -> None:
    assert accounts(tmp_path, "company,target\nAcme,yes\n").find(company) is None


def test_semicolons_bom_extra_columns_and_flags(tmp_path: Path) -> None:
    text = (
        "\ufeffTarget;Owner;Company;Industry\r\n"
        "x;Kim;Acme;computer software\r\n"
        ";;;\r\n"
        'no;Lee;"Baker; Jones";\r\n'
    )
    known = accounts(tmp_path, text)
    acme, baker = known.find("ACME"), known.find("Baker Jones")
    assert acme is not None
    assert baker is not None
    assert (acme.industry, acme.target, acme.line) == ("Software Development", True, 2)
    assert (baker.industry, baker.target, baker.line) == (None, False, 4)


def test_the_same_line_twice_is_no_mistake(tmp_path: Path) -> None:
    known = accounts(tmp_path, "company,target\nAcme,yes\nACME Inc.,yes\n")
    found = known.find("Acme")
    assert found is not None
    assert found.line == 2


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("", "accounts.csv: no column 'company'", "company,industry,target"),
        ("name of firm,industry\n", "found: name of firm, industry", "company,industry,target"),
        ("company\nAcme\n", "'industry' or 'target'", "company,industry,target"),
        ("company,industry\n,Banking\n", "line 2: no company name", "delete the line"),
        ("company,industry\nAcme,Bankin\n", "line 2: 'Bankin' is no industry", "'Banking'"),
        ("company,industry\nAcme,qqqqqq\n", "line 2", "leave it empty"),
        ("company,target\nAcme,perhaps\n", "line 2: target is 'perhaps'", "yes, no or nothing"),
        ("company,target\nAcme,yes,no\n", "line 2: 3 fields, not 2", "in quotes"),
        (
            "company,target\nAcme,yes\nAcme AG,no\n",
            "line 3: the company of line 2",
            "one of the two",
        ),
        ('company,target\n"Acme,yes\n', "line 2: broken quoting", "UTF-8"),
    ],
)
def test_mistakes_are_named_with_line_and_way_out(
    tmp_path: Path, text: str, what: str, hint: str
) -> None:
    with pytest.raises(SourceError) as error:
        accounts(tmp_path, text)
    assert what in error.value.what
    assert hint in error.value.hint


def test_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "accounts.csv"
    file.write_bytes("company,target\nMüller,yes\n".encode("latin-1"))
    with pytest.raises(SourceError, match="not UTF-8"):
        read(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.csv: cannot be read"):
        read(tmp_path / "none.csv")
