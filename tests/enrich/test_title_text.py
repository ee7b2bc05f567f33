"""How strangers write titles, brought into words."""

from __future__ import annotations

import pytest

from openssi.enrich.title_text import clauses, fold


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Sr. VP", [("sr", "vp")]),
        ("C.E.O.", [("ceo",)]),
        ("V.P. of R&D", [("vp", "of", "r_d")]),
        ("Directeur·rice commercial·e", [("directeur", "commercial")]),
        ("Chargé(e) de projet", [("charge", "de", "projet")]),
        ("Leiter:in Einkauf (w/m/d)", [("leiter", "einkauf")]),
        ("Director/a Comercial", [("director", "comercial")]),
        ("Chef d'équipe", [("chef", "d", "equipe")]),
        ("CEO\u2019s Office", [("ceo", "'s", "office")]),
        ("Co-Founder & CEO", [("co", "founder", "&", "ceo")]),
        ("VP, Sales / Owner", [("vp",), ("sales",), ("owner",)]),
        ("Manager - Sales \u2013 EMEA", [("manager",), ("sales",), ("emea",)]),
        ("CEO @ Acme", [("ceo", "@", "acme")]),
    ],
)
def test_words(title: str, words: list[tuple[str, ...]]) -> None:
    assert [clause.words for clause in clauses(title)] == words


def test_a_bar_begins_anew_and_a_comma_does_not() -> None:
    assert [clause.fresh for clause in clauses("CEO, Acme | Investor")] == [True, False, True]


def test_fold_takes_letters_that_do_not_decompose() -> None:
    assert fold("Łódź Ørsted Straße K\u0131rm\u0131z\u0131") == "lodz orsted strasse kirmizi"
