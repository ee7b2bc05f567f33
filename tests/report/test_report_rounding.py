from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_result import sample_result

from openssi.report.figures import figures
from openssi.report.rounding import shown, shown_change, shown_parts
from openssi.result import Adjustment

POINTS = st.floats(min_value=-25, max_value=25).map(lambda x: round(x, 6))


@given(st.lists(POINTS, max_size=40))
def test_shown_parts_sum_to_the_shown_total(parts: list[float]) -> None:
    total = round(sum(parts), 6)
    rounded = shown_parts(parts, total)
    assert round(sum(rounded), 6) == shown(total)


@given(st.lists(POINTS, max_size=40))
def test_no_part_moves_by_a_whole_step(parts: list[float]) -> None:
    rounded = shown_parts(parts, round(sum(parts), 6))
    assert all(abs(a - b) < 0.1 for a, b in zip(parts, rounded, strict=True))


@given(
    st.lists(POINTS, min_size=1, max_size=40), st.integers(min_value=-25000000, max_value=25000000)
)
def test_parts_bend_to_the_difference_of_two_numbers_as_shown(parts, start) -> None:
    before = start / 1e6
    change = shown_change(before, round(before + sum(parts), 6))
    rounded = shown_parts(parts, change)
    assert round(sum(rounded), 6) == change
    assert all(abs(a - b) < 0.2 for a, b in zip(parts, rounded, strict=True))


def test_nothing_stays_nothing_when_the_parts_bend() -> None:
    assert shown_parts([0.0, -2.6, 0.0, 4.2], 1.7) == (0.0, -2.5, 0.0, 4.2)
    assert shown_parts([0.0, -2.6, 0.0, 4.2], 1.5) == (0.0, -2.6, 0.0, 4.1)


def test_a_change_is_the_difference_of_what_is_shown() -> None:
    assert shown_change(81.668, 83.217) == 1.5
    assert shown_change(81.64, 81.65001) == 0.1


def test_equal_remainders_go_to_the_earlier_part() -> None:
    assert shown_parts([1.44, 1.44, 1.44], 4.32) == (1.5, 1.4, 1.4)


def test_parts_of_another_total_are_refused() -> None:
    with pytest.raises(ValueError, match="not to 9"):
        shown_parts([1.0, 2.0], 9.0)


def test_pillars_and_signals_sum_as_shown() -> None:
    result = sample_result()
    found = figures(result)
    assert round(sum(found.pillars.values()), 6) == found.total
    for pillar, steps in found.steps.items():
        assert round(sum(step.shown for step in steps), 6) == found.pillars[pillar]


def test_a_cap_is_a_part_of_the_sum() -> None:
    result = sample_result()
    pillar = result.pillars[0]
    rounding = [a for a in result.adjustments if a.pillar != pillar.id]
    raw = sum(s.points or 0 for s in result.signals if s.pillar == pillar.id)
    capped = pillar.model_copy(update={"score": 12.0})
    cap = Adjustment(pillar=pillar.id, kind="cap", points=12.0 - raw)
    total = round(12.0 + sum(p.score or 0 for p in result.pillars[1:]), 6)
    update = {"pillars": (capped, *result.pillars[1:]), "total": total}
    result = result.model_copy(update={**update, "adjustments": (cap, *rounding)})
    steps = figures(result).steps[pillar.id]
    assert steps[-1].part == cap
    assert round(sum(step.shown for step in steps), 6) == 12.0


def test_weekly_changes_sum_as_shown() -> None:
    result = sample_result()
    changes = figures(result).changes
    week = shown(result.total) - shown(result.total - result.change_7d)
    assert figures(result).change == pytest.approx(week, abs=1e-9)
    assert sum(c for c in changes.values() if c is not None) == pytest.approx(week, abs=1e-9)


def test_nothing_is_shown_as_more_than_its_most() -> None:
    result = sample_result()
    found = figures(result)
    assert all((found.signals[s.id] or 0) <= found.most[s.id] for s in result.signals)


def test_full_marks_are_the_same_number_twice() -> None:
    result = sample_result()
    pillar = result.pillars[0]
    kept = [signal for signal in result.signals if signal.pillar != pillar.id]
    first, second = (signal for signal in result.signals[:2])
    full = [one.model_copy(update={"points": 5.95, "max_points": 5.95}) for one in (first, second)]
    rated = pillar.model_copy(update={"score": 11.9})
    total = round(11.9 + sum(p.score or 0 for p in result.pillars[1:]), 6)
    result = result.model_copy(
        update={
            "signals": (*full, *kept), "pillars": (rated, *result.pillars[1:]), "total": total,
            "adjustments": tuple(a for a in result.adjustments if a.pillar != pillar.id),
        }
    )  # fmt: skip
    found = figures(result)
    assert sorted(found.signals[one.id] or 0 for one in full) == [5.9, 6.0]
    assert all(found.signals[one.id] == found.most[one.id] for one in full)
    assert all(found.waiting[one.id] == 0 for one in full)


def test_a_pillar_that_is_not_measurable_has_no_number() -> None:
    found = figures(sample_result(missing="find_right_people"))
    assert found.pillars["find_right_people"] is None
    assert "find_right_people" not in found.steps
