"""What is shown in a terminal or a notebook can be printed and logged as plain text too."""

from __future__ import annotations

import pytest
from sample_result import hostile_result, sample_result

import openssi
from openssi.methodology import default
from openssi.report import methodology_text

RESULT = sample_result()


@pytest.mark.parametrize("signal", [None, *(one.id for one in RESULT.signals[:4])])
def test_an_explanation_prints_as_text(
    signal: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = openssi.explain(RESULT, signal)
    print(shown)  # noqa: T201 - what a person at a prompt does
    out = capsys.readouterr().out
    assert out.rstrip("\n") == str(shown) == repr(shown)
    named = [one for one in RESULT.signals if one.id == (signal or RESULT.signals[0].id)]
    assert (named[0].title if signal else named[0].id) in out
    assert "Shown(" not in out


def test_plain_text_is_plain_and_not_wider_than_a_page() -> None:
    lines = str(methodology_text(default())).splitlines()
    assert max(map(len, lines)) <= 100
    assert not any("\x1b" in line or line != line.rstrip() for line in lines)


def test_what_strangers_wrote_brings_no_control_characters_into_a_log() -> None:
    result = hostile_result()
    told = "".join(str(openssi.explain(result, one.id)) for one in result.signals)
    assert all(letter.isprintable() or letter == "\n" for letter in told)
