"""Numbers and days as exports of many languages write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openssi.sources.written_days import ORDERS, Order, day_in, days_within, likeliest
from openssi.sources.written_numbers import BadNumberError, count_in, score_in

MONTH_FIRST, DAY_FIRST, *_ = ORDERS


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234", 1234),
        ("1.234", 1234),
        ("1'006", 1006),
        ("1\u2019006", 1006),
        ("1\u00a0234\u00a0567", 1234567),
        ("1\u202f234", 1234),
        ("12,34,567", None),
        ("-28", -28),
        ("\u221228", -28),
        (" 7 ", 7),
        (7, 7),
        (7.0, 7),
        ("12.0", 12),
        ("0", 0),
    ],
)
def test_whole_numbers_are_read_in_every_language(cell: object, number: int | None) -> None:
    if number is None:
        with pytest.raises(BadNumberError):
            count_in(cell)
    else:
        assert count_in(cell) == number


@pytest.mark.parametrize("cell", ["", " ", "-", "\u2013", "N/A", None, "\u00a0"])
def test_filler_is_unknown_and_not_zero(cell: object) -> None:
    assert count_in(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "1.2K",
        "1,234.567",
        "12%",
        "=1+1",
        "1.23",
        True,
        3.5,
        1.234,
        float("nan"),
        float("inf"),
        1e300,
        "9" * 40,
        dt.date(2026, 1, 1),
        "\0",
    ],
)
def test_what_is_no_whole_number_is_refused(cell: object) -> None:
    with pytest.raises(BadNumberError):
        count_in(cell)


@given(st.integers(-(10**11), 10**11), st.sampled_from([",", ".", "'", "\u00a0", "\u202f", ""]))
def test_any_grouping_reads_back(number: int, mark: str) -> None:
    assert count_in(f"{number:,}".replace(",", mark)) == number


@pytest.mark.parametrize(("cell", "score"), [("53.25", 53.25), ("53,25", 53.25), ("100", 100.0)])
def test_scores_take_a_comma_as_well(cell: str, score: float) -> None:
    assert score_in(cell) == score


@pytest.mark.parametrize("cell", ["1,234,5", "-1", "a", "5 3", "1e3"])
def test_scores_are_small_numbers(cell: str) -> None:
    with pytest.raises(BadNumberError):
        score_in(cell)


@pytest.mark.parametrize(
    "cell",
    ["10/8/2026", "10.8.2026", "10-8-26", 46303.0, "46303", dt.date(2026, 10, 8)],
)
def test_a_day_is_read_however_it_is_written(cell: object) -> None:
    assert day_in(cell, MONTH_FIRST) == dt.date(2026, 10, 8)


@pytest.mark.parametrize("cell", ["2026-10-08", "2026/10/08", "2026. 10. 8.", "2026年10月8日"])
def test_a_year_that_stands_first_needs_no_order(cell: str) -> None:
    assert {day_in(cell, order) for order in ORDERS} == {dt.date(2026, 10, 8)}


@pytest.mark.parametrize("cell", ["", "Date", "10/8", "99/99/2026", 12, True, None, "1/1/1850"])
def test_what_is_no_day_is_none(cell: object) -> None:
    assert day_in(cell, MONTH_FIRST) is None


def test_a_range_names_two_days() -> None:
    told = days_within("08/10/2026 - 09/10/2026", DAY_FIRST)
    assert told == [dt.date(2026, 10, 8), dt.date(2026, 10, 9)]


@given(
    first=st.dates(dt.date(2016, 1, 1), dt.date(2030, 1, 1)),
    count=st.integers(14, 40),
    month_first=st.booleans(),
)
def test_days_that_follow_one_another_tell_their_order(
    *, first: dt.date, count: int, month_first: bool
) -> None:
    days = [first + dt.timedelta(n) for n in range(count)]
    cells = [f"{d.month}/{d.day}/{d.year}" if month_first else f"{d:%d/%m/%Y}" for d in days]
    order, *others = likeliest(cells)
    assert [day_in(cell, order) for cell in cells] == days
    assert all([day_in(cell, other) for cell in cells] == days for other in others)


def test_days_that_a_spreadsheet_turned_round_are_turned_back() -> None:
    days = [dt.date(2026, 10, 1) + dt.timedelta(n) for n in range(31)]
    cells = [d.replace(month=d.day, day=10) if d.day <= 12 else f"{d:%d/%m/%Y}" for d in days]
    assert likeliest(cells) == [Order(month_first=False, swapped=True)]
    assert [day_in(cell, likeliest(cells)[0]) for cell in cells] == days
