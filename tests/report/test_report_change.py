"""A change as shown: what stands in a row sums to what stands above it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from sample_result import sample_result

from openssi import report
from openssi.report.change_rows import MOST, moved, pillar_rows, step_rows
from openssi.report.figures import figures
from openssi.report.rounding import shown
from openssi.report.why import why
from openssi.result import Change, ChangeStep, Revision, SignalChange

PILLAR = "find_right_people"
POINTS = st.floats(min_value=-9, max_value=9).map(lambda points: round(points, 6))
MOVES = st.lists(POINTS, max_size=20)


def stepped(name: str, moves: list[float], adjustment: float = 0.0) -> ChangeStep:
    signals = [
        SignalChange(id=f"s{n}", title="T", pillar=PILLAR, points=points, reason=f"reason {n}")
        for n, points in enumerate(sorted(moves, key=lambda points: -abs(points)))
        if points
    ]
    total = sum(moves) + adjustment
    return ChangeStep.model_validate(
        {
            "id": name,
            "title": name.title(),
            "total": total,
            "pillars": {PILLAR: total},
            "signals": signals,
            "adjustments": {PILLAR: adjustment},
        }
    )


def changed(*steps: ChangeStep, after: float = 67.34, **update: object) -> Change:
    points = sum(step.total for step in steps)
    told = Change(
        from_day=dt.date(2026, 11, 8),
        to_day=dt.date(2026, 11, 15),
        before=after - points,
        after=after,
        points=points,
        pillars={PILLAR: points},
        steps=steps,
        revision=None,
    )
    return told.model_copy(update=update)


def printed(told: Change, *, whole: bool = False) -> str:
    out = io.StringIO()
    Console(file=out, width=100).print(report.change_text(told, whole=whole))
    return out.getvalue().replace("\N{MINUS SIGN}", "-")


def numbers_of(line: str) -> list[float]:
    return [float(number) for number in re.findall(r"[-+]?\d+\.\d", line)]


@given(st.lists(st.tuples(MOVES, POINTS), min_size=4, max_size=4), st.booleans(), POINTS)
def test_every_row_sums_to_the_one_above(parts, whole, after) -> None:
    names = ("sources", "aged", "activity", "profile")
    steps = [stepped(name, *part) for name, part in zip(names, parts, strict=True)]
    told = changed(*steps, after=after + 50)
    rows = step_rows(told, whole=whole)
    whole_move = shown(told.after) - shown(told.before)
    assert moved(told) == pytest.approx(whole_move, abs=1e-9)
    assert sum(points for _, points, _ in rows) == pytest.approx(whole_move, abs=1e-9)
    for _, total, reasons in rows:
        assert sum(points for _, points in reasons) == pytest.approx(total, abs=1e-9)
        if not whole:
            assert len(reasons) <= MOST + 2
    assert sum(points for _, points in pillar_rows(told)) == pytest.approx(whole_move, abs=1e-9)
    assert sum(line.points for line in why(told)) == pytest.approx(whole_move, abs=1e-9)


@pytest.mark.parametrize(("after", "gain"), [(67.34, -0.33), (67.26, -0.27), (83.217, 1.549)])
def test_the_header_shows_both_totals_as_everywhere_and_their_difference(
    after: float, gain: float
) -> None:
    header = printed(changed(stepped("aged", [gain]), after=after)).splitlines()[0]
    before, shown_after, points = numbers_of(header)
    assert (before, shown_after) == (shown(after - gain), shown(after))
    assert before + points == pytest.approx(shown_after)


def test_the_parts_give_way_to_the_totals() -> None:
    told = changed(
        stepped("sources", []), stepped("aged", [-2.647]), stepped("activity", [4.196]),
        stepped("profile", []), after=83.217,
    )  # fmt: skip
    assert moved(told) == 1.5
    totals = [points for _, points, _ in step_rows(told, whole=True)]
    assert totals == [0.0, -2.7, 4.2, 0.0]


def test_page_markdown_and_terminal_say_the_same_change() -> None:
    told = changed(stepped("aged", [-2.647]), stepped("activity", [4.196]), after=83.217)
    assert "81.7 → 83.2   +1.5" in printed(told)
    assert "81.7 → 83.2, **+1.5** points" in report.change_markdown(told)
    page = report.html(sample_result().model_copy(update={"change": told}))
    assert 'Why it moved <span class="move up">+1.5</span>' in page
    assert json.loads(told.model_dump_json())["points"] == pytest.approx(1.549, abs=1e-9)
    exact = csv.DictReader(io.StringIO(report.change_csv(told).removeprefix("\ufeff")))
    assert [float(row["points"]) for row in exact] == [-2.647, 4.196]


def test_the_score_shows_the_week_as_the_change_does() -> None:
    result = sample_result()
    assert result.change is not None
    found = figures(result)
    assert found.change == moved(result.change)
    assert list(found.changes.values()) == [points for _, points in pillar_rows(result.change)]


def test_what_shows_as_no_change_joins_the_smaller_moves() -> None:
    text = printed(changed(stepped("aged", [-0.4, -0.04, -0.03, -0.02, -0.001])))
    assert "reason 0" in text
    assert "reason 4" not in text
    assert "smaller moves" in text
    assert "no change" not in text.partition("reason 0")[2].partition("smaller")[0]


def test_one_smaller_move_is_one() -> None:
    assert "1 smaller move " in printed(changed(stepped("aged", [-0.4, -0.01]), after=67.31))


def test_smaller_moves_do_not_hide_most_of_a_step() -> None:
    many = [-0.3 - n / 1000 for n in range(20)]
    assert printed(changed(stepped("aged", many))).count("reason") == 10
    opposed = [1.0, -1.0, 1.0, -1.0, 0.9, -0.8, -0.8, -0.3]
    assert printed(changed(stepped("aged", opposed))).count("reason") > 5


def test_all_lists_every_signal() -> None:
    text = printed(changed(stepped("aged", [-0.01] * 30)), whole=True)
    assert text.count("reason") == 30
    assert "smaller" not in text


def test_pillars_stand_under_the_header() -> None:
    lines = printed(sample_result().change).splitlines()
    assert lines[2].startswith("Pillar")
    assert [line.split("  ")[0] for line in lines[3:7]] == [
        "Professional brand",
        "Find right people",
        "Engage with insights",
        "Build relationships",
    ]


def test_days_that_do_not_compare_tell_why_the_pillars_moved_that_do() -> None:
    steps = stepped("aged", [-0.44]), stepped("activity", [1.08])
    told = changed(*steps, points=None, note="Not measurable on 2026-11-08: Build relationships.")
    for text in (printed(told), report.change_markdown(told)):
        assert "do not compare" in text
        assert "Not measurable on 2026-11-08: Build relationships." in text
        assert "Find right people" in text
        assert "reason 0" in text
    assert [points for _, points in pillar_rows(told)] == [0.6]
    assert sum(points for _, points, _ in step_rows(told, whole=True)) == pytest.approx(0.6)
    bare = changed(stepped("aged", []), points=None, pillars={})
    assert "Points" not in printed(bare)
    assert "Aged" not in report.change_markdown(bare)


def test_the_page_names_the_pillars_that_do_not_compare() -> None:
    note = "Not measurable on 2026-11-08: Build relationships."
    told = changed(stepped("aged", [-0.4]), points=None, note=note)
    page = report.html(sample_result().model_copy(update={"change": told}))
    assert f"measured at both ends. {note}</p>" in page


def test_the_note_stands_under_the_header() -> None:
    text = printed(changed(stepped("aged", [-0.4]), note="The data end on 2026-11-15."))
    assert text.splitlines()[1] == "The data end on 2026-11-15."


def test_a_revision_sums_as_shown_beside_the_same_total_and_says_its_cause() -> None:
    cause = "Same rules: the difference is the data known since."
    revision = Revision(
        scored_then=67.96, scored_now=67.74, points=-0.22, pillars={PILLAR: -0.22},
        methodology_then="openssi 1.0.0", cause=cause,
    )  # fmt: skip
    lines = printed(changed(stepped("aged", [-0.4]), revision=revision)).splitlines()
    assert lines[-1] == cause
    then, now, points = numbers_of(lines[-2])
    assert then + points == pytest.approx(now)
    assert now == numbers_of(lines[0])[0]
