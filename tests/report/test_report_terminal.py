from __future__ import annotations

import io

import pytest
from rich.console import Console
from sample_result import hostile_result, sample_result

from openssi import report
from openssi.result import Result


def printed(
    result: Result, *, width: int = 80, encoding: str = "utf-8", color: bool = False
) -> str:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="\n")
    Console(file=out, width=width, force_terminal=color, no_color=not color).print(
        report.text(result)
    )
    out.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = printed(sample_result(), width=width).splitlines()
    assert max(len(line.rstrip()) for line in lines) <= width


def test_it_says_the_score_its_scale_and_its_range() -> None:
    text = printed(sample_result())
    assert "55.0 of 100" in text
    assert "range 46.9\N{EN DASH}61.9" in text
    assert "+0.2 in 7 days" in text
    assert "Establish your professional brand" in text
    assert "4.8 of 6.0" in text
    assert "unaffiliated with LinkedIn" in text


def test_a_pillar_that_is_not_measurable_reads_so() -> None:
    text = printed(sample_result(missing="find_right_people"))
    assert "of the measurable 75" in text
    assert "not seen" in text


def test_no_score_at_all_is_told() -> None:
    result = sample_result()
    pillars = tuple(p.model_copy(update={"score": None, "change_7d": None}) for p in result.pillars)
    bare = {"total": None, "measurable": 0.0, "change_7d": None, "pillars": pillars}
    assert "\N{EM DASH} of the measurable 0" in printed(result.model_copy(update=bare))


def test_without_colour_there_is_no_colour_code() -> None:
    assert "\x1b[3" in printed(sample_result(), color=True)
    assert "\x1b" not in printed(sample_result())


def test_markup_and_control_characters_of_others_do_nothing() -> None:
    result = hostile_result()
    member = result.member.model_copy(update={"name": "[red]A\x1b[2Jda\x07[/red]"})
    text = printed(result.model_copy(update={"member": member}))
    assert "[red]A [2Jda [/red]" in text
    assert "\x1b" not in text


def test_a_terminal_that_knows_only_ascii_gets_plain_bars() -> None:
    assert "#######---" in printed(sample_result(), encoding="ascii")
